import type { ComponentSecurity, GateId, Kept, RecordOf } from '@garita/api';
import type { AssessedRequirement } from '@garita/evaluation';
import type { Block, Fact, Text } from '../../report/report.ts';
import { allOf, oneOf } from './kept-of.ts';
import { contextNames, idsOf, newestRecord } from './known-of-view.ts';
import { joined, type Pen } from './pen.ts';
import { CHECKS, GATE_QUESTIONS, LEVELS, SECURITY_GATES } from './vocabulary.ts';

/** The gates of national security: an outcome and reasons each, never a sum. */
export function security(pen: Pen): Block[] {
  const { say, view } = pen;
  const record = newestRecord(view);
  return [
    { kind: 'heading', level: 1, text: say('Seguridad nacional', 'National security') },
    {
      kind: 'paragraph',
      text: [
        say(
          'Cada pregunta la juzga en conjunto una persona con nombre, con razones y evidencia. Nada se suma, y ninguna respuesta buena compensa una mala.',
          'Each question is judged in aggregate by a named person, with reasons and evidence. Nothing is added up, and no good answer makes up for a bad one.',
        ),
      ],
    },
    ...SECURITY_GATES.flatMap((gate) =>
      gateBlocks(pen, gate, record?.requirements.filter((line) => line.gate === gate) ?? []),
    ),
  ];
}

function gateBlocks(pen: Pen, gate: GateId, lines: readonly AssessedRequirement[]): Block[] {
  const { formats, say, view } = pen;
  const heading: Block = { kind: 'heading', level: 2, text: pen.in(GATE_QUESTIONS[gate]) };
  const findings = allOf('finding', view.findings)
    .map((finding, at) => ({ finding, entry: `finding-${at + 1}` }))
    .filter(({ finding }) => finding.body.gate === gate);
  const [asked] = lines;
  const rows: Fact[] = asked
    ? [{ label: say('Se pide', 'Asked'), value: [[{ text: pen.in(asked.text), to: { entry: 'standard' } }]] }]
    : [];
  rows.push(
    ...lines.map((line) => ({
      label:
        line.contexts.length > 0 && lines.length > 1
          ? formats.list(contextNames(pen, line.contexts))
          : say('Resultado', 'Outcome'),
      value: [
        [pen.outcome(line.outcome)],
        [...pen.linked(pen.in(line.explanation), idsOf(line), findings[0]?.entry), ...pen.cite(idsOf(line))],
      ],
    })),
  );
  if (lines.length === 0)
    rows.push({
      label: say('Resultado', 'Outcome'),
      value: [
        [
          pen.outcome('not-assessed'),
          '. ',
          newestRecord(view)
            ? say('La norma no lo pregunta.', 'The standard does not ask it.')
            : say('Nunca se ha evaluado.', 'It was never evaluated.'),
        ],
      ],
    });
  const told = lines.map(({ explanation }) => pen.in(explanation)).join(' ');
  for (const { entry, finding } of findings) rows.push(...findingRows(pen, finding, entry, told));
  if (gate === 'data-destinations') rows.push(...dataPaths(pen));
  return [heading, { kind: 'facts', title: pen.in(GATE_QUESTIONS[gate]), rows }];
}

function findingRows(pen: Pen, { body }: Kept<'finding'>, entry: string, told: string): Fact[] {
  const { formats, say } = pen;
  const reasons = pen.in(body.reasons);
  const rows: Fact[] = [
    {
      label: say('Dictamen', 'Finding'),
      value: [
        [
          pen.outcome(body.outcome),
          `. ${pen.person(body.reviewer)}, `,
          pen.day(body.at, entry),
          // The evaluation has quoted them already.
          ...(told.includes(reasons) ? ['.'] : [': ', ...pen.linked(reasons, body.evidence, entry)]),
          ...pen.cite(body.evidence),
        ],
      ],
    },
  ];
  if (body.conditions.length > 0)
    rows.push({ label: say('Condiciones', 'Conditions'), value: body.conditions.map((one) => [pen.in(one)]) });
  if (body.checklist.length > 0) rows.push(checklist(pen, body.checklist));
  if (body.componentSecurity)
    rows.push({
      label: say('Niveles (IEC 62443-4-2)', 'Levels (IEC 62443-4-2)'),
      value: levels(pen, body.componentSecurity, entry),
    });
  if (body.contexts.length > 0)
    rows.push({ label: say('Solo para', 'Only for'), value: [[formats.list(contextNames(pen, body.contexts))]] });
  return rows;
}

