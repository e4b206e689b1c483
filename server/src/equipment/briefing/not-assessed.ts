import type { Block, Text } from '../../report/report.ts';
import { allOf, oneOf } from './kept-of.ts';
import { idsOf, newestRecord } from './known-of-view.ts';
import type { Pen } from './pen.ts';
import { CHECKS, GATE_QUESTIONS, LEVELS, OUTCOMES } from './vocabulary.ts';

/** Everything nobody knows, gathered from all parts; where there is nothing, that is said. */
export function notAssessed(pen: Pen): Block[] {
  const { say, view } = pen;
  const record = newestRecord(view);
  const items = [...ofEvaluation(pen), ...ofFindings(pen), ...ofSupplier(pen), ...ofEvidence(pen)];
  const heading: Block = {
    kind: 'heading',
    level: 1,
    text: say('Lo que no se ha evaluado', 'What is not assessed'),
    entry: 'not-assessed',
  };
  if (items.length === 0)
    return [
      heading,
      {
        kind: 'paragraph',
        text: [
          say(
            'Nada: todo lo que la norma pide se evaluó, y de la cadena de propiedad no hay partes desconocidas.',
            'Nothing: all that the standard asks was assessed, and no part of the chain of ownership is unknown.',
          ),
        ],
      },
    ];
  const what = say(
    'Esto nadie lo ha revisado, o nadie puede decirlo. Lo desconocido nunca cuenta como cumplido.',
    'Nobody has checked this, or nobody can tell. Unknown never counts as met.',
  );
  const never = say(' Esta configuración nunca se ha evaluado.', ' This configuration was never evaluated.');
  return [
    heading,
    { kind: 'note', tone: 'unknown', text: [[{ text: `${what}${record ? '' : never}`, bold: true }]] },
    { kind: 'list', items },
  ];
}

function ofEvaluation(pen: Pen): Text[] {
  const { say, view } = pen;
  const record = newestRecord(view);
  if (!record) {
    const asked = oneOf('standard', view.standard).body.requirements;
    return asked.map(({ text }) => [{ text: pen.in(text), bold: true }, ' ', pen.outcome('not-assessed'), '.']);
  }
  const unknown = record.requirements.filter(({ outcome }) => outcome === 'not-assessed');
  const asked = new Set(record.requirements.flatMap(({ gate }) => gate ?? []));
  const unasked = Object.entries(GATE_QUESTIONS).filter(([gate]) => !asked.has(gate as keyof typeof GATE_QUESTIONS));
  return [
    ...unknown.map(
      (line): Text => [
        { text: `${pen.in(line.text)} `, bold: true },
        ...pen.linked(pen.in(line.explanation), idsOf(line), 'evaluation-1'),
        ...pen.cite(idsOf(line)),
      ],
    ),
    ...unasked.map(
      ([, question]): Text => [
        { text: `${pen.in(question)} `, bold: true },
        say(
          'La norma no lo pregunta, así que nadie lo evaluó.',
          'The standard does not ask it, so nobody assessed it.',
        ),
      ],
    ),
  ];
}

function ofFindings(pen: Pen): Text[] {
  const { say, view } = pen;
  const items = oneOf('standard', view.standard).body.checklist;
  return allOf('finding', view.findings).flatMap(({ body }, at) => {
    const entry = `finding-${at + 1}`;
    const open = body.checklist.filter(({ status }) => status === 'not-assessed' || status === 'text-not-public');
    const levels = body.componentSecurity;
    return [
      ...open.map(({ item, note, status }): Text => {
        const text = items.find(({ id }) => id === item)?.text;
        return [
          { text: text ? pen.in(text) : '', bold: true },
          { text: ` (${item}) `, quiet: true },
          `${pen.in(CHECKS[status])}. `,
          ...pen.linked(pen.in(note), [], entry),
        ];
      }),
      ...(levels === null ? [] : (Object.keys(LEVELS) as (keyof typeof LEVELS)[]))
        .filter((name) => levels?.[name] === null)
        .map(
          (name): Text => [
            { text: `${pen.in(LEVELS[name])}: `, bold: true },
            say('sin nivel comprobado.', 'no level shown.'),
          ],
        ),
    ];
  });
}

function ofSupplier(pen: Pen): Text[] {
  const { say, view } = pen;
  const { body } = oneOf('supplier', view.maker);
  const items: Text[] = [];
  const add = (what: string, why: string) => items.push([{ text: `${what} `, bold: true }, { text: why }]);
  if (body.qualification === 'not-assessed')
    add(`${say('Proveedor', 'Supplier')} ${body.name}:`, `${pen.in(OUTCOMES['not-assessed'])}.`);
  if (body.ownership.length === 0)
    add(
      `${say('Dueños de', 'Owners of')} ${body.name}:`,
      say('nada se ha declarado ni comprobado.', 'nothing was declared or found.'),
    );
  for (const [owner, all] of Map.groupBy(body.ownership, (one) => one.owner)) {
    const found = all.findLast(({ basis }) => basis === 'found');
    if (!found) add(`${owner}:`, say('declarado, y nadie lo ha comprobado.', 'declared, and nobody has checked it.'));
    else if (found.percent === null) add(`${owner}:`, say('no se sabe qué parte tiene.', 'its share is not known.'));
    if (found?.stateControl === 'unknown')
      add(`${owner}:`, say('no se sabe si un Estado lo controla.', 'whether a state controls it is not known.'));
  }
  return items;
}

function ofEvidence(pen: Pen): Text[] {
  const { say, view } = pen;
  return allOf('evidence', view.evidence)
    .filter(({ body }) => body.document === null)
    .map(
      ({ body, id }): Text => [
        { text: `${pen.in(body.title)}:`, bold: true },
        ...pen.cite([id]),
        say(
          ' no hay documento que comprobar; solo lo que se anotó de él.',
          ' there is no document to check; only what was noted of it.',
        ),
      ],
    );
}
