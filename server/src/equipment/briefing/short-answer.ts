import type { Block, Text, Tone } from '../../report/report.ts';
import { allOf } from './kept-of.ts';
import { decisionEntry, listingOf, newestRecord, usesOf } from './known-of-view.ts';
import type { Pen } from './pen.ts';
import { SECTIONS, STANDINGS, STATES } from './vocabulary.ts';

/** What was asked, the answer, and what the answer does not cover: a sentence each. */
export function shortAnswer(pen: Pen): Block[] {
  const { say, view } = pen;
  return [
    { kind: 'heading', level: 1, text: say('En resumen', 'In short'), entry: 'short' },
    { kind: 'note', tone: toneOf(pen), text: [question(pen), answer(pen), coverage(pen)] },
    { kind: 'paragraph', quiet: true, text: [pen.in(STANDINGS[view.line.standing]), ' ', ...madeOf(pen)] },
  ];
}

function question(pen: Pen): Text {
  const { formats, say, view } = pen;
  const { line } = view;
  const standard = { text: pen.quote(line.standardTitle), to: { entry: 'standard' } };
  return [
    { text: say('La pregunta. ', 'The question. '), bold: true },
    say(
      `¿Puede confiarse en los escaneos de ${pen.in(line.name)}, de ${line.maker}, para ${usesOf(pen)}? Se juzga por `,
      `Can the scans of ${pen.in(line.name)}, by ${line.maker}, be trusted for ${usesOf(pen)}? It is judged by `,
    ),
    standard,
    ...(line.standardEndsAt === null
      ? ['.']
      : [
          say(', que termina el ', ', which ends on '),
          pen.figure(formats.day(line.standardEndsAt), [], 'standard'),
          '.',
        ]),
  ];
}

function toneOf({ view }: Pen): Tone {
  const { section, state } = view.line;
  if (state === 'listed') return section === 'qualified' ? 'good' : 'attention';
  if (state === 'change-pending') return 'attention';
  return ['suspended', 'removed', 'refused', 'expired', 'failed'].includes(state) ? 'bad' : 'unknown';
}

function answer(pen: Pen): Text {
  const { say, view } = pen;
  const { reason, section, since, state, validUntil } = view.line;
  const decided = view.decisions.findLast((one) => one.state === 'in-force');
  const from = pen.day(since, decisionEntry(view, decided));
  const until: Text =
    validUntil === null
      ? []
      : [say(' y hasta el ', ' and until '), pen.day(validUntil, decisionEntry(view, listingOf(view)))];
  const why = reason ? [' ', say('Razón: ', 'Reason: '), pen.reason(reason.code), ' ', pen.in(reason.words)] : [];
  const head = { text: say('La respuesta. ', 'The answer. '), bold: true };
  switch (state) {
    case 'listed':
      return section === 'grandfathered'
        ? [
            head,
            say(
              'Solo por ahora: ya estaba en uso y se permite que siga, sin comprarse de nuevo, desde el ',
              'For now only: it was in use already and may stay, without being bought anew, since ',
            ),
            from,
            ...until,
            '.',
            ...why,
          ]
        : [
            head,
            section === 'approved-conditional'
              ? say(
                  'Sí, bajo condiciones: está aprobada con condiciones desde el ',
                  'Yes, under conditions: it is approved with conditions since ',
                )
              : say(
                  `Sí: está ${section ? pen.in(SECTIONS[section]) : 'aprobada'} desde el `,
                  `Yes: it is ${section ? pen.in(SECTIONS[section]) : 'approved'} since `,
                ),
            from,
            ...until,
            '.',
            ...why,
          ];
    case 'change-pending':
      return [
        head,
        say('Sí, tal como se aprobó; desde el ', 'Yes, as it was approved; since '),
        from,
        say(' se evalúa un cambio, que aún no se admite.', ' a change is being evaluated, which is not admitted yet.'),
        ...why,
      ];
    case 'suspended':
      return [head, say('Por ahora no: se suspendió el ', 'Not for now: it was suspended on '), from, '.', ...why];
    case 'removed':
      return [head, say('No: se le quitó la aprobación el ', 'No: its approval was taken away on '), from, '.', ...why];
    case 'refused':
      return [head, say('No: se evaluó y se rechazó el ', 'No: it was evaluated and refused on '), from, '.', ...why];
    case 'expired':
      return [
        head,
        say('No: su aprobación venció el ', 'No: its approval ran out on '),
        from,
        say(' y no se ha renovado.', ' and has not been renewed.'),
      ];
    default:
      return [
        head,
        say('Todavía no la hay: ', 'There is none yet: '),
        say(`está ${pen.quote(STATES[state])} desde el `, `it is ${pen.quote(STATES[state])} since `),
        from,
        say('. Mientras tanto no se confía en ella.', '. Meanwhile it is not trusted.'),
        ...why,
      ];
  }
}

function coverage(pen: Pen): Text {
  const { formats, say, view } = pen;
  const record = newestRecord(view);
  const head = { text: say('Lo que hay detrás. ', 'What stands behind it. '), bold: true };
  if (!record)
    return [
      head,
      say(
        'Nunca se ha evaluado: no hay un solo número que lo respalde. ',
        'It was never evaluated: there is not one number behind it. ',
      ),
      say('Lo desconocido no cuenta como cumplido.', 'Unknown does not count as met.'),
    ];
  const many = (outcome: string) => record.requirements.filter((line) => line.outcome === outcome).length;
  const number = (value: number, entry: string) => pen.figure(formats.number(value), [], entry);
  return [
    head,
    say('De ', 'Of '),
    number(record.requirements.length, 'evaluation-1'),
    say(' requisitos evaluados el ', ' requirements evaluated on '),
    pen.day(record.at, 'evaluation-1'),
    say(', se cumplen ', ', '),
    number(many('pass'), 'performance'),
    say(', con condiciones ', ' are met, '),
    number(many('conditional'), 'performance'),
    say(', no se cumplen ', ' are met with conditions, '),
    number(many('fail'), 'performance'),
    say(' y quedan sin evaluar ', ' are not met and '),
    number(many('not-assessed'), 'not-assessed'),
    say('', ' are not assessed'),
    ...openItems(pen),
    say('; lo desconocido no cuenta como cumplido.', '; unknown does not count as met.'),
  ];
}

/** A gate may pass with items of its checklist that nobody could answer. */
function openItems(pen: Pen): Text {
  const { formats, say, view } = pen;
  const open = allOf('finding', view.findings)
    .flatMap(({ body }) => body.checklist)
    .filter(({ status }) => status === 'not-assessed' || status === 'text-not-public').length;
  if (open === 0) return [];
  return [
    say(', además de ', ', and '),
    pen.figure(formats.number(open), [], 'not-assessed'),
    say(' puntos de sus listas de verificación', ' items of their checklists'),
  ];
}

/** Where an approval rests on another evaluation than the newest, nobody should miss it. */
function madeOf(pen: Pen): Text {
  const { say, view } = pen;
  const decided = listingOf(view)?.record;
  const newest = view.evaluations[0];
  if (typeof decided !== 'string' || !newest || decided === newest.hash) return [];
  const at = view.evaluations.findIndex(({ hash }) => hash === decided);
  return [
    {
      text: say(
        'Los números de este informe son de la evaluación más nueva; la aprobación se apoyó en una anterior',
        'The numbers in this briefing are of the newest evaluation; the approval rested on an earlier one',
      ),
      tone: 'attention',
      bold: true,
    },
    at < 0
      ? '.'
      : pen.figure(say(', que también se nombra aquí.', ', which is named here, too.'), [], `evaluation-${at + 1}`),
  ];
}
