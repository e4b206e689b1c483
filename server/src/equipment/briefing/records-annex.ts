import type { Block, Cell, Run, Text } from '../../report/report.ts';
import { stateName } from './decided.ts';
import { allOf } from './kept-of.ts';
import { newestRecord } from './known-of-view.ts';
import type { Pen } from './pen.ts';
import { GATE_QUESTIONS, OUTCOMES } from './vocabulary.ts';

interface Kept {
  readonly what: string;
  readonly entry?: string;
  readonly hash: string;
  /** Path on the server. */
  readonly path: string;
  readonly logIndex: number | null;
  readonly by: string | null;
  readonly at: number | null;
}

/** Every record, evaluation, decision and credential behind the briefing, by its hash and its place in the log. */
export function recordsAnnex(pen: Pen): Block[] {
  const { formats, say } = pen;
  return [
    {
      kind: 'heading',
      level: 1,
      text: say('Anexo B. Registros, decisiones y firmas', 'Annex B. Records, decisions and signatures'),
    },
    {
      kind: 'paragraph',
      text: [
        say(
          'Nada se borra. Cada versión lleva el nombre de su huella SHA-256, y la bitácora pública de la agencia la nombra en la entrada indicada.',
          'Nothing is deleted. Each version is named by its SHA-256 hash, and the agency’s public log names it in the entry given.',
        ),
      ],
    },
    {
      kind: 'table',
      title: say('Registros y decisiones', 'Records and decisions'),
      columns: [
        { title: say('Qué', 'What'), share: 29 },
        { title: say('Quién y cuándo', 'Who and when'), share: 24 },
        { title: 'SHA-256', share: 37 },
        { title: say('Bitácora', 'Log'), share: 10 },
      ],
      rows: all(pen).map((kept) => {
        const cells: Cell[] = [
          [[kept.what]],
          [
            ...(kept.by === null ? [] : [[pen.person(kept.by)]]),
            ...(kept.at === null ? [] : [[{ text: formats.moment(kept.at), quiet: true }]]),
          ],
          [[{ text: kept.hash, to: pen.page(kept.path) }]],
          [
            [
              kept.logIndex === null
                ? { text: say('no está', 'not there'), tone: 'unknown' }
                : formats.number(kept.logIndex),
            ],
          ],
        ];
        return kept.entry === undefined ? { cells } : { cells, entry: kept.entry };
      }),
    },
    ...fullNumbers(pen),
  ];
}

function all(pen: Pen): Kept[] {
  const { formats, say, view } = pen;
  const version = (hash: string) => `/api/v1/equipment/versions/${hash}`;
  const record = (
    what: string,
    { at, by, hash, logIndex }: Omit<Kept, 'what' | 'path'> & { hash: string },
    entry?: string,
  ): Kept => ({
    ...{ what, hash, path: version(hash), logIndex, by, at },
    ...(entry === undefined ? {} : { entry }),
  });
  const { credential } = view;
  return [
    record(`${say('Configuración', 'Configuration')} ${view.configuration.id}`, view.configuration),
    record(`${say('Modelo', 'Model')} ${view.model.id}`, view.model),
    record(`${say('Proveedor', 'Supplier')} ${view.maker.id}`, view.maker, 'maker'),
    record(`${say('Norma', 'Standard')} ${view.standard.id}`, view.standard),
    ...allOf('laboratory', view.laboratories).map((one) =>
      record(`${say('Laboratorio', 'Laboratory')} ${one.id}`, one),
    ),
    ...allOf('finding', view.findings).map((one, at) =>
      record(`${say('Dictamen', 'Finding')}: ${pen.in(GATE_QUESTIONS[one.body.gate])}`, one, `finding-${at + 1}`),
    ),
    ...allOf('assertion', view.assertions).map((one, at) =>
      record(`${say('Afirmación', 'Assertion')}: ${one.body.party}`, one, `assertion-${at + 1}`),
    ),
    ...view.evaluations.map(({ hash, logIndex, record: { at, by, outcome } }, place): Kept => {
      return {
        what: `${say('Evaluación', 'Evaluation')}: ${pen.in(OUTCOMES[outcome])}`,
        entry: `evaluation-${place + 1}`,
        hash,
        path: `/api/v1/equipment/evaluations/${hash}`,
        logIndex,
        by,
        at,
      };
    }),
    ...view.decisions.map(({ at, by, hash, logIndex, seq, to }, place): Kept => {
      return {
        what: `${say('Decisión', 'Decision')} ${formats.number(seq)}: ${stateName(pen, to)}`,
        entry: `decision-${place + 1}`,
        hash,
        path: `/trust/decisions/${hash}`,
        logIndex,
        by,
        at,
      };
    }),
    ...(credential
      ? [
          {
            what: say('Credencial de aprobación', 'Approval credential'),
            entry: 'credential',
            hash: credential.hash,
            path: `/trust/credentials/${view.line.configuration}`,
            logIndex: credential.logIndex,
            by: null,
            at: credential.validFrom,
          },
        ]
      : []),
  ];
}

/** For whoever wants to reckon it again. */
function fullNumbers(pen: Pen): Block[] {
  const { formats, say, view } = pen;
  const lines = newestRecord(view)?.requirements.filter(({ value }) => value !== null) ?? [];
  if (lines.length === 0) return [];
  const exact = (value: number | null, entry: string | undefined): Text => {
    if (value === null) return ['–'];
    const run: Run = entry === undefined ? { text: String(value) } : { text: String(value), to: { entry } };
    return [run];
  };
  return [
    { kind: 'heading', level: 2, text: say('Los números con todas sus cifras', 'The numbers in full') },
    {
      kind: 'paragraph',
      text: [
        say(
          'Las cotas son exactas y de un solo lado (Clopper y Pearson, 1934). Para rehacer una: garita stats bounds --hits K --trials N --confidence C --sides lower (o upper).',
          'The bounds are exact and one-sided (Clopper and Pearson, 1934). To reckon one again: garita stats bounds --hits K --trials N --confidence C --sides lower (or upper).',
        ),
      ],
    },
    {
      kind: 'table',
      title: say('Los números con todas sus cifras', 'The numbers in full'),
      columns: [
        { title: say('Requisito', 'Requirement'), share: 26 },
        { title: say('Aciertos y ensayos', 'Hits and trials'), share: 13 },
        { title: say('Valor', 'Value'), share: 23 },
        { title: say('Cota', 'Bound'), share: 24 },
        { title: say('Confianza', 'Confidence'), share: 14 },
      ],
      rows: lines.map(({ bound, boundSide, confidence, evidence, hits, requirement, trials, unit, value }) => {
        const entry = evidence.map(({ id }) => pen.book.entryOf(id)).find((one) => one !== undefined);
        const side =
          boundSide === null
            ? []
            : [[{ text: boundSide === 'lower' ? say('inferior', 'lower') : say('superior', 'upper'), quiet: true }]];
        return {
          cells: [
            [[requirement]],
            [
              hits === null || trials === null
                ? ['–']
                : [
                    pen.figure(
                      `${formats.number(hits)} / ${formats.number(trials)}`,
                      evidence.map(({ id }) => id),
                    ),
                  ],
            ],
            [[...exact(value, entry), ...(unit === null || unit === '1' ? [] : [` ${unit}`])]],
            [exact(bound, entry), ...side],
            [exact(confidence, 'standard')],
          ],
        };
      }),
    },
  ];
}
