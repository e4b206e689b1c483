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
    stop: 'Ctrl-C stops it; `npm start` goes on; `npm start -- --fresh` begins again',
    log: 'log',
    entries: 'entries',
    cosigned: 'signed by both',
    uncosigned: 'waiting for the other signature',
    down: 'not reachable',
    head: ['scan', 'lane', 'captured', 'admitted', 'decided', 'shared', 'receipted'],
    waiting: 'the first scan is being taken …',
    quarantine: 'In quarantine, kept whole, with the reasons:',
    flow: (perMinute: number, median: string) =>
      `receipted by the partner: ${perMinute} a minute · capture to receipt: ${median} (median)`,
    totals: (sum: WalkSummary, quarantined: number) =>
      `captured ${sum.captured} · admitted ${sum.admitted} · shared ${sum.shared} · receipted ${sum.receipted} · quarantined ${quarantined}`,
    next: 'Send a file of your own, in another terminal:  npx garita send FILE --wait',
  },
  es: {
    title: 'Garita — dos agencias, un escaneo verificado (datos de muestra)',
    stop: 'Ctrl-C detiene; `npm start` continúa; `npm start -- --fresh` empieza de nuevo',
    log: 'bitácora',
    entries: 'entradas',
    cosigned: 'firmada por ambas',
    uncosigned: 'espera la otra firma',
    down: 'sin respuesta',
    head: ['escaneo', 'carril', 'capturado', 'admitido', 'decidido', 'enviado', 'con acuse'],
    waiting: 'se está tomando el primer escaneo …',
    quarantine: 'En cuarentena, guardados enteros, con sus razones:',
    flow: (perMinute: number, median: string) =>
      `con acuse: ${perMinute} por minuto · de la captura al acuse: ${median} (mediana)`,
    totals: (sum: WalkSummary, quarantined: number) =>
      `capturados ${sum.captured} · admitidos ${sum.admitted} · enviados ${sum.shared} · con acuse ${sum.receipted} · en cuarentena ${quarantined}`,
    next: 'Envíe un archivo suyo, en otra terminal:  npx garita send ARCHIVO --wait',
  },
} as const;

const DECISIONS = {
  en: { release: 'release', refer: 'refer', hold: 'hold', rescan: 'rescan' },
  es: { release: 'liberar', refer: 'derivar', hold: 'retener', rescan: 'repetir' },
} as const;

const INDENT = '  ';
const LANE_WIDTH = 34;
/** Rows for walks that reasons never take: one for each live lane. */
const WALKS_AT_LEAST = 4;

/** Widths of the table's columns; the last, `receipted`, takes what is left. */
interface Widths {
  readonly scan: number;
  readonly lane: number;
  readonly steps: readonly number[];
  /** Room for the word of the decision beside its time. */
  readonly words: boolean;
}

const WIDE: Widths = { scan: 10, lane: LANE_WIDTH, steps: [17, 17, 17, 17, 13], words: true };
const TIGHT_STEPS = [10, 10, 9, 9, 9];
const DECISION_WIDTH = 8;

/** The receipt is what it is all for: in a narrow terminal names get shorter and every step stays. */
function widthsFor(columns: number): Widths {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, INDENT.length);
  if (columns >= sum([WIDE.scan, WIDE.lane, ...WIDE.steps])) return WIDE;
  const left = columns - sum([9, ...TIGHT_STEPS]);
  const words = left >= LANE_WIDTH + DECISION_WIDTH;
  return {
    scan: 9,
    lane: Math.max(8, Math.min(LANE_WIDTH, left)),
    steps: TIGHT_STEPS.map((width, nth) => (words && nth === 2 ? width + DECISION_WIDTH : width)),
    words,
  };
}

/** The whole screen as lines, none longer than `columns`; at most `rows` of them. Colour is added by the caller's wish. */
export function renderView(state: ViewState, size: { columns: number; rows: number }): string[] {
  const words = WORDS[state.language];
  const widths = widthsFor(size.columns);
  const quarantined = Object.values(state.summary.quarantined).reduce((sum, count) => sum + count, 0);
  const foot = [
    '',
    ...wrap(
      `${INDENT}${words.flow(Math.round(state.receiptedPerMinute), seconds(state.medianMsToReceipt))}`,
      size.columns,
    ),
    ...wrap(`${INDENT}${words.totals(state.summary, quarantined)}`, size.columns),
    `${INDENT}${words.next}`,
  ];
  const head = [`${INDENT}${words.title}`, `${INDENT}${words.stop}`, '', ...agencyLines(state, size.columns), ''];
  const roomForReasons = size.rows - head.length - 1 - WALKS_AT_LEAST - foot.length;
  const below = [...quarantineBlock(state, { columns: size.columns, rows: roomForReasons }), ...foot];
  const room = Math.max(3, size.rows - head.length - below.length - 1);
  const rows = state.walks.filter((walk) => walk.steps.quarantined === undefined).slice(0, room);
  const table = [
    row(words.head, widths),
    ...(rows.length > 0 ? rows.map((walk) => walkLine(walk, state, widths)) : [`${INDENT}${words.waiting}`]),
  ];
  return [...head, ...table, ...below].map((line) => cut(line, size.columns)).slice(0, size.rows);
}

