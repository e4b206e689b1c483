import { Fan, type Piece } from './fan.ts';
import { MATERIALS, type MaterialId } from './materials.ts';
import { boundsOf, checkScene, densityOf, hollowOf, type Scene, type Solid } from './scene.ts';
import { sectionAt } from './section.ts';
import { type Basis, basisOf, type TransmissionTable } from './transmission-table.ts';
import { checkView, type View } from './view.ts';

const MM_PER_CM = 10;

interface Prepared {
  readonly solid: Solid;
  readonly hollow: Solid | undefined;
  readonly minX: number;
  readonly maxX: number;
  /** g/cm2 of each basis in a millimetre of it. */
  readonly perMm: Basis;
}

/**
 * Areal densities (g/cm2) of the three bases on every ray of a view, as `columns` fans of `rows` rays, three numbers
 * a ray. Columns may exceed the view's own, for pulses that come later. `basisFor` gives a material's bases.
 */
export function traceScene(
  scene: Scene,
  view: View,
  columns: number,
  basisFor: (material: MaterialId) => Basis,
): Float32Array {
  checkScene(scene);
  checkView(view);
  const fan = new Fan(view);
  const size = view.rows * 3;
  const traced = new Float32Array(columns * size);
  // Highest precedence first: what is painted first stays.
  const solids = scene.map((solid) => prepare(solid, basisFor)).reverse();
  let before: readonly Piece[] = [];
  for (let column = 0; column < columns; column++) {
    const pieces = piecesAt(solids, view.startX + (column + 0.5) * view.pitchX);
    // Most loads are boxes, and then neighbouring columns are cut alike.
    if (column > 0 && sameCut(before, pieces)) traced.copyWithin(column * size, (column - 1) * size, column * size);
    else traced.set(fan.paint(pieces), column * size);
    before = pieces;
  }
  return traced;
}

/**
 * Transmission (row by row) of traced rays. `firstColumn` shifts the image along the travel; what lies within one
 * pixel blurs by `blur`, the share that each neighbour lends (focal spot and motion during the pulse).
 */
export function transmissionImage(
  traced: Float32Array,
  view: View,
  table: TransmissionTable,
  firstColumn: number,
  blur: number,
): Float32Array {
  const { rows, columns } = view;
  const image = new Float32Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    let at = (column + firstColumn) * rows * 3;
    for (let row = 0; row < rows; row++, at += 3) {
      const alpha = table.alpha(traced[at] as number, traced[at + 1] as number, traced[at + 2] as number);
      image[row * columns + column] = Math.exp(-alpha);
    }
  }
  return blur > 0 ? blurred(blurred(image, rows, columns, columns, 1, blur), columns, rows, 1, columns, blur) : image;
}

/** A memory of `basisOf` for the materials of one scanner. */
export function basisBook(spectra: Parameters<typeof basisOf>[1]): (material: MaterialId) => Basis {
  const known = new Map<MaterialId, Basis>([['air', [0, 0, 0]]]);
  return (material) => {
    const basis = known.get(material) ?? basisOf(MATERIALS[material].composition, spectra);
    known.set(material, basis);
    return basis;
  };
}

function prepare(solid: Solid, basisFor: (material: MaterialId) => Basis): Prepared {
  const bounds = boundsOf(solid);
  const [polyethylene, iron, lead] = basisFor(solid.material);
  const scale = densityOf(solid) / MM_PER_CM;
  return {
    solid,
    hollow: hollowOf(solid),
    minX: bounds.min[0],
    maxX: bounds.max[0],
    perMm: [polyethylene * scale, iron * scale, lead * scale],
  };
}

function piecesAt(solids: readonly Prepared[], x: number): Piece[] {
  const pieces: Piece[] = [];
  for (const { solid, hollow, minX, maxX, perMm } of solids) {
    if (x < minX || x >= maxX) continue;
    const section = sectionAt(solid, x);
    if (section === undefined) continue;
    const inside = hollow === undefined ? undefined : sectionAt(hollow, x);
    pieces.push({ section, inside, perMm });
  }
  return pieces;
}

function sameCut(before: readonly Piece[], now: readonly Piece[]): boolean {
  return (
    before.length === now.length &&
    now.every((piece, i) => {
      const other = before[i] as Piece;
      return (
        piece.perMm === other.perMm &&
        sameSection(piece.section, other.section) &&
        sameSection(piece.inside, other.inside)
      );
    })
  );
}

function sameSection(a: Piece['inside'], b: Piece['inside']): boolean {
  if (a === b) return true;
  if (a?.kind === 'rectangle' && b?.kind === 'rectangle') {
    return a.y[0] === b.y[0] && a.y[1] === b.y[1] && a.z[0] === b.z[0] && a.z[1] === b.z[1];
  }
  return a?.kind === 'disc' && b?.kind === 'disc' && a.y === b.y && a.z === b.z && a.radius === b.radius;
}

/** Each pixel gives `share` to either neighbour along one direction; at the ends it keeps what it has. */
function blurred(
  image: Float32Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
  share: number,
): Float32Array {
  const out = image.slice();
  for (let line = 0; line < lines; line++) {
    for (let i = 1; i < length - 1; i++) {
      const at = line * lineStep + i * step;
      const here = image[at] as number;
      out[at] = here + share * ((image[at - step] as number) + (image[at + step] as number) - 2 * here);
    }
  }
  return out;
}