function checklist(pen: Pen, answers: RecordOf<'finding'>['checklist']): Fact {
  const { formats, say, view } = pen;
  const items = oneOf('standard', view.standard).body.checklist;
  const many = (status: string) => answers.filter((one) => one.status === status).length;
  const met = answers.filter(({ status }) => status === 'met').flatMap(({ evidence }) => evidence);
  const open = answers.filter(({ status }) => status !== 'met' && status !== 'not-applicable');
  return {
    label: say('Lista de verificación', 'Checklist'),
    value: [
      [
        say('Se cumplen ', 'Met: '),
        pen.figure(formats.number(many('met')), met, 'standard'),
        say(' de ', ' of '),
        pen.figure(formats.number(answers.length), [], 'standard'),
        ...(many('not-applicable') > 0
          ? [
              say('; no aplican ', '; do not apply: '),
              pen.figure(formats.number(many('not-applicable')), [], 'standard'),
            ]
          : []),
        open.length === 0 ? '.' : say('. Los demás:', '. The others:'),
      ],
      ...open.map(({ evidence, item, note, status }): Text => {
        const text = items.find(({ id }) => id === item)?.text;
        return [
          '• ',
          text ? pen.in(text) : '',
          { text: ` (${item}) `, quiet: true },
          { text: `${pen.in(CHECKS[status])}. `, tone: status === 'not-met' ? 'bad' : 'unknown' },
          { text: pen.in(note), quiet: true },
          ...pen.cite(evidence),
        ];
      }),
    ],
  };
}

function levels(pen: Pen, found: ComponentSecurity, entry: string): Text[] {
  const { say, view } = pen;
  const asked = oneOf('standard', view.standard).body.requirements.find(
    (one) => one.kind === 'gate' && one.gate === 'component-security',
  );
  const wanted = asked?.kind === 'gate' ? asked.securityLevels : undefined;
  return (Object.keys(LEVELS) as (keyof ComponentSecurity)[]).map((name) => {
    const level = found[name];
    const least = wanted?.[name];
    const shown =
      level === null
        ? { text: say('sin evaluar', 'not assessed'), tone: 'unknown' as const }
        : pen.figure(String(level), [], entry);
    return [
      `${pen.in(LEVELS[name])}: `,
      shown,
      ...(least === null || least === undefined
        ? []
        : [say(', se pide ', ', asked '), pen.figure(String(least), [], 'standard')]),
    ];
  });
}

/** Where it says that it sends, and where a test saw it. */
function dataPaths(pen: Pen): Fact[] {
  const { formats, say, view } = pen;
  return allOf('evidence', view.evidence).flatMap(({ body, id }) =>
    body.results.flatMap((result): Fact[] => {
      if (result.kind !== 'data-path') return [];
      const declared = new Set(result.declared.map(keyOf));
      const list = (places: typeof result.declared): Text => {
        if (places.length === 0) return [say('ninguno', 'none')];
        const parts = places.map((place): Text => {
          const isUndeclared = !declared.has(keyOf(place));
          const way = place.direction === 'out' ? say('sale', 'out') : say('entra', 'in');
          return [
            {
              text: `${place.destination} (${way}; ${place.purpose})`,
              ...(isUndeclared ? { tone: 'bad' as const, bold: true } : {}),
            },
            ...(isUndeclared ? [say(', no declarado', ', not declared')] : []),
          ];
        });
        return joined(parts, '; ');
      };
      return [
        {
          label: say('Declarado y observado', 'Declared and observed'),
          value: [
            [say('Declarado: ', 'Declared: '), ...list(result.declared), '.', ...pen.cite([id])],
            [
              say('Observado en ', 'Observed in '),
              pen.figure(`${formats.number(result.observedHours)}\u00a0h`, [id]),
              ': ',
              ...list(result.observed),
              '.',
            ],
          ],
        },
      ];
    }),
  );
}

const keyOf = ({ destination, direction }: { readonly destination: string; readonly direction: string }) =>
  `${direction} ${destination}`;
