import type { EquipmentDecisionBody } from '@garita/api';
import { isReasonCode, REASONS } from '@garita/evaluation';
import type { Block, Text } from '../../report/report.ts';
import { contextNames, decisionEntry, listingOf } from './known-of-view.ts';
import type { Pen } from './pen.ts';
import { SECTIONS, STATES } from './vocabulary.ts';

/** What was decided, by whom, when, until when, and under which conditions. */
export function whatWasDecided(pen: Pen): Block[] {
  const { say, view } = pen;
  const heading: Block = {
    kind: 'heading',
    level: 1,
    text: say('Qué se decidió, quién y cuándo', 'What was decided, by whom and when'),
  };
  if (view.decisions.length === 0)
    return [
      heading,
      { kind: 'paragraph', text: [say('Todavía no se ha decidido nada.', 'Nothing has been decided yet.')] },
    ];
  return [
    heading,
    {
      kind: 'paragraph',
      text: [
        say(
          'Cada paso lo firma con su propia llave quien decide; aprobar, restablecer, rechazar y dar de baja exige dos personas, y quien probó no decide. Las fechas llevan a la decisión firmada.',
          'Each step is signed by whoever decides, with a key of their own; to approve, restore, refuse or remove takes two people, and whoever tested does not decide. Dates lead to the signed decision.',
        ),
      ],
    },
    ...conditions(pen),
    {
      kind: 'table',
      title: say('Las decisiones, la más antigua primero', 'The decisions, oldest first'),
      columns: [
        { title: say('Fecha', 'Date'), share: 17 },
        { title: say('Paso', 'Step'), share: 20 },
        { title: say('Por qué', 'Why'), share: 41 },
        { title: say('Quién firmó', 'Who signed'), share: 22 },
      ],
      rows: view.decisions.map((decision) => ({ cells: decisionCells(pen, decision) })),
    },
  ];
}

function decisionCells(pen: Pen, decision: EquipmentDecisionBody): readonly Text[][] {
  const { formats, say, view } = pen;
  const { at, by, compromisedSince, contexts, inForceAt, needed, section, signers, state, to, validUntil, words } =
    decision;
  const entry = decisionEntry(view, decision);
  const step: Text[] = [[{ text: stateName(pen, to), bold: true }]];
  if (section !== null) step.push([pen.in(SECTIONS[section])]);
  if (state === 'waiting')
    step.push([
      { text: say('Espera firmas: no está en vigor', 'Waits for signatures: not in force'), tone: 'attention' },
    ]);
  if (state === 'withdrawn')
    step.push([{ text: say('Se retiró: nunca tuvo efecto', 'Withdrawn: it never took effect'), quiet: true }]);
  const decidedOn = formats.shortDay(inForceAt ?? at);
  const why: Text[] = [[pen.reason(decision.reason)]];
  if (pen.in(words) !== '') why.push([{ text: pen.in(words), quiet: true }]);
  if (contexts.length > 0)
    why.push([{ text: `${say('Para: ', 'For: ')}${formats.list(contextNames(pen, contexts))}.`, quiet: true }]);
  if (validUntil !== null) why.push([say('Vale hasta el ', 'Valid until '), pen.day(validUntil, entry), '.']);
  if (compromisedSince !== null)
    why.push([
      { text: say('En duda desde el ', 'In doubt since '), tone: 'bad' },
      pen.figure(formats.moment(compromisedSince), [], entry),
      '.',
    ]);
  const signed: Text[] =
    signers.length === 0
      ? [[pen.person(by)]]
      : signers.map(({ at: when, name, officer }) => {
          const who = name === '' ? pen.person(officer) : name;
          const day = formats.shortDay(when);
          return day === decidedOn ? [who] : [who, ' (', pen.figure(day, [], entry), ')'];
        });
  if (state === 'waiting')
    signed.push([
      { text: `${formats.number(signers.length)} ${say('de', 'of')} ${formats.number(needed)}`, tone: 'attention' },
    ]);
  return [[[pen.figure(decidedOn, [], entry)]], step, why, signed];
}

export function stateName({ in: pick }: Pen, state: string): string {
  return Object.hasOwn(STATES, state) ? pick(STATES[state as keyof typeof STATES]) : state;
}

