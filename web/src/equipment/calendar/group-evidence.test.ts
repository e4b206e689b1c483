import type { CalendarEntry } from '@garita/api';
import { expect, test } from 'vitest';
import { groupEvidence } from './group-evidence.ts';

const entry = (subject: string, kind: CalendarEntry['kind'], configuration: string, lanes = 0): CalendarEntry => ({
  at: 1,
  kind,
  subject,
  name: { es: subject, en: subject },
  configurations: [configuration],
  stops: { lanes, sites: lanes, scansPerDay: null },
});

test('evidence of a configuration in a month is one line, what stops lanes or is something else is not', () => {
  const entries = [
    entry('a', 'evidence', 'one'),
    entry('b', 'approval', 'one', 1),
    entry('c', 'evidence', 'two'),
    entry('d', 'evidence', 'one'),
    entry('e', 'evidence', 'one', 2),
  ];
  const subjects = (groupOf: (one: CalendarEntry) => string) =>
    groupEvidence(entries, groupOf).map((line) => line.map(({ subject }) => subject).join(''));
  expect(subjects(() => 'month')).toEqual(['ad', 'b', 'c', 'e']);
  expect(subjects(({ subject }) => subject)).toEqual(['a', 'b', 'c', 'd', 'e']);
});
