import type { Block, Text } from '../../report/report.ts';
import { allOf } from './kept-of.ts';
import type { Pen } from './pen.ts';
import { ASSERTION_STANDINGS, PARTIES } from './vocabulary.ts';

/** What others assert: beside the evaluation, never inside it. */
export function othersSay(pen: Pen): Block[] {
  const { say, view } = pen;
  const assertions = allOf('assertion', view.assertions);
  const heading: Block = { kind: 'heading', level: 1, text: say('Lo que afirman otros', 'What others assert') };
  if (assertions.length === 0)
    return [
      heading,
      {
        kind: 'paragraph',
        text: [
          say('Nadie ha afirmado nada que se haya registrado.', 'Nobody has asserted anything that was recorded.'),
        ],
      },
    ];
  return [
    heading,
    {
      kind: 'paragraph',
      text: [
        say(
          'Se registra con su fuente y se muestra aparte: no forma parte de la evaluación ni de la decisión.',
          'It is recorded with its source and shown apart: it is no part of the evaluation or the decision.',
        ),
      ],
    },
    {
      kind: 'table',
      title: say('Afirmaciones de terceros', 'Assertions by others'),
      columns: [
        { title: say('Quién y cuándo', 'Who and when'), share: 28 },
        { title: say('Qué afirma', 'What they assert'), share: 46 },
        { title: say('Comprobación', 'Verification'), share: 26 },
      ],
      rows: assertions.map(({ body }, at) => {
        const entry = `assertion-${at + 1}`;
        const about: Text = [{ text: `${say('Fuente: ', 'Source: ')}${body.source}`, quiet: true }];
        return {
          cells: [
            [[body.party], [`${pen.in(PARTIES[body.partyKind])}, `, pen.day(body.saidAt, entry)]],
            [[pen.quote(body.text)], about],
            [
              [
                {
                  text: pen.in(ASSERTION_STANDINGS[body.standing]),
                  bold: true,
                  tone: body.standing === 'supported' ? 'good' : body.standing === 'contradicted' ? 'bad' : 'unknown',
                },
              ],
              ...(body.standingReasons ? [pen.linked(pen.in(body.standingReasons), body.evidence, entry)] : []),
              ...(body.evidence.length > 0 ? [pen.cite(body.evidence)] : []),
            ],
          ],
        };
      }),
    },
  ];
}