function conditions(pen: Pen): Block[] {
  const { formats, say, view } = pen;
  const listing = listingOf(view);
  if (!listing) return [];
  const entry = decisionEntry(view, listing);
  const until: Text =
    listing.validFrom === null || listing.validUntil === null
      ? []
      : [
          say('La aprobación vale del ', 'The approval is valid from '),
          pen.day(listing.validFrom, entry),
          say(' al ', ' to '),
          pen.day(listing.validUntil, entry),
          ', ',
        ];
  const names = contextNames(pen, listing.contexts);
  const uses =
    names.length === 0
      ? say('para los usos pedidos', 'for the uses asked for')
      : `${say('para', 'for')} ${formats.list(names)}`;
  const text: Text = [...until, until.length === 0 ? capital(uses) : uses, '. '];
  if (listing.conditions.length === 0)
    return [{ kind: 'paragraph', text: [...text, say('No tiene condiciones.', 'It has no conditions.')] }];
  return [
    {
      kind: 'paragraph',
      text: [
        ...text,
        say(
          'Bajo estas condiciones; si una se incumple, se suspende:',
          'Under these conditions; if one is breached, it is suspended:',
        ),
      ],
    },
    { kind: 'list', items: listing.conditions.map((condition) => pen.linked(pen.in(condition), [], entry)) },
  ];
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const AGAINST: ReadonlySet<string> = new Set(['suspended', 'removed', 'refused', 'failed', 'returned']);

/** Every step that took trust away or refused it, and what became of it. */
export function whatWasTakenAway(pen: Pen): Block[] {
  const { formats, say, view } = pen;
  const inForce = view.decisions.filter(({ state }) => state === 'in-force');
  const against = inForce.filter(({ to }) => AGAINST.has(to));
  const heading: Block = {
    kind: 'heading',
    level: 1,
    text: say(
      'Qué se suspendió, se rechazó o se dio de baja, y por qué',
      'What was suspended, refused or removed, and why',
    ),
  };
  if (against.length === 0 && view.line.state !== 'expired')
    return [
      heading,
      {
        kind: 'paragraph',
        text: [say('Nada hasta la fecha de este informe.', 'Nothing up to the date of this briefing.')],
      },
    ];
  const items = against.map((decision): Text => {
    const entry = decisionEntry(view, decision);
    const { at, compromisedSince, inForceAt, reason, signers, to, words } = decision;
    const trigger = isReasonCode(reason) ? REASONS[reason].trigger : null;
    const next = inForce.find(({ seq }) => seq > decision.seq);
    return [
      pen.day(inForceAt ?? at, entry),
      ': ',
      { text: stateName(pen, to), bold: true },
      '. ',
      pen.reason(reason),
      ...(trigger === null
        ? []
        : [
            say(
              ` Causal de baja ${trigger} de 10 (48 CFR 9.207).`,
              ` Ground for removal ${trigger} of 10 (48 CFR 9.207).`,
            ),
          ]),
      ` ${pen.in(words)} `,
      ...(compromisedSince === null
        ? []
        : [
            say('Los escaneos desde el ', 'Scans since '),
            pen.figure(formats.moment(compromisedSince), [], entry),
            say(
              ' quedaron marcados aquí y ante quien los recibió. ',
              ' were flagged, here and at whoever received them. ',
            ),
          ]),
      say('Firmó: ', 'Signed by: '),
      `${formats.list(signers.map(({ name, officer }) => (name === '' ? pen.person(officer) : name)))}. `,
      ...(next
        ? [
            say('Después: ', 'Then: '),
            `${stateName(pen, next.to)}, `,
            pen.day(next.inForceAt ?? next.at, decisionEntry(view, next)),
            '.',
          ]
        : [{ text: say('Sigue así.', 'It is still so.'), bold: true }]),
    ];
  });
  if (view.line.state === 'expired')
    items.push([
      pen.day(view.line.since, decisionEntry(view, listingOf(view))),
      ': ',
      { text: stateName(pen, 'expired'), bold: true },
      say(
        '. La aprobación llegó a su término, o la norma en que se apoya.',
        '. The approval reached its end, or the standard it rests on did.',
      ),
    ]);
  return [heading, { kind: 'list', items }];
}
