import type { Block, Text } from '../../report/report.ts';
import type { Pen } from './pen.ts';

/** Who gets this briefing, or got earlier ones, and who acknowledged it. */
export function distribution(pen: Pen): Block[] {
  const { formats, handedOut, issue, say } = pen;
  const heading: Block = {
    kind: 'heading',
    level: 1,
    text: say('Distribución y acuse de recibo', 'Distribution and acknowledgement of receipt'),
  };
  const columns = [
    { title: say('Nombre', 'Name'), share: 34 },
    { title: say('Oficina', 'Office'), share: 33 },
    { title: say('Acuse', 'Acknowledgement'), share: 33 },
  ];
  if (issue) {
    const note = pen.in(issue.note);
    return [
      heading,
      {
        kind: 'paragraph',
        text: [
          say(
            `Entregado por ${pen.person(issue.by)} el ${formats.moment(pen.at)}. Quien tiene cuenta acusa recibo en el servidor; los demás, aquí, con fecha y firma.`,
            `Handed out by ${pen.person(issue.by)} on ${formats.moment(pen.at)}. Whoever has an account acknowledges on the server; the others here, with date and signature.`,
          ),
        ],
      },
      ...(note === '' ? [] : [{ kind: 'note' as const, tone: 'attention' as const, text: [[note]] }]),
      {
        kind: 'table',
        title: say('Destinatarios', 'Recipients'),
        columns,
        rows: issue.recipients.map(({ name, office, person }) => ({
          cells: [
            [[name]],
            [[office]],
            [
              [
                person === null
                  ? say('Fecha y firma:', 'Date and signature:')
                  : say(`En el servidor, como ${person}`, `On the server, as ${person}`),
              ],
            ],
          ],
        })),
      },
    ];
  }
  if (handedOut.length === 0)
    return [
      heading,
      {
        kind: 'paragraph',
        text: [say('Todavía no se ha entregado a nadie.', 'It has not been handed to anybody yet.')],
      },
    ];
  return [
    heading,
    ...handedOut.flatMap(({ at, by, id, logIndex, recipients }): Block[] => [
      {
        kind: 'paragraph',
        text: [
          say(
            `Entregado por ${pen.person(by)} el ${formats.moment(at)}, bitácora ${formats.number(logIndex)}, SHA-256 `,
            `Handed out by ${pen.person(by)} on ${formats.moment(at)}, log ${formats.number(logIndex)}, SHA-256 `,
          ),
          { text: id, to: pen.page(`/api/v1/equipment/briefings/${id}`) },
        ],
      },
      {
        kind: 'table',
        title: say('Destinatarios', 'Recipients'),
        columns,
        rows: recipients.map(({ acknowledgedAt, name, office }) => {
          const seen: Text =
            acknowledgedAt === null
              ? [{ text: say('Sin acuse', 'Not acknowledged'), tone: 'unknown' }]
              : [{ text: say('Recibido el ', 'Received on '), tone: 'good' }, formats.moment(acknowledgedAt)];
          return { cells: [[[name]], [[office]], [seen]] };
        }),
      },
    ]),
  ];
}
