import type { RecordOf } from '@garita/api';
import type { Block, Text } from '../../report/report.ts';
import { oneOf } from './kept-of.ts';
import type { Pen } from './pen.ts';
import { ANSWERS, RATINGS } from './vocabulary.ts';

type Owner = RecordOf<'supplier'>['ownership'][number];

/** Who makes it: qualified apart from what it sells, with its owners as declared and as found. */
export function supplier(pen: Pen): Block[] {
  const { say, view } = pen;
  const { body } = oneOf('supplier', view.maker);
  const { support } = body;
  return [
    { kind: 'heading', level: 1, text: say('El proveedor', 'The supplier') },
    {
      kind: 'facts',
      title: say('Calificación del proveedor', 'Qualification of the supplier'),
      rows: [
        { label: say('Proveedor', 'Supplier'), value: [[{ text: body.name, to: { entry: 'maker' } }]] },
        {
          label: say('Calificación', 'Qualification'),
          value: [
            [pen.outcome(body.qualification), '. ', ...pen.linked(pen.in(body.qualificationReasons), [], 'maker')],
          ],
        },
        {
          label: say('Desempeño', 'Performance'),
          value:
            body.performance.length === 0
              ? [[{ text: say('Sin registro: no se sabe.', 'No record: it is not known.'), tone: 'unknown' }]]
              : body.performance.map(({ evidence, rating, text }): Text => {
                  const ids = evidence === null ? [] : [evidence];
                  return [
                    { text: `${pen.in(RATINGS[rating])}: `, bold: true },
                    ...pen.linked(pen.in(text), ids, 'maker'),
                    ...pen.cite(ids),
                  ];
                }),
        },
        {
          label: say('Soporte', 'Support'),
          value: [
            support === null
              ? [{ text: say('No se sabe.', 'Not known.'), tone: 'unknown' }]
              : [
                  ...pen.linked(pen.in(support.text), [], 'maker'),
                  ...(support.untilAtLeast === null
                    ? [{ text: say(' No se sabe hasta cuándo.', ' Not known until when.'), tone: 'unknown' as const }]
                    : [say(' Al menos hasta el ', ' At least until '), pen.day(support.untilAtLeast, 'maker'), '.']),
                ],
          ],
        },
      ],
    },
    { kind: 'heading', level: 2, text: say('De quién es: declarado y comprobado', 'Whose it is: declared and found') },
    ...ownership(pen, body.ownership),
  ];
}

function ownership(pen: Pen, owners: readonly Owner[]): Block[] {
  const { say } = pen;
  if (owners.length === 0)
    return [
      {
        kind: 'note',
        tone: 'unknown',
        text: [
          [
            say(
              'No hay nada sobre sus dueños: no se sabe quién lo controla.',
              'There is nothing about its owners: who controls it is not known.',
            ),
          ],
        ],
      },
    ];
  const byOwner = Map.groupBy(owners, ({ owner }) => owner);
  return [
    {
      kind: 'table',
      title: say('Cadena de propiedad', 'Chain of ownership'),
      columns: [
        { title: say('Dueño', 'Owner'), share: 30 },
        { title: say('Declarado', 'Declared'), share: 26 },
        { title: say('Comprobado', 'Found'), share: 26 },
        { title: say('¿Coincide?', 'Do they agree?'), share: 18 },
      ],
      rows: [...byOwner].map(([owner, all]) => {
        const declared = all.findLast(({ basis }) => basis === 'declared');
        const found = all.findLast(({ basis }) => basis === 'found');
        const ultimate = all.some((one) => one.ultimate);
        return {
          cells: [
            [
              [owner],
              ...(ultimate ? [[{ text: say('último dueño conocido', 'ultimate owner known'), quiet: true }]] : []),
            ],
            share(pen, declared),
            share(pen, found),
            [[agreement(pen, declared, found)]],
          ],
        };
      }),
    },
  ];
}

function share(pen: Pen, owner: Owner | undefined): Text[] {
  const { formats, say } = pen;
  if (!owner) return [[{ text: say('nada', 'nothing'), tone: 'unknown' }]];
  const ids = owner.evidence === null ? [] : [owner.evidence];
  const percent =
    owner.percent === null
      ? { text: say('parte desconocida', 'share unknown'), tone: 'unknown' as const }
      : pen.figure(formats.percent(owner.percent / 100), ids, 'maker');
  const control = `${say('control del Estado: ', 'state control: ')}${pen.in(ANSWERS[owner.stateControl])}`;
  return [
    [percent, ...pen.cite(ids)],
    [owner.stateControl === 'unknown' ? { text: control, tone: 'unknown' } : control],
    [pen.figure(formats.day(owner.at), ids, 'maker')],
  ];
}

function agreement({ say }: Pen, declared: Owner | undefined, found: Owner | undefined) {
  if (!found) return { text: say('No se ha comprobado', 'Not checked'), tone: 'unknown' as const };
  if (!declared) return { text: say('No lo declaró', 'Not declared'), tone: 'bad' as const };
  if (declared.percent === null || found.percent === null || found.stateControl === 'unknown')
    return { text: say('No se sabe', 'Not known'), tone: 'unknown' as const };
  const agrees = declared.percent === found.percent && declared.stateControl === found.stateControl;
  return agrees ? { text: say('Sí', 'Yes'), tone: 'good' as const } : { text: 'No', tone: 'bad' as const };
}
