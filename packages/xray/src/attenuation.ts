import type { Composition } from './composition.ts';
import { XCOM_TABLES } from './xcom.generated.ts';
import { XrayError } from './xray-error.ts';

/** The processes XCOM tabulates; `pair` is pair production in the field of the nucleus. */
export type Process = 'coherent' | 'incoherent' | 'photoelectric' | 'pair' | 'triplet' | 'total';

const COLUMN: Readonly<Record<Process, number>> = {
  coherent: 1,
  incoherent: 2,
  photoelectric: 3,
  pair: 4,
  triplet: 5,
  total: 6,
};
const COLUMNS = 7;
const LOWEST_ENERGY_MEV = 1e-3;
const HIGHEST_ENERGY_MEV = 20;

interface Table {
  readonly energies: Float64Array;
  /** Natural logarithms, row by row: of the energy, then of each coefficient (-Infinity for zero). */
  readonly logs: Float64Array;
}

const tables = new Map<number, Table>();

/**
 * Mass attenuation coefficient (cm2/g) of one element at one energy (MeV), interpolated log-log between the
 * rows of NIST XCOM on its own side of an absorption edge; exactly at an edge, the value above it.
 * Throws ELEMENT_UNKNOWN or ENERGY_OUT_OF_RANGE.
 */
export function elementAttenuation(z: number, energyMev: number, process: Process = 'total'): number {
  const table = tableOf(z);
  if (!(energyMev >= LOWEST_ENERGY_MEV && energyMev <= HIGHEST_ENERGY_MEV)) {
    throw new XrayError('ENERGY_OUT_OF_RANGE', `${energyMev} MeV is outside 1 keV to 20 MeV`);
  }
  const row = Math.min(lastRowAtOrBelow(table.energies, energyMev), table.energies.length - 2);
  const column = COLUMN[process];
  const here = row * COLUMNS;
  const next = here + COLUMNS;
  const low = table.logs[here + column] as number;
  const high = table.logs[next + column] as number;
  // Pair production starts from zero at its threshold: in that interval there is no line to follow, so none is
  // counted (the whole interval holds less than 1e-4 of the total).
  if (low === -Infinity || high === -Infinity) return energyMev === table.energies[row + 1] ? Math.exp(high) : 0;
  const from = table.logs[here] as number;
  const to = table.logs[next] as number;
  const share = (Math.log(energyMev) - from) / (to - from);
  return Math.exp(low + share * (high - low));
}

/** Mass attenuation coefficient (cm2/g) of a mixture: the sum over its elements by mass fraction. */
export function massAttenuation(composition: Composition, energyMev: number, process: Process = 'total'): number {
  let sum = 0;
  for (const [z, fraction] of composition) sum += fraction * elementAttenuation(z, energyMev, process);
  return sum;
}

function tableOf(z: number): Table {
  const known = tables.get(z);
  if (known !== undefined) return known;
  const text = XCOM_TABLES[z - 1];
  if (text === undefined) throw new XrayError('ELEMENT_UNKNOWN', `no XCOM table for Z = ${z}`);
  const values = Float64Array.from(text.split(/\s+/), Number);
  const energies = values.filter((_, index) => index % COLUMNS === 0);
  const table = { energies, logs: values.map(Math.log) };
  tables.set(z, table);
  return table;
}

/** Binary search; of an edge's two rows, the later one (the value above the edge). */
function lastRowAtOrBelow(energies: Float64Array, energy: number): number {
  let low = 0;
  let high = energies.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((energies[middle] as number) <= energy) low = middle;
    else high = middle - 1;
  }
  return low;
}
