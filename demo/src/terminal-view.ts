import { styleText } from 'node:util';
import { ERRORS, isErrorCode } from '@garita/api';
import type { Walk, WalkSummary } from './scan-walks.ts';

export interface AgencyLine {
  readonly name: string;
  readonly url: string;
  readonly up: boolean;
  readonly logSize: number;
  readonly logCosigned: number;
}

export interface ViewState {
  readonly agencies: readonly AgencyLine[];
  readonly walks: readonly Walk[];
  readonly quarantined: readonly Walk[];
  readonly summary: WalkSummary;
  readonly receiptedPerMinute: number;
  readonly medianMsToReceipt: number | undefined;
  readonly language: 'es' | 'en';
  /** Names of lanes in the reader's language, by lane id. */
  readonly laneNames: ReadonlyMap<string, string>;
}

const WORDS = {
  en: {
    title: 'Garita — two agencies, one verified scan (sample data)',
    stop: 'Ctrl-C stops it; `npm start` goes on from here; `npm start -- --fresh` begins again',
    log: 'log',
    entries: 'entries',
    cosigned: 'signed by both',
    uncosigned: 'waiting for the other signature',
    down: 'not reachable',
    head: ['scan', 'lane', 'captured', 'admitted', 'decided', 'shared', 'receipted'],
    waiting: 'the first scan is being taken …',
    quarantine: 'In quarantine, kept whole, with the reasons:',
    flow: (perMinute: number, median: string) =>
      `${perMinute} scans a minute receipted by the partner · capture to receipt ${median} (median)`,
    totals: (sum: WalkSummary, quarantined: number) =>
      `captured ${sum.captured} · admitted ${sum.admitted} · shared ${sum.shared} · receipted ${sum.receipted} · quarantined ${quarantined}`,
    next: 'Then send your own file, in another terminal:  npx garita send FILE --wait',
  },
  es: {
    title: 'Garita — dos agencias, un escaneo verificado (datos de muestra)',
    stop: 'Ctrl-C lo detiene; `npm start` continúa desde aquí; `npm start -- --fresh` empieza de nuevo',
    log: 'bitácora',
    entries: 'entradas',
    cosigned: 'firmada por ambas',
    uncosigned: 'espera la otra firma',
    down: 'sin respuesta',
    head: ['escaneo', 'carril', 'capturado', 'admitido', 'decidido', 'enviado', 'con acuse'],
    waiting: 'se está tomando el primer escaneo …',
    quarantine: 'En cuarentena, guardados enteros, con sus razones:',
    flow: (perMinute: number, median: string) =>
      `${perMinute} escaneos por minuto con acuse de la contraparte · de captura a acuse ${median} (mediana)`,
    totals: (sum: WalkSummary, quarantined: number) =>
      `capturados ${sum.captured} · admitidos ${sum.admitted} · enviados ${sum.shared} · con acuse ${sum.receipted} · en cuarentena ${quarantined}`,
    next: 'Luego envíe su propio archivo, en otra terminal:  npx garita send ARCHIVO --wait',
  },
} as const;

const DECISIONS = {
  en: { release: 'release', refer: 'refer', hold: 'hold', rescan: 'rescan' },
  es: { release: 'liberar', refer: 'derivar', hold: 'retener', rescan: 'repetir' },
} as const;

const [SCAN_WIDTH, LANE_WIDTH, STEP_WIDTH] = [10, 34, 17];

/** The whole screen as lines, none longer than `columns`; at most `rows` of them. Colour is added by the caller's wish. */
export function renderView(state: ViewState, size: { columns: number; rows: number }): string[] {
  const words = WORDS[state.language];
  const quarantined = Object.values(state.summary.quarantined).reduce((sum, count) => sum + count, 0);
  const agencies = state.agencies.map((agency) => {
    const log = agency.up
      ? `${words.log} ${agency.logSize} ${words.entries}, ${agency.logCosigned >= agency.logSize ? words.cosigned : words.uncosigned}`
      : words.down;
    return `  ${pad(agency.name, 24)}${pad(agency.url, 32)}${log}`;
  });
  const refusals = state.quarantined.slice(0, 4).flatMap((walk) => quarantineLines(walk, state));
  const foot = [
    '',
    `  ${words.flow(Math.round(state.receiptedPerMinute), seconds(state.medianMsToReceipt))}`,
    `  ${words.totals(state.summary, quarantined)}`,
    `  ${words.next}`,
  ];
  const head = [`  ${words.title}`, `  ${words.stop}`, '', ...agencies, ''];
  const below = [...(refusals.length > 0 ? ['', `  ${words.quarantine}`, ...refusals] : []), ...foot];
  const room = Math.max(3, size.rows - head.length - below.length - 2);
  const rows = state.walks.filter((walk) => walk.steps.quarantined === undefined).slice(0, room);
  const table = [
    `  ${pad(words.head[0], SCAN_WIDTH)}${pad(words.head[1], LANE_WIDTH)}${words.head
      .slice(2)
      .map((word) => pad(word, STEP_WIDTH))
      .join('')}`,
    ...(rows.length > 0 ? rows.map((walk) => walkLine(walk, state)) : [`  ${words.waiting}`]),
  ];
  return [...head, ...table, ...below].map((line) => cut(line, size.columns)).slice(0, size.rows);
}

