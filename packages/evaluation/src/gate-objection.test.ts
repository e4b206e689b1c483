import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import type { FindingRecord } from './records.ts';
import { both, DAY, evidence, finding, gate, kept, lineOf, NOW, standardOf, submission } from './submission.fixture.ts';

describe('where a device sends', () => {
  const place = (destination: string, direction: 'out' | 'in' = 'out') => ({ destination, purpose: 'test', direction });
  const path = (declared: readonly string[], observed: readonly ReturnType<typeof place>[], change = {}) =>
    ({
      kind: 'data-path',
      declared: declared.map((name) => place(name)),
      observed,
      observedHours: 72,
      at: NOW - 8 * DAY,
      ...change,
    }) as const;
  const test72 = (...results: Parameters<typeof evidence>[1]) => evidence('watch', results, { type: 'data-path-test' });
  const destinations = gate({ gate: 'data-destinations' });
  const judged = (change: Partial<FindingRecord> = {}) =>
    finding('f', { gate: 'data-destinations', evidence: ['watch'], ...change });
  const conditional = { outcome: 'conditional', conditions: [both('Blocked')] } as const;

  test.each([
    ['declared and seen alike', [test72(path(['store'], [place('Store ')]))], judged(), 'pass', 'GATE_PASSED'],
    [
      'seen and not declared',
      [test72(path(['store'], [place('elsewhere')]))],
      judged(),
      'fail',
      'UNDECLARED_DESTINATION',
    ],
    [
      'declared as sending, seen as being reached',
      [test72(path(['store'], [place('store', 'in')]))],
      judged(),
      'fail',
      'UNDECLARED_DESTINATION',
    ],
    [
      'seen, and declared by the next test',
      [test72(path([], [place('store')]), path(['store'], [], { at: NOW - DAY }))],
      judged(),
      'pass',
      'GATE_PASSED',
    ],
    [
      'seen once, and not in a short look later',
      [test72(path([], [place('store')]), path([], [], { at: NOW - DAY }))],
      judged(),
      'fail',
      'UNDECLARED_DESTINATION',
    ],
    [
      'seen, and a reviewer who saw it set conditions',
      [test72(path([], [place('store')]))],
      judged(conditional),
      'conditional',
      'UNDECLARED_DESTINATION',
    ],
    [
      'seen after the reviewer set conditions',
      [test72(path([], [place('store')], { at: NOW - DAY }))],
      judged(conditional),
      'fail',
      'UNDECLARED_DESTINATION',
    ],
    [
      'not watched at all',
      [test72(path(['store'], [], { observedHours: 0 }))],
      judged(),
      'not-assessed',
      'DATA_PATH_NOT_OBSERVED',
    ],
    ['only declared', [test72()], judged(), 'not-assessed', 'DATA_PATH_NOT_OBSERVED'],
  ] as const)('%s', (_, given, found, outcome, reason) => {
    expect(lineOf(destinations, { evidence: given, findings: [found] })).toMatchObject({ outcome, reason });
  });

  test('is named where it was not declared', () => {
    const line = lineOf(destinations, { evidence: [test72(path([], [place('203.0.113.9')]))], findings: [judged()] });
    expect(line.explanation.en).toContain('Observed and not declared: it sends to 203.0.113.9.');
    expect(line.explanation.es).toContain('Observado y no declarado: envía a 203.0.113.9.');
  });

  test('and from where it is reached stands against remote access, too', () => {
    const given = [test72(path([], [place('maker', 'in')]))];
    const remote = judged({ gate: 'remote-access' });
    expect(lineOf(gate({ gate: 'remote-access' }), { evidence: given, findings: [remote] }).reason).toBe(
      'UNDECLARED_DESTINATION',
    );
    const out = [test72(path([], [place('maker')]))];
    expect(lineOf(gate({ gate: 'remote-access' }), { evidence: out, findings: [remote] }).outcome).toBe('pass');
  });
});

describe('checklists and security levels', () => {
  const checklist = [
    { id: 'one', text: both('One'), textPublic: true, source: 'a notice' },
    { id: 'two', text: both('Two'), textPublic: true, source: 'a notice' },
    { id: 'three', text: both('Three'), textPublic: false, source: 'a notice' },
  ];
  const cyber = standardOf([gate({ gate: 'cyber-requirements' })], { checklist });
  const met = (item: string, papers: readonly string[] = ['paper']) =>
    ({ item, status: 'met', evidence: papers }) as const;
  const answered = (...answers: FindingRecord['checklist']) =>
    finding('f', { gate: 'cyber-requirements', checklist: answers });
  const bridged = { outcome: 'conditional', conditions: [both('Until corrected')] } as const;
  const notMet = { item: 'two', status: 'not-met', evidence: [] } as const;

  test.each([
    ['all met', answered(met('one'), met('two')), 'pass', 'GATE_PASSED'],
    ['one not answered', answered(met('one')), 'not-assessed', 'CHECKLIST_INCOMPLETE'],
    ['one met without evidence', answered(met('one'), met('two', [])), 'not-assessed', 'CHECKLIST_INCOMPLETE'],
    [
      'one not applicable',
      answered(met('one'), { item: 'two', status: 'not-applicable', evidence: [] }),
      'pass',
      'GATE_PASSED',
    ],
    ['one not met, and said to pass', answered(met('one'), notMet), 'fail', 'CHECKLIST_ITEM_NOT_MET'],
    [
      'one not met, and bridged by a condition',
      kept('f', { ...answered(met('one'), notMet).body, ...bridged }),
      'conditional',
      'GATE_CONDITIONAL',
    ],
  ] as const)('%s', (_, found, outcome, reason) => {
    const record = evaluate(submission(cyber, { findings: [found] }));
    expect(record.requirements[0]).toMatchObject({ outcome, reason });
    if (outcome === 'pass')
      expect(record.requirements[0]?.explanation.en).toContain(
        'Of 3 requirements 1 are not public and were not judged.',
      );
  });

  const level = (iac: number | null) => ({ iac, uc: 2, si: 2, dc: 2, rdf: 2, tre: 2, ra: 2 });
  test.each([
    ['reached', level(2), 'pass', 'GATE_PASSED'],
    ['not reached, though others are higher', level(1), 'fail', 'SECURITY_LEVEL_NOT_REACHED'],
    ['not known', level(null), 'not-assessed', 'SECURITY_LEVEL_UNKNOWN'],
    ['not given at all', null, 'not-assessed', 'SECURITY_LEVEL_UNKNOWN'],
  ] as const)('a security level %s', (_, componentSecurity, outcome, reason) => {
    const asks = gate({ gate: 'component-security', securityLevels: level(2) });
    const found = finding('f', { gate: 'component-security', componentSecurity });
    expect(lineOf(asks, { findings: [found] })).toMatchObject({ outcome, reason });
  });
});
