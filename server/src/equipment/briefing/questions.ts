import { type AssessedRequirement, threeQuestions } from '@garita/evaluation';
import type { Block, Text } from '../../report/report.ts';
import { allOf, oneOf } from './kept-of.ts';
import { idsOf, newestRecord } from './known-of-view.ts';
import type { Pen } from './pen.ts';
import { OUTCOME_TONES } from './vocabulary.ts';

/** What the mandate asks of the equipment itself, in plain words. */
export function questions(pen: Pen): Block[] {
  const { say, view } = pen;
  const heading: Block = { kind: 'heading', level: 1, text: say('Las tres preguntas', 'The three questions') };
  const record = newestRecord(view);
  if (!record)
    return [
      heading,
      {
        kind: 'paragraph',
        text: [
          say('Nadie las ha respondido: nunca se ha evaluado.', 'Nobody has answered them: it was never evaluated.'),
        ],
      },
    ];
  const standard = oneOf('standard', view.standard).body;
  const answered = threeQuestions(record, standard, allOf('finding', view.findings));
  return [
    heading,
    {
      kind: 'paragraph',
      text: [
        say(
          'Todo equipo debe responderlas antes de que se confíe en él. La peor de sus respuestas es la que cuenta; no se suman.',
          'All equipment has to answer them before it is trusted. The worst of the answers counts; they are not added up.',
        ),
      ],
    },
    ...answered.flatMap(({ lines, outcome, words }): Block[] => [
      { kind: 'heading', level: 2, text: pen.in(words) },
      {
        kind: 'note',
        tone: OUTCOME_TONES[outcome],
        text: [
          [
            pen.outcome(outcome),
            '. ',
            lines.length === 0
              ? say(
                  'La norma no pregunta nada sobre esto: no se sabe.',
                  'The standard asks nothing about this: it is not known.',
                )
              : lead(pen, lines),
          ],
        ],
      },
      ...(lines.length === 0
        ? []
        : [
            {
              kind: 'list' as const,
              items: lines.map(
                (line): Text => [
                  { text: `${pen.in(line.text)} `, bold: true },
                  pen.outcome(line.outcome),
                  '. ',
                  ...pen.linked(pen.in(line.explanation), idsOf(line), findingEntry(pen, line)),
                  ...pen.cite(idsOf(line)),
                ],
              ),
            },
          ]),
    ]),
  ];
}

function lead({ formats, say }: Pen, lines: readonly AssessedRequirement[]): string {
  const open = lines.filter(({ outcome }) => outcome !== 'pass').length;
  const all = formats.number(lines.length);
  if (open === 0)
    return say(
      `Todo lo que la norma pide sobre esto se cumple (${all} de ${all}).`,
      `All that the standard asks about this is met (${all} of ${all}).`,
    );
  return say(
    `De ${all} requisitos sobre esto, ${formats.number(open)} no se cumplen del todo o no se sabe.`,
    `Of ${all} requirements about this, ${formats.number(open)} are not fully met or not known.`,
  );
}

function findingEntry({ view }: Pen, { gate }: AssessedRequirement): string | undefined {
  const findings = allOf('finding', view.findings);
  const at = findings.findIndex(({ body }) => body.gate === gate);
  return at < 0 ? undefined : `finding-${at + 1}`;
}