/** One line for each new step, for a terminal that cannot redraw (a pipe, a log file). */
export function renderStep(
  walk: Walk,
  step: keyof Walk['steps'],
  state: Pick<ViewState, 'language' | 'laneNames'>,
): string {
  const at = walk.steps[step] ?? 0;
  const since = walk.steps.captured === undefined ? '' : `  +${seconds(at - walk.steps.captured)}`;
  const why = step === 'quarantined' ? `  ${reasonText(walk, state.language).join('; ')}` : '';
  return `${clock(at)}  ${walk.scan.slice(0, 8)}  ${pad(step, 17)}${pad(laneName(walk, state), LANE_WIDTH)}${since}${why}`.trimEnd();
}

/** Colours a rendered view: head strong, quarantine red, receipts green. Text stays the same without colour. */
export function colourView(lines: readonly string[]): string[] {
  return lines.map((line, nth) => {
    if (nth === 0) return styleText(['bold'], line, { validateStream: false });
    if (nth === 1) return styleText(['dim'], line, { validateStream: false });
    if (line.startsWith('  ✗')) return styleText(['red'], line, { validateStream: false });
    if (line.endsWith('✓')) return styleText(['green'], line, { validateStream: false });
    return line;
  });
}

function walkLine(walk: Walk, state: ViewState): string {
  const { captured } = walk.steps;
  const after = (at: number | undefined, word = '') =>
    at === undefined ? '·' : `+${seconds(captured === undefined ? undefined : at - captured)}${word ? ` ${word}` : ''}`;
  const decision = walk.decision;
  const decided =
    decision && decision in DECISIONS.en ? DECISIONS[state.language][decision as keyof typeof DECISIONS.en] : '';
  const cells = [
    captured === undefined ? '·' : clock(captured),
    after(walk.steps.admitted),
    after(walk.steps.decided, decided),
    after(walk.steps.shared),
    walk.steps.receipted === undefined ? '·' : `${after(walk.steps.receipted)} ✓`,
  ];
  const head = `  ${pad(walk.scan.slice(0, 8), SCAN_WIDTH)}${pad(laneName(walk, state), LANE_WIDTH)}`;
  return `${head}${cells.map((cell) => pad(cell, STEP_WIDTH)).join('')}`.trimEnd();
}

function quarantineLines(walk: Walk, state: ViewState): string[] {
  const [first, ...others] = reasonText(walk, state.language);
  return [
    `  ✗ ${walk.scan.slice(0, 8)}  ${laneName(walk, state)}: ${first ?? ''}`,
    ...others.map((text) => `  ✗           ${text}`),
  ];
}

/** Each code with its sentence, then what the signed list says of it. */
function reasonText(walk: Walk, language: 'es' | 'en'): string[] {
  return walk.reasons.flatMap(({ code, detail, notice }) => [
    `${code}: ${isErrorCode(code) ? ERRORS[code][language].says : detail}`,
    ...(notice ?? []).map((words) => `${words.code}: ${words[language]}`),
  ]);
}

function laneName(walk: Walk, state: Pick<ViewState, 'laneNames'>): string {
  return state.laneNames.get(walk.lane) ?? walk.lane;
}

function seconds(ms: number | undefined): string {
  if (ms === undefined) return '—';
  return ms < 9_950 ? `${(Math.max(0, ms) / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}

function clock(ms: number): string {
  return new Date(ms).toTimeString().slice(0, 8);
}

function pad(text: string, width: number): string {
  return cut(text, width - 1).padEnd(width);
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
