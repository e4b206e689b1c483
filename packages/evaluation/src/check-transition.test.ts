import { describe, expect, test } from 'vitest';
import { checkSigner } from './check-signer.ts';
import { checkTransition, type KnownOfSubject, type ProposedStep } from './check-transition.ts';
import { CONFIGURATION_STATES, DEVICE_STATES, LIFE_CYCLE, type Transition, transitionOf } from './life-cycle.ts';
import type { AssessedRequirement, EvaluationRecord, Outcome } from './records.ts';

const DAY = 86_400_000;
const at = Date.UTC(2026, 10, 1);
const words = { es: 'Se explica con detalle.', en: 'Explained in detail.' };
const condition = { es: 'Sin acceso remoto.', en: 'No remote access.' };
const hash = (letter: string) => letter.repeat(64);

const standard = { id: 'std-1', hash: hash('b'), body: { endsAt: at + 800 * DAY } };
const configuration = { id: 'cfg-1', hash: hash('c'), body: { standard: 'std-1', contexts: ['port', 'airport'] } };

function assessed(outcome: Outcome, change: Partial<AssessedRequirement> = {}): AssessedRequirement {
  return {
    requirement: 'req-1',
    kind: 'gate',
    text: words,
    contexts: ['port'],
    outcome,
    threatClass: null,
    hits: null,
    trials: null,
    value: null,
    unit: null,
    bound: null,
    boundSide: null,
    confidence: null,
    atLeast: null,
    atMost: null,
    gate: 'remote-access',
    evidence: [],
    reason: outcome === 'fail' ? 'GATE_FAILED' : 'GATE_PASSED',
    explanation: words,
    condition: null,
    ...change,
  };
}

function evaluation(rows: readonly AssessedRequirement[], change: Partial<EvaluationRecord> = {}): EvaluationRecord {
  const outcome = rows[0]?.outcome ?? 'not-assessed';
  return {
    v: 1,
    agency: 'mx',
    configuration: 'cfg-1',
    configurationHash: hash('c'),
    standard: 'std-1',
    standardHash: hash('b'),
    standardTitle: words,
    standardEndsAt: standard.body.endsAt,
    at: at - DAY,
    by: 'evaluator',
    requirements: rows,
    contexts: [{ context: 'port', name: words, outcome, conditions: outcome === 'conditional' ? [condition] : [] }],
    outcome,
    notAssessed: 0,
    sample: true,
    ...change,
  };
}

function known(
  row: Pick<Transition, 'from'>,
  record: EvaluationRecord | null = evaluation([assessed('pass')]),
): KnownOfSubject {
  return {
    state: row.from,
    section: row.from === 'draft' ? null : 'qualified',
    evidence: [hash('e')],
    grounds: { configuration, standard, evaluation: record && { hash: hash('d'), record }, changedAt: at - 2 * DAY },
  };
}

/** A step with all that any step needs. */
function complete(row: Transition): ProposedStep {
  const reason = row.reasons[0] ?? '';
  const [section = null] = row.sections;
  return {
    subject: { kind: row.subject, id: 'cfg-1' },
    from: row.from,
    to: row.to,
    section,
    reason,
    words,
    record: section === null || section === 'grandfathered' ? null : hash('d'),
    evidence: [hash('e')],
    conditions: [],
    contexts: section === null ? [] : ['port'],
    validFrom: section === null ? null : at,
    validUntil: section === null ? null : at + 300 * DAY,
    compromisedSince: null,
    at,
  };
}

const row = (from: string, to: string) => transitionOf('configuration', from, to) as Transition;
const listing = row('operational-test', 'listed');
const codes = (step: ProposedStep, about: KnownOfSubject) => checkTransition(step, about).map(({ code }) => code);

