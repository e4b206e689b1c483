import type { Words } from './answer.ts';
import { inColumns, inRows, printable } from './printable.ts';
import { bar, fieldPlot, intervalLine } from './text-plot.ts';

const LINE = 60;

/** Enough digits to compare with a table; all of them are in the JSON. */
const short = (value: number) => String(Number(value.toPrecision(7)));
const percent = (share: number) => `${Number((100 * share).toPrecision(6))} %`;
const tenths = (share: number) => `${(100 * share).toFixed(1)} %`;

interface BoundsFound {
  readonly hits: number;
  readonly trials: number;
  readonly confidence: number;
  readonly sides: 'two' | 'lower' | 'upper';
  readonly rate: number;
  readonly lower: number;
  readonly upper: number;
}

export function boundsInWords({ hits, trials, confidence, sides, rate, lower, upper }: BoundsFound): Words {
  const line = intervalLine(lower, upper, rate, LINE);
  const bounds = {
    en: {
      two: `${short(lower)} to ${short(upper)}`,
      lower: `at least ${short(lower)}`,
      upper: `at most ${short(upper)}`,
    },
    es: {
      two: `de ${short(lower)} a ${short(upper)}`,
      lower: `al menos ${short(lower)}`,
      upper: `a lo más ${short(upper)}`,
    },
  };
  return {
    en: [
      `${hits} of ${trials}: ${short(rate)}`,
      ...inColumns([
        ['Shown', `${bounds.en[sides]}, with ${percent(confidence)} confidence`],
        ['0 to 1', line],
        ['Method', 'Clopper-Pearson, exact'],
      ]),
    ].join('\n'),
    es: [
      `${hits} de ${trials}: ${short(rate)}`,
      ...inColumns([
        ['Se muestra', `${bounds.es[sides]}, con ${percent(confidence)} de confianza`],
        ['0 a 1', line],
        ['Método', 'Clopper-Pearson, exacto'],
      ]),
    ].join('\n'),
  };
}

interface Rule {
  readonly trials: number;
  readonly allowedMisses: number;
  readonly goodPasses: number;
  readonly badPasses: number;
}

interface PlanFound {
  readonly pd: number;
  readonly confidence: number;
  readonly good: number;
  readonly bad: number;
  readonly table: readonly { readonly misses: number; readonly trials: number }[];
  readonly plan: Rule;
  readonly zeroMiss: Rule;
  readonly curve: readonly { readonly pd: number; readonly plan: number; readonly zeroMiss: number }[];
}

export function planInWords({ pd, confidence, good, bad, table, plan, zeroMiss, curve }: PlanFound): Words {
  const rows = (head: string) => inRows([[head, ...table.map(({ misses }) => String(misses))], ...trialsRow(head)]);
  const trialsRow = (head: string) => [
    [head === 'misses' ? 'trials' : 'ensayos', ...table.map(({ trials }) => String(trials))],
  ];
  const drawn = inRows([
    ['Pd', `n = ${plan.trials}, c = ${plan.allowedMisses}`, '', `n = ${zeroMiss.trials}, c = 0`, ''],
    ...curve.map((point) => [
      short(point.pd),
      bar(point.plan, 20),
      tenths(point.plan),
      bar(point.zeroMiss, 20),
      tenths(point.zeroMiss),
    ]),
  ]);
  const indent = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  const n = zeroMiss.trials;
  const nearlyPerfect = good === 0.99 ? undefined : curve.find((point) => point.pd === 0.99);
  return {
    en: [
      `To show Pd >= ${short(pd)} with ${percent(confidence)} confidence:`,
      ...indent(rows('misses')),
      '',
      'So that a good device passes and a bad one fails:',
      `  ${plan.trials} trials, at most ${plan.allowedMisses} missed`,
      `  a good device (Pd ${short(good)}) passes in ${tenths(plan.goodPasses)} of tests`,
      `  a bad one (Pd ${short(bad)}) passes in ${tenths(plan.badPasses)}`,
      '',
      `What ${n} of ${n} does: a device of Pd ${short(good)} fails in ${tenths(1 - zeroMiss.goodPasses)} of tests${
        nearlyPerfect ? `, one of Pd 0.99 in ${tenths(1 - nearlyPerfect.zeroMiss)}` : ''
      }.`,
      '',
      'How often a device passes (n trials, at most c missed):',
      ...indent(drawn),
    ].join('\n'),
    es: [
      `Para mostrar Pd >= ${short(pd)} con ${percent(confidence)} de confianza:`,
      ...indent(rows('omisiones')),
      '',
      'Para que un equipo bueno apruebe y uno malo repruebe:',
      `  ${plan.trials} ensayos, a lo más ${plan.allowedMisses} omisiones`,
      `  un equipo bueno (Pd ${short(good)}) aprueba en ${tenths(plan.goodPasses)} de las pruebas`,
      `  uno malo (Pd ${short(bad)}) aprueba en ${tenths(plan.badPasses)}`,
      '',
      `Lo que hace ${n} de ${n}: un equipo de Pd ${short(good)} reprueba en ${tenths(1 - zeroMiss.goodPasses)} de las pruebas${
        nearlyPerfect ? `, uno de Pd 0.99 en ${tenths(1 - nearlyPerfect.zeroMiss)}` : ''
      }.`,
      '',
      'Con qué frecuencia aprueba un equipo (n ensayos, a lo más c omisiones):',
      ...indent(drawn),
    ].join('\n'),
  };
}

interface SequentialFound {
  readonly p1: number;
  readonly p2: number;
  readonly h1: number;
  readonly h2: number;
  readonly slope: number;
  readonly averageTrials: { readonly atP1: number; readonly atSlope: number; readonly atP2: number };
  readonly outcome: {
    readonly state: 'accept' | 'reject' | 'continue';
    readonly trials: number;
    readonly events: number;
  } | null;
}

