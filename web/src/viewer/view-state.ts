/** Where a surface (device pixels) looks at an image. Rows are `aspect` times as high as columns are wide. */
export interface ViewState {
  /** Device pixels to one column. */
  readonly scale: number;
  /** The image's place (in samples, 0 at the outer edge of the first) at the middle of the surface. */
  readonly centre: Place;
  /** Left and right are exchanged on screen, around the middle of the surface. The image itself is as it was. */
  readonly mirrored?: boolean;
}

/** A place in an image, in samples from its upper left corner; fractions lie inside a sample. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** A point on the surface, device pixels from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle of device pixels, ends excluded. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Surface {
  readonly width: number;
  readonly height: number;
}

export interface ImageShape {
  readonly rows: number;
  readonly columns: number;
  /** Height of a row over width of a column: 1 for square samples. */
  readonly aspect: number;
}

const GREATEST_SCALE = 64;
/** The image never shrinks below this many device pixels along its longer side. */
const LEAST_EXTENT = 32;

/** The whole image, as large as it fits, never cropped. */
export function fitView(shape: ImageShape, surface: Surface): ViewState {
  const scale = Math.min(surface.width / shape.columns, surface.height / (shape.rows * shape.aspect));
  return heldView(shape, { scale, centre: { row: shape.rows / 2, column: shape.columns / 2 } });
}

/** One device pixel to one column, around the same place. */
export function fullSizeView(shape: ImageShape, view: ViewState): ViewState {
  return heldView(shape, { ...view, scale: 1 });
}

/** Closer or further by a factor; what lies under the point stays under it. */
export function zoomView(
  shape: ImageShape,
  surface: Surface,
  view: ViewState,
  factor: number,
  around: Point,
): ViewState {
  const scale = heldScale(shape, view.scale * factor);
  const { row, column } = toImage(shape, surface, view, around);
  const drawn = toDrawn(surface, view, around);
  const centre = {
    row: row - (drawn.y - surface.height / 2) / (scale * shape.aspect),
    column: column - (drawn.x - surface.width / 2) / scale,
  };
  return heldView(shape, { ...view, scale, centre });
}

/** Moved by device pixels; the middle of the surface stays on the image. */
export function panView(shape: ImageShape, view: ViewState, by: Point): ViewState {
  const { scale, centre, mirrored } = view;
  const across = mirrored ? -by.x : by.x;
  return heldView(shape, {
    ...view,
    centre: { row: centre.row - by.y / (scale * shape.aspect), column: centre.column - across / scale },
  });
}

/** Left and right exchanged; what lies in the middle of the surface stays there. */
export function mirrorView(view: ViewState): ViewState {
  const { mirrored, ...straight } = view;
  return mirrored ? straight : { ...straight, mirrored: true };
}

/** Where a point of the screen lies on the surface as it is drawn, which is never mirrored itself; and the other way. */
export function toDrawn({ width }: Surface, { mirrored }: ViewState, { x, y }: Point): Point {
  return { x: mirrored ? width - x : x, y };
}

/** A closer look inside a box of the surface; what lies under the point stays under it. */
export function magnifierView(
  shape: ImageShape,
  surface: Surface,
  view: ViewState,
  { factor, point, lens }: { readonly factor: number; readonly point: Point; readonly lens: Box },
): ViewState {
  const scale = heldScale(shape, view.scale * factor);
  const { row, column } = toImage(shape, surface, view, point);
  const right = (lens.left + lens.right) / 2 - point.x;
  const down = (lens.top + lens.bottom) / 2 - point.y;
  // Not held on the image: over its edge the lens shows what surrounds it.
  return { scale, centre: { row: row + down / (scale * shape.aspect), column: column + right / scale } };
}

/** The image's place under a point: the sample drawn there is the one it lies in. */
export function toImage(shape: ImageShape, surface: Surface, view: ViewState, point: Point): Place {
  const { scale, centre } = view;
  const down = scale * shape.aspect;
  const { x, y } = toDrawn(surface, view, point);
  return {
    row: (y - originOf(surface.height, centre.row, down)) / down,
    column: (x - originOf(surface.width, centre.column, scale)) / scale,
  };
}

export function toScreen(shape: ImageShape, surface: Surface, view: ViewState, place: Place): Point {
  const { scale, centre } = view;
  const down = scale * shape.aspect;
  return toDrawn(surface, view, {
    x: place.column * scale + originOf(surface.width, centre.column, scale),
    y: place.row * down + originOf(surface.height, centre.row, down),
  });
}

/** Where the image's edge lies. On whole device pixels: at full size each is one sample, and nothing is blurred. */
export function originOf(extent: number, centre: number, scale: number): number {
  return Math.round(extent / 2 - centre * scale);
}

function heldView(shape: ImageShape, view: ViewState): ViewState {
  const { scale, centre } = view;
  return {
    ...view,
    scale: heldScale(shape, scale),
    centre: {
      row: Math.min(shape.rows, Math.max(0, centre.row)),
      column: Math.min(shape.columns, Math.max(0, centre.column)),
    },
  };
}

function heldScale({ rows, columns, aspect }: ImageShape, scale: number): number {
  const least = Math.min(1, LEAST_EXTENT / Math.max(columns, rows * aspect));
  return Math.min(GREATEST_SCALE, Math.max(least, scale));
}