describe('each step of the table', () => {
  test.each(LIFE_CYCLE.map((legal) => [`${legal.subject}: ${legal.from} -> ${legal.to}`, legal] as const))(
    '%s can be taken for each of its reasons',
    (_, legal) => {
      for (const reason of legal.reasons)
        expect(codes({ ...complete(legal), reason, compromisedSince: at }, known(legal)), reason).toEqual([]);
    },
  );

  const pairs = (kind: 'configuration' | 'device', states: readonly string[]) =>
    states.flatMap((from) => states.map((to) => [kind, from, to] as const));
  const illegal = [...pairs('configuration', CONFIGURATION_STATES), ...pairs('device', DEVICE_STATES)].filter(
    ([kind, from, to]) => !transitionOf(kind, from, to),
  );
  test.each(illegal)('of a %s: %s -> %s is not in it, and is refused as that alone', (kind, from, to) => {
    const step = { ...complete(listing), subject: { kind, id: 'cfg-1' }, from, to };
    expect(codes(step, { ...known(listing), state: from })).toEqual(['TRANSITION_ILLEGAL']);
  });

  test('is refused where the subject stands elsewhere than the step says', () => {
    const [objection] = checkTransition(complete(listing), { ...known(listing), state: 'failed' });
    expect(objection?.code).toBe('TRANSITION_ILLEGAL');
    expect(objection?.detail).toContain('it is failed, open: lab-certification, refused');
  });

  test.each(
    LIFE_CYCLE.filter(({ needs }) => needs.includes('evidence')).map((legal) => [legal.from, legal.to, legal] as const),
  )('%s -> %s is refused without evidence, and with evidence nobody has', (_, __, legal) => {
    expect(codes({ ...complete(legal), evidence: [] }, known(legal))).toEqual(['EVIDENCE_MISSING']);
    expect(codes({ ...complete(legal), evidence: [hash('f')] }, known(legal))).toEqual(['EVIDENCE_MISSING']);
  });

  test.each(
    LIFE_CYCLE.filter(({ needs }) => needs.includes('words')).map((legal) => [legal.from, legal.to, legal] as const),
  )('%s -> %s is refused without words in both languages', (_, __, legal) => {
    for (const short of [
      { ...words, es: ' ' },
      { ...words, en: 'no' },
    ])
      expect(codes({ ...complete(legal), words: short }, known(legal))).toEqual(['REASON_WORDS_MISSING']);
  });

  test.each(LIFE_CYCLE.map((legal) => [legal.from, legal.to, legal] as const))(
    '%s -> %s is refused for a reason that is not its own',
    (_, __, legal) => {
      expect(codes({ ...complete(legal), reason: 'BECAUSE' }, known(legal))).toEqual(['REASON_NOT_ALLOWED']);
    },
  );
});

