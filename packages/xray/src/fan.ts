import { PaintedRays } from './painted-rays.ts';
import { type Section, throughOblique } from './section.ts';
import type { Basis } from './transmission-table.ts';
import { inFan, rowOf, rowPitch, type View } from './view.ts';

/** A solid cut by one fan: its outline, the hollow in it, and what a millimetre of it weighs in bases. */
export interface Piece {
  readonly section: Section;
  readonly inside: Section | undefined;
  readonly perMm: Basis;
}

/** A section as seen from the source: across the fan and deep into it (mm). */
type Seen =
  | { readonly kind: 'rectangle'; readonly v0: number; readonly v1: number; readonly w0: number; readonly w1: number }
  | { readonly kind: 'disc'; readonly v: number; readonly w: number; readonly radius: number }
  | Extract<Section, { kind: 'oblique' }>;

const NEAREST_DEPTH_MM = 1;

/** The rays of a view; every column has the same ones. */
export class Fan {
  private readonly view: View;
  private readonly rays: PaintedRays;
  /** Unit direction of each ray. */
  private readonly across: Float64Array;
  private readonly deep: Float64Array;
  private enter = 0;
  private leave = 0;

  constructor(view: View) {
    this.view = view;
    this.rays = new PaintedRays(view.rows);
    this.across = new Float64Array(view.rows);
    this.deep = new Float64Array(view.rows);
    for (let row = 0; row < view.rows; row++) {
      const aside = view.extent[1] - (row + 0.5) * rowPitch(view) - view.sourceOffset;
      const length = Math.hypot(aside, view.sourceDistance);
      this.across[row] = aside / length;
      this.deep[row] = view.sourceDistance / length;
    }
  }

  /** Paints pieces in falling precedence; the answer holds until the next call. */
  paint(pieces: readonly Piece[]): Float64Array {
    this.rays.clear();
    for (const { section, inside, perMm } of pieces) {
      const outer = this.seen(section);
      const inner = inside === undefined ? undefined : this.seen(inside);
      const [first, last] = this.rowsOf(outer);
      for (let row = first; row <= last; row++) this.paintRay(row, outer, inner, perMm);
    }
    return this.rays.basis;
  }

  private paintRay(row: number, outer: Seen, inner: Seen | undefined, [a, b, c]: Basis): void {
    if (!this.cross(row, outer)) return;
    const { enter, leave } = this;
    if (inner !== undefined && this.cross(row, inner)) {
      this.rays.paint(row, enter, this.enter, a, b, c);
      this.rays.paint(row, this.leave, leave, a, b, c);
    } else {
      this.rays.paint(row, enter, leave, a, b, c);
    }
  }

  /** Whether a ray passes through, and if so from where to where (`enter`, `leave`, mm from the source). */
  private cross(row: number, seen: Seen): boolean {
    const sv = this.across[row] as number;
    const sw = this.deep[row] as number;
    if (seen.kind === 'rectangle') {
      let enter = seen.w0 / sw;
      let leave = seen.w1 / sw;
      if (sv === 0) {
        if (seen.v0 > 0 || seen.v1 < 0) return false;
      } else {
        const t0 = seen.v0 / sv;
        const t1 = seen.v1 / sv;
        enter = Math.max(enter, Math.min(t0, t1));
        leave = Math.min(leave, Math.max(t0, t1));
      }
      this.enter = Math.max(enter, 0);
      this.leave = leave;
      return this.leave > this.enter;
    }
    if (seen.kind === 'disc') {
      const middle = seen.v * sv + seen.w * sw;
      const beside = seen.v * sw - seen.w * sv;
      const half = seen.radius * seen.radius - beside * beside;
      if (half <= 0) return false;
      const root = Math.sqrt(half);
      this.enter = Math.max(middle - root, 0);
      this.leave = middle + root;
      return this.leave > this.enter;
    }
    return this.crossOblique(seen, sv, sw);
  }

  private crossOblique(seen: Extract<Section, { kind: 'oblique' }>, sv: number, sw: number): boolean {
    const { view } = this;
    const side = view.from === 'side';
    const origin = side
      ? ([-view.sourceDistance, view.sourceOffset] as const)
      : ([view.sourceOffset, view.sourceDistance + (view.planeHeight ?? 0)] as const);
    const found = throughOblique(seen.cylinder, seen.x, origin, side ? sw : sv, side ? sv : -sw);
    if (found === undefined) return false;
    this.enter = Math.max(found[0], 0);
    this.leave = found[1];
    return this.leave > this.enter;
  }

  private seen(section: Section): Seen {
    if (section.kind === 'oblique') return section;
    if (section.kind === 'disc') {
      const [v, w] = inFan(this.view, section.y, section.z);
      return { kind: 'disc', v, w, radius: section.radius };
    }
    return this.rectangle(section.y, section.z);
  }

  private boundsOf(seen: Seen): Extract<Seen, { kind: 'rectangle' }> {
    if (seen.kind === 'rectangle') return seen;
    if (seen.kind === 'oblique') {
      const { min, max } = seen.bounds;
      return this.rectangle([min[1], max[1]], [min[2], max[2]]);
    }
    const { v, w, radius } = seen;
    return { kind: 'rectangle', v0: v - radius, v1: v + radius, w0: w - radius, w1: w + radius };
  }

  private rectangle(y: readonly [number, number], z: readonly [number, number]): Extract<Seen, { kind: 'rectangle' }> {
    const [va, wa] = inFan(this.view, y[0], z[0]);
    const [vb, wb] = inFan(this.view, y[1], z[1]);
    return {
      kind: 'rectangle',
      v0: Math.min(va, vb),
      v1: Math.max(va, vb),
      w0: Math.min(wa, wb),
      w1: Math.max(wa, wb),
    };
  }

  /** First and last row that can meet it. */
  private rowsOf(seen: Seen): readonly [number, number] {
    const { v0, v1, w0, w1 } = this.boundsOf(seen);
    if (w0 < NEAREST_DEPTH_MM) return [0, this.view.rows - 1];
    // The upper edge is seen highest from where it is nearest when above the source, farthest when below.
    const top = rowOf(this.view, v1, v1 > 0 ? w0 : w1);
    const bottom = rowOf(this.view, v0, v0 < 0 ? w0 : w1);
    return [Math.max(0, Math.floor(top)), Math.min(this.view.rows - 1, Math.ceil(bottom))];
  }
}
