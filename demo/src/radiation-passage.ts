import { Random } from '@garita/xray';
import { type N42Alarm, type N42Measurement, n42Document } from './n42-document.ts';

export interface RadiationCapture {
  /** Milliseconds since 1970. */
  readonly capturedAt: number;
  /** Serial number of the portal monitor. */
  readonly serial: string;
  /** What rides along; by the seed when left out: mostly nothing. */
  readonly source?: RadiationSource;
}

export type RadiationSource = 'nothing' | 'tiles' | 'gauge' | 'neutrons';

const CHANNELS = 128;
const KEV_PER_CHANNEL = 3000 / CHANNELS;
const BACKGROUND_S = 60;
const PASSAGE_S = 5;
/** Background of one large sodium iodide detector and of the helium-3 tubes beside it, counts a second. */
const [GAMMA_CPS, NEUTRON_CPS] = [900, 2];
/** A truck of steel shields the detector from the road: the count sinks while it passes. */
const SHIELDED = 0.88;
/** Alarm when the passage counts more than this many standard deviations above the background (Poisson). */
const SIGMAS = 5;

interface Source {
  /** Added while passing, counts a second. */
  readonly gamma: number;
  readonly neutron: number;
  /** Where its gamma lines stand, keV. */
  readonly lines: readonly number[];
  readonly nuclide?: { readonly name: string; readonly category: string };
}

const SOURCES: Readonly<Record<RadiationSource, Source>> = {
  nothing: { gamma: 0, neutron: 0, lines: [] },
  // Ceramic tiles and fertiliser: the usual innocent alarm. 1460.8 keV, ENSDF.
  tiles: { gamma: 420, neutron: 0, lines: [1460.8], nuclide: { name: 'K-40', category: 'NORM' } },
  // A level gauge out of a works. 661.7 keV, ENSDF.
  gauge: { gamma: 2600, neutron: 0, lines: [661.7], nuclide: { name: 'Cs-137', category: 'Industrial' } },
  neutrons: { gamma: 300, neutron: 40, lines: [2223.2] },
};

/** Of thirty-two measured passages twenty-eight carry nothing. */
const DRAWN: readonly [RadiationSource, ...RadiationSource[]] = [
  'tiles',
  'tiles',
  'gauge',
  'neutrons',
  ...Array.from({ length: 28 }, () => 'nothing' as const),
];

/**
 * What a portal monitor writes of one passage: ANSI N42.42-2011, with the background before it, the spectrum and neutron
 * count while it passed, and its alarms, which follow from these counts. The same arguments give the same text.
 */
export function radiationPassage(seed: number, capture: RadiationCapture): string {
  const random = new Random(seed);
  const source = SOURCES[capture.source ?? random.pick(DRAWN)];
  const background = measure(random, BACKGROUND_S, 1, SOURCES.nothing);
  const passage = measure(random, PASSAGE_S, SHIELDED, source);
  const part = PASSAGE_S / BACKGROUND_S;
  const gamma = exceeds(total(passage.spectrum), total(background.spectrum) * part);
  const neutron = exceeds(passage.neutrons, background.neutrons * part);
  const alarms: N42Alarm[] = [...(gamma ? (['Gamma'] as const) : []), ...(neutron ? (['Neutron'] as const) : [])];
  return n42Document({
    ...{ seed, serial: capture.serial, capturedAt: capture.capturedAt, background, passage, alarms },
    kevPerChannel: KEV_PER_CHANNEL,
    algorithm: `counts above background, ${SIGMAS} sigma`,
    nuclide: gamma ? source.nuclide : undefined,
  });
}

function measure(random: Random, seconds: number, shielded: number, source: Source): N42Measurement {
  const shape = backgroundShape();
  const [natural, added] = [GAMMA_CPS * shielded * seconds, source.gamma * seconds];
  const spectrum = shape.map((part, channel) =>
    random.poisson(natural * part + added * sourceShape(channel, source.lines)),
  );
  return { seconds, spectrum, neutrons: random.poisson((NEUTRON_CPS + source.neutron) * seconds) };
}

/** A falling continuum with the two lines that soil always shows: K-40 at 1461 keV and Tl-208 at 2615 keV. */
function backgroundShape(): number[] {
  const raw = Array.from(
    { length: CHANNELS },
    (_, channel) => Math.exp(-keV(channel) / 350) + 0.02 * peak(channel, 1460.8) + 0.008 * peak(channel, 2614.5),
  );
  const sum = raw.reduce((total, value) => total + value, 0);
  return raw.map((value) => value / sum);
}

/** Half of the counts in the lines, half scattered below them. */
function sourceShape(channel: number, lines: readonly number[]): number {
  const parts = lines.map((line) => {
    const below = Math.max(1, Math.round(line / KEV_PER_CHANNEL));
    const scattered = channel < below ? 0.5 / below : 0;
    return scattered + (0.5 * peak(channel, line) * KEV_PER_CHANNEL) / (widthAt(line) * Math.sqrt(2 * Math.PI));
  });
  return parts.reduce((sum, part) => sum + part, 0) / Math.max(1, lines.length);
}

function peak(channel: number, line: number): number {
  return Math.exp(-((keV(channel) - line) ** 2) / (2 * widthAt(line) ** 2));
}

/** Sodium iodide resolves about 7 % at 662 keV (full width at half maximum), and in proportion to the root of energy. */
function widthAt(line: number): number {
  return (0.07 * Math.sqrt(662 * line)) / 2.355;
}

function keV(channel: number): number {
  return (channel + 0.5) * KEV_PER_CHANNEL;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Whether the passage counts more than the background lets expect. */
function exceeds(passed: number, expected: number): boolean {
  return passed > expected + SIGMAS * Math.sqrt(expected);
}
