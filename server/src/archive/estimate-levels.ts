import type { Stored } from '@garita/web/viewer/off-screen';

/** What the samples of one plane are counted into: stored values are 16 bits. */
const VALUES = 65_536;
/** Bins over the bright half of the scale. */
const BINS = 256;
/** Bins to each side that belong to a mode: photon noise spreads it. */
const REACH = 4;
/** The mode of air holds this share of an image at least, and this share of one of its edges. */
const LEAST_SHARE = 0.01;
const LEAST_EDGE_SHARE = 0.25;
/** It stands out: an even spread of values has no background. */
const LEAST_CONTRAST = 3;
/** Hot pixels above this quantile are no background. */
const BRIGHTEST_QUANTILE = 0.9995;

/**
 * The value where nothing stands in the beam, from the image alone: the brightest mode of its values, provided that it
 * stands out and that one of the edges lies in it. DICOS has no attribute for it.
 *
 * @returns in samples; `null` when the image has no such background
 */
export function estimateAir(stored: Stored, rows: number, columns: number): number | null {
  const { values, absent, scale } = stored;
  const counts = new Uint32Array(VALUES);
  let total = 0;
  for (let at = 0; at < values.length; at++) {
    if (absent?.[at]) continue;
    const value = values[at] as number;
    counts[value] = (counts[value] as number) + 1;
    total++;
  }
  const brightest = quantile(counts, total * BRIGHTEST_QUANTILE);
  const sampleOf = (value: number) => scale.slope * value + scale.intercept;
  if (total === 0 || !(sampleOf(brightest) > 0)) return null;
  // Signed and wide samples are stored from their lowest on: half of the beam is not half of the stored value.
  const darkest = Math.max(0, Math.floor((sampleOf(brightest) / 2 - scale.intercept) / scale.slope));
  const mode = brightestMode(counts, darkest, brightest, total);
  if (!mode || !edgeLiesIn(mode, stored, rows, columns)) return null;
  let sum = 0;
  let count = 0;
  for (let value = mode.from; value <= mode.to; value++) {
    sum += value * (counts[value] as number);
    count += counts[value] as number;
  }
  const air = sampleOf(sum / count);
  return air > 0 ? air : null;
}

/**
 * How many samples lie between air (0) and water in a CT that does not say: the median of what is not air, for what
 * people pack is mostly organic. Good enough to tell materials apart against each other, and said to be an estimate.
 */
export function estimateWater({ values, absent, scale }: Stored): number | null {
  const counts = new Uint32Array(VALUES);
  let highest = 0;
  for (let at = 0; at < values.length; at++) {
    if (absent?.[at]) continue;
    const value = values[at] as number;
    counts[value] = (counts[value] as number) + 1;
    if (value > highest) highest = value;
  }
  const sampleOf = (value: number) => scale.slope * value + scale.intercept;
  const air = Math.max(0, Math.ceil((sampleOf(highest) / 20 - scale.intercept) / scale.slope));
  let total = 0;
  for (let value = air; value < VALUES; value++) total += counts[value] as number;
  for (let value = air, seen = 0; value < VALUES && total > 0; value++) {
    seen += counts[value] as number;
    if (seen >= total / 2) return sampleOf(value) > 0 ? sampleOf(value) : null;
  }
  return null;
}

interface Mode {
  readonly from: number;
  readonly to: number;
}

function quantile(counts: Uint32Array, wanted: number): number {
  let seen = 0;
  for (let value = 0; value < VALUES; value++) {
    seen += counts[value] as number;
    if (seen >= wanted) return value;
  }
  return VALUES - 1;
}

function brightestMode(counts: Uint32Array, darkest: number, brightest: number, total: number): Mode | undefined {
  const width = Math.max(1, Math.ceil((brightest - darkest + 1) / BINS));
  const bins = new Float64Array(Math.ceil((brightest - darkest + 1) / width));
  for (let value = darkest; value <= brightest; value++) {
    const bin = Math.floor((value - darkest) / width);
    bins[bin] = (bins[bin] as number) + (counts[value] as number);
  }
  const usual = bins.toSorted()[bins.length >> 1] as number;
  for (let bin = bins.length - 1; bin >= 0; bin--) {
    const here = bins[bin] as number;
    const around = bins.subarray(Math.max(0, bin - REACH), bin + REACH + 1);
    const share = around.reduce((sum, count) => sum + count, 0) / total;
    const stands = here >= LEAST_CONTRAST * usual && here === Math.max(...around);
    if (!stands || share < LEAST_SHARE) continue;
    const from = darkest + Math.max(0, bin - REACH) * width;
    return { from, to: Math.min(brightest, darkest + (bin + REACH + 1) * width - 1) };
  }
  return undefined;
}

/** Whether enough of the first or last row or column of the image lies in a mode. */
function edgeLiesIn({ from, to }: Mode, { values }: Stored, rows: number, columns: number): boolean {
  const share = (start: number, step: number, count: number) => {
    let inside = 0;
    for (let index = 0, at = start; index < count; index++, at += step) {
      const value = values[at] as number;
      if (value >= from && value <= to) inside++;
    }
    return inside / count;
  };
  const edges = [
    share(0, 1, columns),
    share((rows - 1) * columns, 1, columns),
    share(0, columns, rows),
    share(columns - 1, columns, rows),
  ];
  return Math.max(...edges) >= LEAST_EDGE_SHARE;
}
