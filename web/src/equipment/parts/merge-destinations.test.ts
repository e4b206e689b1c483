import { expect, test } from 'vitest';
import { mergeDestinations } from './merge-destinations.ts';

test('what was seen and never declared comes first; the same place in another case is the same place', () => {
  const merged = mergeDestinations({
    kind: 'data-path',
    at: 0,
    observedHours: 72,
    declared: [
      { destination: 'agency.example', purpose: 'scans', direction: 'out' },
      { destination: 'time.example', purpose: 'clock', direction: 'out' },
    ],
    observed: [
      { destination: 'AGENCY.example ', purpose: 'uploads', direction: 'out' },
      { destination: 'maker.example', purpose: 'unknown', direction: 'in' },
    ],
  });
  expect(merged.map(({ destination, declared, observed }) => [destination.trim(), declared, observed])).toEqual([
    ['maker.example', null, 'unknown'],
    ['AGENCY.example', 'scans', 'uploads'],
    ['time.example', 'clock', null],
  ]);
});

test('sending to a place and being reached from it are two things', () => {
  const place = { destination: 'maker.example', purpose: 'updates' };
  const merged = mergeDestinations({
    kind: 'data-path',
    at: 0,
    observedHours: 1,
    declared: [{ ...place, direction: 'out' }],
    observed: [{ ...place, direction: 'in' }],
  });
  expect(merged.map(({ direction, declared }) => [direction, declared])).toEqual([
    ['in', null],
    ['out', 'updates'],
  ]);
});