describe('a listing is refused', () => {
  const conditional = evaluation([assessed('conditional', { condition })]);
  const cases: readonly (readonly [string, Partial<ProposedStep>, EvaluationRecord | null, readonly string[]])[] = [
    ['without an evaluation', {}, null, ['EVALUATION_MISSING']],
    ['when it names another evaluation', { record: hash('9') }, evaluation([assessed('pass')]), ['EVALUATION_MISSING']],
    [
      'on an evaluation of 31 days ago',
      {},
      evaluation([assessed('pass')], { at: at - 31 * DAY }),
      ['EVALUATION_STALE'],
    ],
    [
      'on one made before the evidence changed',
      {},
      evaluation([assessed('pass')], { at: at - 3 * DAY }),
      ['EVALUATION_STALE'],
    ],
    ['on one from the future', {}, evaluation([assessed('pass')], { at: at + DAY }), ['EVALUATION_STALE']],
    [
      'on one of another configuration',
      {},
      evaluation([assessed('pass')], { configuration: 'cfg-2' }),
      ['EVALUATION_OF_ANOTHER_CONFIGURATION'],
    ],
    [
      'on one of another version of it',
      {},
      evaluation([assessed('pass')], { configurationHash: hash('0') }),
      ['EVALUATION_OF_ANOTHER_CONFIGURATION'],
    ],
    [
      'on one against another version of the standard',
      {},
      evaluation([assessed('pass')], { standardHash: hash('0') }),
      ['EVALUATION_OF_ANOTHER_STANDARD'],
    ],
    ['when a gate failed', {}, evaluation([assessed('fail')]), ['GATE_FAILED']],
    [
      'when another requirement failed',
      {},
      evaluation([assessed('fail', { kind: 'detection' })]),
      ['REQUIREMENT_FAILED'],
    ],
    [
      'when a gate had no evidence',
      {},
      evaluation([assessed('not-assessed', { reason: 'GATE_WITHOUT_EVIDENCE' })]),
      ['GATE_WITHOUT_EVIDENCE'],
    ],
    [
      'when a gate was not judged',
      {},
      evaluation([assessed('not-assessed', { reason: 'GATE_NOT_ASSESSED' })]),
      ['GATE_NOT_ASSESSED'],
    ],
    [
      'when anything is unknown',
      {},
      evaluation([assessed('not-assessed', { kind: 'measure' })]),
      ['REQUIREMENT_NOT_ASSESSED'],
    ],
    ['when nothing was asked of the use', {}, evaluation([]), ['REQUIREMENT_NOT_ASSESSED']],
    ['without the conditions', { section: 'approved-conditional' }, conditional, ['CONDITIONS_MISSING']],
    [
      'as qualified, when it passed under conditions',
      { conditions: [condition] },
      conditional,
      ['SECTION_NOT_ALLOWED'],
    ],
    [
      'under conditions for more than twelve months',
      { section: 'approved-conditional', conditions: [condition], validUntil: Date.UTC(2027, 10, 1) + 1 },
      conditional,
      ['CONDITIONAL_APPROVAL_TOO_LONG'],
    ],
    ['without a section', { section: null }, evaluation([assessed('pass')]), ['SECTION_MISSING']],
    [
      'as grandfathered, at the end of testing',
      { section: 'grandfathered' },
      evaluation([assessed('pass')]),
      ['SECTION_NOT_ALLOWED'],
    ],
    ['without a use', { contexts: [] }, evaluation([assessed('pass')]), ['CONTEXT_MISSING']],
    [
      'for a use that was not asked for',
      { contexts: ['port', 'sea'] },
      evaluation([assessed('pass')]),
      ['CONTEXT_MISSING', 'CONTEXT_MISSING'],
    ],
    [
      'for a use that was asked for and not evaluated',
      { contexts: ['airport'] },
      evaluation([assessed('pass')]),
      ['CONTEXT_MISSING'],
    ],
    [
      'from a time to come, since the gate obeys it at once',
      { validFrom: at + DAY },
      evaluation([assessed('pass')]),
      ['VALIDITY_BEGINS_LATER'],
    ],
    ['without an end', { validUntil: null }, evaluation([assessed('pass')]), ['VALIDITY_MISSING']],
    ['when it ended before it began', { validUntil: at }, evaluation([assessed('pass')]), ['VALIDITY_MISSING']],
    [
      'beyond its standard',
      { validUntil: at + 801 * DAY },
      evaluation([assessed('pass')]),
      ['APPROVAL_BEYOND_STANDARD'],
    ],
  ];
  test.each(cases)('%s', (_, change, record, expected) => {
    expect(codes({ ...complete(listing), ...change }, known(listing, record))).toEqual(expected);
  });

  test('when its standard has ended', () => {
    const over = { ...standard, body: { endsAt: at } };
    const about = known(listing);
    const grounds = about.grounds && { ...about.grounds, standard: over };
    expect(codes(complete(listing), { ...about, grounds })).toEqual(['STANDARD_EXPIRED', 'APPROVAL_BEYOND_STANDARD']);
  });

  test('with every objection at once, so that nobody has to ask twice', () => {
    const step = { ...complete(listing), evidence: [], reason: 'BECAUSE', contexts: [], validUntil: null };
    expect(codes(step, known(listing, null))).toEqual([
      'REASON_NOT_ALLOWED',
      'EVIDENCE_MISSING',
      'VALIDITY_MISSING',
      'CONTEXT_MISSING',
      'EVALUATION_MISSING',
    ]);
  });

  test('and one under conditions is taken that carries them all, and one more', () => {
    const step = { ...complete(listing), section: 'approved-conditional', conditions: [words, condition] } as const;
    expect(codes(step, known(listing, conditional))).toEqual([]);
  });
});

