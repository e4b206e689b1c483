import { DicosError } from './dicos-error.ts';
import { JpegBits } from './jpeg-bits.ts';
import { type JpegScan, readJpegSegments } from './read-jpeg-segments.ts';

/**
 * One frame of JPEG lossless (ITU-T T.81 annex H; DICOM …1.2.4.57 and .70), of one component.
 *
 * Our own, because a decoder that leaves a last pixel at zero or fills a cut-off image in silence is no use for
 * evidence: every sample is decoded, or the frame is unreadable.
 *
 * @returns samples of up to 16 bits, row after row
 * @throws DicosError FRAME_UNREADABLE when it is not such a JPEG, not of this size, or ends before its last sample
 */
export function decodeJpegLossless(bytes: Uint8Array, rows: number, columns: number): Uint16Array {
  const scan = readJpegSegments(bytes);
  if (scan.rows !== rows || scan.columns !== columns) {
    throw unreadable(`the JPEG is ${scan.rows} x ${scan.columns}; the image is ${rows} x ${columns}`);
  }
  const samples = new Uint16Array(rows * columns);
  const bits = new JpegBits(bytes, scan.start);
  const linesPerInterval = scan.restartInterval / columns;
  for (let row = 0; row < rows; row += 1) {
    const restarts = linesPerInterval > 0 && row > 0 && row % linesPerInterval === 0;
    if (restarts) bits.restart(row / linesPerInterval - 1);
    decodeLine(samples, row, row === 0 || restarts, scan, bits);
    if (bits.overdrawn) throw unreadable('the JPEG ends before its last sample');
  }
  if (scan.pointTransform > 0) {
    for (const [index, sample] of samples.entries()) samples[index] = sample << scan.pointTransform;
  }
  return samples;
}

function decodeLine(samples: Uint16Array, row: number, firstLine: boolean, scan: JpegScan, bits: JpegBits): void {
  const { columns, codes, predictor } = scan;
  const start = row * columns;
  // H.1.2.1: the first sample is predicted by mid-range, its line by the left, the first of other lines from above.
  let left = firstLine ? 1 << (scan.precision - scan.pointTransform - 1) : (samples[start - columns] ?? 0);
  left = (left + bits.difference(codes)) & 0xffff;
  samples[start] = left;
  for (let at = start + 1; at < start + columns; at += 1) {
    const predicted = firstLine ? left : predict(predictor, left, samples, at, columns);
    left = (predicted + bits.difference(codes)) & 0xffff;
    samples[at] = left;
  }
}

// T.81 table H.1: a is left, b above, c above left.
function predict(predictor: number, a: number, samples: Uint16Array, at: number, columns: number): number {
  if (predictor === 1) return a;
  const b = samples[at - columns] ?? 0;
  const c = samples[at - columns - 1] ?? 0;
  if (predictor === 2) return b;
  if (predictor === 3) return c;
  if (predictor === 4) return a + b - c;
  if (predictor === 5) return a + ((b - c) >> 1);
  if (predictor === 6) return b + ((a - c) >> 1);
  return (a + b) >> 1;
}

function unreadable(why: string): DicosError {
  return new DicosError('FRAME_UNREADABLE', why);
}
