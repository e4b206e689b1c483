import { DEFAULT_BAND_LIMITS, materialClassifier, tubeScanner } from '@garita/xray';
import { type ViewerImage, viewerImage } from '../src/viewer/image.ts';
import { memoryRaster } from '../src/viewer/memory-raster.ts';

const AIR = 60_000;

/** Numbers that look random and are the same everywhere (xorshift32). */
function noise(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** -ln T of a made-up load: a wedge, boxes, a thin dense wire; with photon noise. */
function attenuations(rows: number, columns: number, seed: number): Float32Array {
  const random = noise(seed);
  const alphas = new Float32Array(rows * columns);
  const boxes = Array.from({ length: 12 }, () => ({
    top: random() * rows,
    left: random() * columns,
    height: random() * rows * 0.4,
    width: random() * columns * 0.2,
    alpha: random() * 3,
  }));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let alpha = (2 * column) / columns;
      for (const box of boxes) {
        const inside = row >= box.top && row < box.top + box.height;
        if (inside && column >= box.left && column < box.left + box.width) alpha += box.alpha;
      }
      if (column === (columns >> 1) + (row >> 3)) alpha += 2;
      alphas[row * columns + column] = alpha + (random() - 0.5) * 0.05;
    }
  }
  return alphas;
}

function transmitted(alphas: Float32Array, times: (at: number) => number): Uint16Array {
  return Uint16Array.from(alphas, (alpha, at) => Math.min(65_535, Math.round(AIR * Math.exp(-alpha * times(at)))));
}

/** An image of one or two energies; materials change from band to band across the rows. */
export function madeImage(
  rows: number,
  columns: number,
  energies: 1 | 2,
  { seed = 7, tileSize = 512 } = {},
): ViewerImage {
  const alphas = attenuations(rows, columns, seed);
  const signal = { kind: 'transmission', air: AIR } as const;
  const high = {
    raster: memoryRaster(
      transmitted(alphas, () => 1),
      rows,
      columns,
      { tileSize },
    ),
    signal,
  };
  if (energies === 1) return viewerImage({ high });
  const ratio = (at: number) => 1.2 + 0.4 * Math.floor((6 * Math.floor(at / columns)) / rows);
  const low = { raster: memoryRaster(transmitted(alphas, ratio), rows, columns, { tileSize }), signal };
  const [one, two] = tubeScanner(160).channels;
  const classify = materialClassifier(one.spectrum, two.spectrum);
  return viewerImage({ high, low, material: { classify, limits: DEFAULT_BAND_LIMITS, assumed: false } });
}