describe('what was in use already', () => {
  const grandfathered = row('draft', 'listed');
  test('is listed on evidence, without an evaluation', () => {
    expect(codes(complete(grandfathered), known(grandfathered, null))).toEqual([]);
  });
  test('is not listed when an evaluation says that a gate failed', () => {
    const failed = known(grandfathered, evaluation([assessed('fail')]));
    expect(codes(complete(grandfathered), failed)).toEqual(['GATE_FAILED']);
  });
  test('is restored to where it was, and nothing else is restored to there', () => {
    const restore = row('suspended', 'listed');
    const step = { ...complete(restore), section: 'grandfathered', record: null } as const;
    expect(codes(step, { ...known(restore, null), section: 'grandfathered' })).toEqual([]);
    expect(codes(step, known(restore, null))).toEqual(['SECTION_NOT_ALLOWED']);
  });
});

describe('what was in use already and is given back', () => {
  const about = (from: string) => ({
    ...known(row(from, 'listed'), null),
    section: 'grandfathered' as const,
    validUntil: at + 10 * DAY,
  });
  test.each(['suspended', 'change-pending'])('from %s holds no longer than it did: nobody evaluated it', (from) => {
    const step = { ...complete(row(from, 'listed')), section: 'grandfathered', record: null } as const;
    expect(codes({ ...step, validUntil: at + 10 * DAY }, about(from))).toEqual([]);
    expect(codes({ ...step, validUntil: at + 10 * DAY + 1 }, about(from))).toEqual(['SECTION_NOT_ALLOWED']);
  });
});

describe('a suspension', () => {
  const suspend = row('listed', 'suspended');
  test('needs no evidence and no evaluation: it only takes trust away', () => {
    expect(codes({ ...complete(suspend), evidence: [] }, { ...known(suspend), grounds: null })).toEqual([]);
  });
  test('for a key in other hands says since when, and not a time to come', () => {
    const step = { ...complete(suspend), reason: 'KEY_COMPROMISE' };
    expect(codes(step, known(suspend))).toEqual(['COMPROMISED_SINCE_MISSING']);
    expect(codes({ ...step, compromisedSince: at + 1 }, known(suspend))).toEqual(['COMPROMISED_SINCE_MISSING']);
  });
  test('for whatever reason names no time to come: what was sent until then would go unflagged', () => {
    const step = { ...complete(suspend), reason: 'INTEGRITY_DOUBTED', compromisedSince: at + 1 };
    expect(codes(step, known(suspend))).toEqual(['COMPROMISED_SINCE_MISSING']);
  });
  test('carries no section', () => {
    expect(codes({ ...complete(suspend), section: 'qualified' }, known(suspend))).toEqual(['SECTION_NOT_ALLOWED']);
  });
});

describe('who signs', () => {
  const person = { id: 'mx-equipment-1', names: ['ana', 'Ana López'], roles: ['equipment-authority'] };
  const nobody = { signers: [], testers: [] };
  test.each([
    ['an equipment authority who tested nothing may', listing, person, nobody, []],
    ['an evaluator may not list', listing, { ...person, roles: ['evaluator'] }, nobody, ['ROLE_MISSING']],
    ['who has signed may not sign again', listing, person, { ...nobody, signers: ['ANA'] }, ['SELF_APPROVAL']],
    [
      'who tested may not list, however the name is spaced',
      listing,
      person,
      { ...nobody, testers: [' ana  LÓPEZ'] },
      ['DECIDER_IS_TESTER'],
    ],
    ['who tested may suspend', row('listed', 'suspended'), person, { ...nobody, testers: ['ana'] }, []],
    ['a name that only begins like it is another', listing, person, { ...nobody, testers: ['ana lópez ruiz'] }, []],
  ] as const)('%s', (_, step, signer, about, expected) => {
    expect(checkSigner(step, signer, about).map(({ code }) => code)).toEqual(expected);
  });
});