type Decisions = (trials: number) => { readonly accept: number | null; readonly reject: number | null };

const STATES = {
  en: { accept: 'accept', reject: 'reject', continue: 'go on' },
  es: { accept: 'aceptar', reject: 'rechazar', continue: 'continuar' },
} as const;

export function sequentialInWords(found: SequentialFound, decisions: Decisions): Words {
  const { p1, p2, h1, h2, slope, averageTrials, outcome } = found;
  const shown = Math.min(100_000, Math.max(10, Math.ceil((2 * (h1 + h2)) / slope)));
  const most = Math.min(20, Math.max(4, Math.ceil(h2 + slope * shown)));
  const drawn = fieldPlot(shown, most, LINE, (trials, events) => {
    const { accept, reject } = decisions(trials);
    if (accept !== null && events <= accept) return 'A';
    return reject !== null && events >= reject ? 'R' : '·';
  });
  const numbers = ({ atP1, atSlope, atP2 }: typeof averageTrials) =>
    `${atP1.toFixed(0)} (${short(p1)}), ${atSlope.toFixed(0)} (${short(slope)}), ${atP2.toFixed(0)} (${short(p2)})`;
  const lines = (accept: string, reject: string) => [
    `  ${accept}  d <= ${short(-h1)} + ${short(slope)} n`,
    `  ${reject}  d >= ${short(h2)} + ${short(slope)} n`,
  ];
  const after = {
    en: outcome
      ? [`After ${outcome.trials} trials with ${outcome.events} missed: ${STATES.en[outcome.state]}.`, '']
      : [],
    es: outcome
      ? [`Tras ${outcome.trials} ensayos con ${outcome.events} omisiones: ${STATES.es[outcome.state]}.`, '']
      : [],
  };
  return {
    en: [
      ...after.en,
      'After n trials with d missed:',
      ...lines('accept', 'reject'),
      `Trials on average, by true rate: ${numbers(averageTrials)}`,
      '',
      'Missed upwards, trials to the right; A accept, R reject, · go on:',
      ...drawn.map((line) => `  ${line}`),
    ].join('\n'),
    es: [
      ...after.es,
      'Tras n ensayos con d omisiones:',
      ...lines('aceptar ', 'rechazar'),
      `Ensayos en promedio, según la tasa verdadera: ${numbers(averageTrials)}`,
      '',
      'Omisiones hacia arriba, ensayos hacia la derecha; A aceptar, R rechazar, · continuar:',
      ...drawn.map((line) => `  ${line}`),
    ].join('\n'),
  };
}

interface RocFound {
  readonly threats: number;
  readonly clean: number;
  readonly confidence: number;
  readonly scores: readonly {
    readonly column: string;
    readonly auc: number;
    readonly lower: number | null;
    readonly upper: number | null;
  }[];
  readonly difference: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly z: number | null;
  readonly p: number | null;
  readonly nonInferiority: {
    readonly margin: number;
    readonly lower: number | null;
    readonly holds: boolean | null;
  } | null;
}

const ROC_WORDS = {
  en: {
    of: (threats: number, clean: number) => `${threats} objects with a threat, ${clean} without`,
    range: (lower: number, upper: number, confidence: number) =>
      `${short(lower)} to ${short(upper)}, with ${percent(confidence)} confidence`,
    noRange: 'no bounds: these scores show no spread',
    inverted: 'below 0.5: do lower scores mean a threat here?',
    difference: 'First less second',
    margin: (margin: number) => `Not worse by ${short(margin)}`,
    holds: { true: 'shown', false: 'not shown', null: 'cannot be told from these scores' },
    lower: (lower: number) => `lower bound ${short(lower)}`,
  },
  es: {
    of: (threats: number, clean: number) => `${threats} objetos con amenaza, ${clean} sin ella`,
    range: (lower: number, upper: number, confidence: number) =>
      `de ${short(lower)} a ${short(upper)}, con ${percent(confidence)} de confianza`,
    noRange: 'sin límites: estas calificaciones no muestran dispersión',
    inverted: 'menos de 0.5: ¿aquí una calificación baja significa amenaza?',
    difference: 'Primera menos segunda',
    margin: (margin: number) => `No peor por ${short(margin)}`,
    holds: { true: 'mostrado', false: 'no mostrado', null: 'no se puede saber con estas calificaciones' },
    lower: (lower: number) => `límite inferior ${short(lower)}`,
  },
} as const;

export function rocInWords(found: RocFound): Words {
  const inLanguage = (language: 'en' | 'es') => {
    const words = ROC_WORDS[language];
    const range = (lower: number | null, upper: number | null) =>
      lower === null || upper === null ? words.noRange : words.range(lower, upper, found.confidence);
    const rows: [string, string][] = found.scores.map(({ column, auc, lower, upper }) => [
      `AUC ${printable(column, 40)}`,
      [short(auc), range(lower, upper), ...(auc < 0.5 ? [words.inverted] : [])].join('; '),
    ]);
    if (found.difference !== null) {
      rows.push([words.difference, `${short(found.difference)}; ${range(found.lower, found.upper)}`]);
      if (found.z !== null && found.p !== null) rows.push(['DeLong', `z = ${short(found.z)}, p = ${short(found.p)}`]);
    }
    if (found.nonInferiority) {
      const { margin, lower, holds } = found.nonInferiority;
      const bound = lower === null ? '' : ` (${words.lower(lower)})`;
      rows.push([words.margin(margin), `${words.holds[`${holds}`]}${bound}`]);
    }
    return [words.of(found.threats, found.clean), ...inColumns(rows)].join('\n');
  };
  return { en: inLanguage('en'), es: inLanguage('es') };
}
