import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import { GATES, type StandardRecord } from './records.ts';
import {
  SAMPLE_BAGGAGE_STANDARD,
  SAMPLE_CARGO_STANDARD,
  SAMPLE_CLASSES,
  SAMPLE_IMPORT_STANDARD,
} from './sample-standards.ts';
import { finding, kept, NOW, submission } from './submission.fixture.ts';
import { QUESTIONS, threeQuestions } from './three-questions.ts';

const all: readonly (readonly [string, StandardRecord])[] = [
  ['cargo', SAMPLE_CARGO_STANDARD],
  ['baggage', SAMPLE_BAGGAGE_STANDARD],
  ['import', SAMPLE_IMPORT_STANDARD],
];

describe('each sample standard', () => {
  test.each(all)('%s: says that it is a sample, and ends', (_, standard) => {
    expect(standard.sample).toBe(true);
    expect(standard.title.en).toContain('Sample');
    expect(standard.title.es).toContain('muestra');
    expect(standard.endsAt).toBeGreaterThan(standard.validFrom);
  });
  test.each(all)('%s: asks each thing once, all nine gates among them, and is sound', (_, standard) => {
    const ids = standard.requirements.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(standard.requirements.flatMap((one) => (one.kind === 'gate' ? [one.gate] : []))).toEqual([...GATES]);
    for (const { text } of standard.requirements) expect(text.es).not.toBe(text.en);
  });
  test.each(all)('%s: leaves everything unassessed where nothing is known', (_, standard) => {
    const configuration = kept('cfg-1', {
      standard: 'std-1',
      contexts: ['land-port', 'monitoring-centre'],
      sample: true,
    });
    const record = evaluate(submission(kept('std-1', standard), {}, { configuration }));
    expect(new Set(record.requirements.map(({ outcome }) => outcome))).toEqual(new Set(['not-assessed']));
    expect(record.requirements.length).toBe(standard.requirements.length);
    expect(record.notAssessed).toBe(standard.requirements.length);
  });
});

describe('the cargo standard', () => {
  test('asks of each class of test articles by itself', () => {
    const classes = SAMPLE_CARGO_STANDARD.requirements.flatMap((one) =>
      one.kind === 'detection' ? [one.threatClass] : [],
    );
    expect(classes).toEqual(Object.keys(SAMPLE_CLASSES));
  });
});

describe('the three questions', () => {
  const standard = kept('std-1', SAMPLE_CARGO_STANDARD);
  const findings = [
    finding('f', { gate: 'trade-flow', at: NOW - 2 }),
    finding('g', { gate: 'trade-flow', at: NOW - 1 }),
  ];
  const record = evaluate(submission(standard, { findings }));
  const answered = threeQuestions(record, SAMPLE_CARGO_STANDARD, findings);

  test('are answered by the lines that speak to them', () => {
    expect(answered.map(({ question, lines }) => [question, lines.map(({ requirement }) => requirement)])).toEqual([
      [
        'uninterrupted-coordination',
        ['availability', 'evidence-interoperability-test', 'gate-uninterrupted-coordination'],
      ],
      [
        'information-protection',
        [
          'evidence-integrity-test',
          'evidence-data-path-test',
          'gate-remote-access',
          'gate-data-destinations',
          'gate-information-protection',
        ],
      ],
      ['trade-flow', ['false-alarms', 'throughput-per-hour', 'gate-trade-flow']],
    ]);
  });
  test('come out as the worst line, and name the findings, newest first', () => {
    const flow = answered.find(({ question }) => question === 'trade-flow');
    expect(flow?.outcome).toBe('not-assessed');
    expect(flow?.lines.map(({ outcome }) => outcome)).toEqual(['not-assessed', 'not-assessed', 'pass']);
    expect(flow?.findings.map(({ id }) => id)).toEqual(['g', 'f']);
  });
  test('are not assessed where a standard asks nothing', () => {
    const nothing = threeQuestions({ ...record, requirements: [] }, { requirements: [] }, []);
    expect(nothing.map(({ question, outcome }) => [question, outcome])).toEqual(
      QUESTIONS.map((one) => [one, 'not-assessed']),
    );
  });
  test('are asked for one use, too', () => {
    expect(threeQuestions(record, SAMPLE_CARGO_STANDARD, findings, 'airport').flatMap(({ lines }) => lines)).toEqual(
      [],
    );
  });
});
