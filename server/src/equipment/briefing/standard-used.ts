import type { Block, Fact } from '../../report/report.ts';
import { oneOf } from './kept-of.ts';
import { contextNames } from './known-of-view.ts';
import type { Pen } from './pen.ts';

/** By what it was judged, and until when that holds. */
export function standardUsed(pen: Pen): Block[] {
  const { formats, say, view } = pen;
  const { body, hash, id, version } = oneOf('standard', view.standard);
  const used = view.evaluations[0]?.record.standardHash;
  const rows: Fact[] = [
    { label: say('Norma', 'Standard'), value: [[pen.in(body.title)]] },
    { label: say('Emite', 'Issued by'), value: [[`${body.issuer}, ${say('edición', 'edition')} ${body.edition}`]] },
    {
      label: say('Vigencia', 'In force'),
      value: [
        body.endsAt === null
          ? [say('Desde el ', 'Since '), pen.day(body.validFrom), say('; sin fecha de término.', '; no date of end.')]
          : [
              say('Del ', 'From '),
              pen.day(body.validFrom),
              say(' al ', ' to '),
              { text: formats.day(body.endsAt), bold: true },
              say('. Ninguna aprobación dura más que su norma.', '. No approval lasts longer than its standard.'),
            ],
      ],
    },
    { label: say('Requisitos', 'Requirements'), value: [[formats.number(body.requirements.length)]] },
    {
      label: say('Usos que conoce', 'Uses it knows'),
      value: [
        [
          formats.list(
            contextNames(
              pen,
              body.contexts.map((one) => one.id),
            ),
          ),
        ],
      ],
    },
    {
      label: say('Registro', 'Record'),
      value: [
        [
          `${id}, ${say('versión', 'version')} ${formats.number(version)}, SHA-256 `,
          { text: hash, to: pen.page(`/api/v1/equipment/versions/${hash}`) },
        ],
      ],
    },
  ];
  if (used !== undefined && used !== hash)
    rows.push({
      label: say('Evaluada con', 'Evaluated by'),
      value: [
        [
          {
            text: say('otra versión de la norma, SHA-256 ', 'another version of the standard, SHA-256 '),
            tone: 'attention',
          },
          { text: used, to: pen.page(`/api/v1/equipment/versions/${used}`) },
        ],
      ],
    });
  const sample: Block[] = body.sample
    ? [
        {
          kind: 'note',
          tone: 'attention',
          text: [
            [
              say(
                'Es una norma de muestra. Las probabilidades que piden las agencias reales no son públicas; estos números no son de ninguna.',
                'It is a sample standard. The probabilities that real agencies ask for are not public; these numbers are of none of them.',
              ),
            ],
          ],
        },
      ]
    : [];
  return [
    { kind: 'heading', level: 1, text: say('La norma que se usó', 'The standard used'), entry: 'standard' },
    ...sample,
    { kind: 'facts', title: say('La norma', 'The standard'), rows },
  ];
}