function agencyLines(state: ViewState, columns: number): string[] {
  const words = WORDS[state.language];
  const lines = (nameWidth: number, urlWidth: number, narrow: boolean) =>
    state.agencies.map(({ name, url, up, logSize, logCosigned }) => {
      const size = narrow ? logSize : `${logSize} ${words.entries}`;
      const log = `${words.log} ${size}, ${logCosigned >= logSize ? words.cosigned : words.uncosigned}`;
      const address = narrow ? url.replace('http://', '') : url;
      return `${INDENT}${pad(name, nameWidth)}${pad(address, urlWidth)}${up ? log : words.down}`;
    });
  const wide = lines(24, 32, false);
  if (wide.every((line) => line.length <= columns)) return wide;
  return lines(Math.max(0, ...state.agencies.map(({ name }) => name.length)) + 1, 19, true);
}

/** Whole sentences where there is room for them, else a line for each reason, else as many as fit. */
function quarantineBlock(state: ViewState, room: { columns: number; rows: number }): string[] {
  const reasons = state.quarantined.slice(0, 4).flatMap((walk) => quarantineLines(walk, state));
  if (reasons.length === 0) return [];
  const title = ['', `${INDENT}${WORDS[state.language].quarantine}`];
  const whole = reasons.flatMap((line) => wrap(line, room.columns, REASON_INDENT));
  const lines = [...title, ...(title.length + whole.length <= room.rows ? whole : reasons)];
  return lines.length <= room.rows ? lines : lines.slice(0, Math.max(0, room.rows));
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
    if (isReason(line)) return styleText(['red'], line, { validateStream: false });
    if (line.endsWith('✓')) return styleText(['green'], line, { validateStream: false });
    return line;
  });
}

/** A line of the quarantine, by which it is coloured here and in the picture. */
export function isReason(line: string): boolean {
  return line.startsWith('  ✗') || line.startsWith('  ┊');
}

function walkLine(walk: Walk, state: ViewState, widths: Widths): string {
  const { captured } = walk.steps;
  const after = (at: number | undefined, word = '') =>
    at === undefined ? '·' : `+${seconds(captured === undefined ? undefined : at - captured)}${word ? ` ${word}` : ''}`;
  const decision = walk.decision;
  const decided =
    widths.words && decision && decision in DECISIONS.en
      ? DECISIONS[state.language][decision as keyof typeof DECISIONS.en]
      : '';
  const cells = [
    captured === undefined ? '·' : clock(captured),
    after(walk.steps.admitted),
    after(walk.steps.decided, decided),
    after(walk.steps.shared),
    walk.steps.receipted === undefined ? '·' : `${after(walk.steps.receipted)} ✓`,
  ];
  return row([walk.scan.slice(0, 8), laneName(walk, state), ...cells], widths);
}

function row([scan = '', lane = '', ...steps]: readonly string[], widths: Widths): string {
  const cells = steps.map((text, nth) => (nth === steps.length - 1 ? text : pad(text, widths.steps[nth] ?? 0)));
  return `${INDENT}${pad(scan, widths.scan)}${padLane(lane, widths.lane)}${cells.join('')}`.trimEnd();
}

/** A lane's number is at its end: the name before it gives way. */
function padLane(lane: string, width: number): string {
  const number = lane.lastIndexOf(' · ');
  if (lane.length < width || number < 0) return pad(lane, width);
  const end = lane.slice(number);
  return pad(`${cut(lane.slice(0, number), width - 1 - end.length)}${end}`, width);
}

/** Every line starts with the mark or stands under it: `colourView` knows them by it. */
const REASON_INDENT = '  ┊           ';

function quarantineLines(walk: Walk, state: ViewState): string[] {
  const [first, ...others] = reasonText(walk, state.language);
  return [
    `  ✗ ${walk.scan.slice(0, 8)}  ${laneName(walk, state)}: ${first ?? ''}`,
    ...others.map((text) => `${REASON_INDENT}${text}`),
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

/** Breaks a line between words; what follows stands under `indent`. */
function wrap(text: string, width: number, indent = '  '): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=\S) /)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || longer.length <= width) line = longer;
    else {
      lines.push(line);
      line = `${indent}${word}`;
    }
  }
  return [...lines, line];
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
