import { describe, expect, test } from 'vitest';
import { effectiveState } from './effective-state.ts';
import {
  CONFIGURATION_STATES,
  DEVICE_STATES,
  LIFE_CYCLE,
  nextSteps,
  signaturesNeeded,
  transitionOf,
} from './life-cycle.ts';
import { REASON_CODES, REASONS } from './reason-codes.ts';

const DAY = 86_400_000;
const at = Date.UTC(2026, 10, 1);

describe('the life cycle', () => {
  test('of a configuration has these ways on, and no others', () => {
    expect(Object.fromEntries(CONFIGURATION_STATES.map((state) => [state, waysFrom('configuration', state)]))).toEqual({
      draft: ['submitted', 'listed'],
      submitted: ['accepted-for-test', 'returned', 'listed'],
      returned: ['submitted'],
      'accepted-for-test': ['lab-certification', 'refused'],
      'lab-certification': ['data-package-review', 'failed', 'refused'],
      failed: ['lab-certification', 'refused'],
      'data-package-review': ['integration-test', 'failed', 'refused'],
      'integration-test': ['operational-test', 'failed', 'refused'],
      'operational-test': ['listed', 'failed', 'refused'],
      listed: ['listed', 'change-pending', 'suspended', 'removed'],
      'change-pending': ['listed', 'lab-certification', 'suspended', 'removed'],
      suspended: ['listed', 'lab-certification', 'removed'],
      removed: [],
      refused: [],
      expired: ['lab-certification', 'listed', 'removed'],
    });
  });

  test('of a device has these ways on, and no others', () => {
    expect(Object.fromEntries(DEVICE_STATES.map((state) => [state, waysFrom('device', state)]))).toEqual({
      active: ['suspended', 'removed'],
      suspended: ['active', 'removed'],
      removed: [],
    });
  });

  test('has each step once, with reasons, and with roles that may sign it', () => {
    const names = LIFE_CYCLE.map(({ subject, from, to }) => `${subject} ${from} ${to}`);
    expect(new Set(names).size).toBe(names.length);
    for (const row of LIFE_CYCLE) {
      expect(row.reasons.length, row.to).toBeGreaterThan(0);
      expect(new Set(row.reasons).size).toBe(row.reasons.length);
      expect(row.roles.length).toBeGreaterThan(0);
    }
  });

  test('nobody but the clock leads to expired', () => {
    expect(LIFE_CYCLE.filter(({ to }) => to === 'expired')).toEqual([]);
  });

  test('whatever gives trust, or ends it for good, takes two signatures; a suspension takes one and acts at once', () => {
    for (const row of LIFE_CYCLE) {
      const heavy = ['listed', 'active', 'removed', 'refused'].includes(row.to);
      expect(row.signatures, `${row.from} -> ${row.to}`).toBe(heavy ? 'threshold' : 1);
      if (heavy || row.to === 'suspended') expect(row.roles).toEqual(['equipment-authority']);
    }
    const listing = LIFE_CYCLE.find(({ to }) => to === 'listed');
    if (!listing) throw new Error('nothing is ever listed');
    // A descriptor that asks for one would undo four eyes; one that asks for three is obeyed.
    expect([1, 2, 3].map((threshold) => signaturesNeeded(listing, threshold))).toEqual([2, 2, 3]);
  });

  test('every listing of a configuration needs its grounds, evidence, words, and somebody who did not test it', () => {
    for (const row of LIFE_CYCLE.filter(({ to }) => to === 'listed')) {
      expect([...row.needs].sort()).toEqual(['evidence', 'grounds', 'not-a-tester', 'words']);
      expect(row.sections.length).toBeGreaterThan(0);
    }
    expect(LIFE_CYCLE.filter(({ to, sections }) => to !== 'listed' && sections.length > 0)).toEqual([]);
  });

  test('only what was never tested is grandfathered', () => {
    const first = LIFE_CYCLE.filter(({ reasons }) => reasons.includes('GRANDFATHERED')).map(({ from }) => from);
    expect(first).toEqual(['draft', 'submitted']);
  });

  test('has a step for every reason there is', () => {
    const used = new Set(LIFE_CYCLE.flatMap(({ reasons }) => reasons));
    expect(REASON_CODES.filter((code) => !used.has(code))).toEqual([]);
  });

  test('lets each of the ten triggers of FAR 9.207(a) suspend a listing, and remove it', () => {
    const triggers = REASON_CODES.filter((code) => REASONS[code].trigger !== null);
    expect(triggers.map((code) => REASONS[code].trigger)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const to of ['suspended', 'removed'])
      expect(transitionOf('configuration', 'listed', to)?.reasons).toEqual(expect.arrayContaining(triggers));
  });

  test('shows each person the steps that a role of theirs may sign', () => {
    expect(nextSteps('configuration', 'listed', ['evaluator'])).toEqual([]);
    expect(nextSteps('configuration', 'draft', ['evaluator']).map(({ to }) => to)).toEqual(['submitted']);
    expect(nextSteps('configuration', 'draft', ['analyst'])).toEqual([]);
  });
});

describe('the words of a reason', () => {
  test.each(REASON_CODES)('%s are sentences in both languages', (code) => {
    const { es, en } = REASONS[code].words;
    for (const text of [es, en]) expect(text).toMatch(/^[A-ZÁÉÍÓÚÑ].{9,}\.$/);
    expect(es).not.toBe(en);
  });
});

describe('where a configuration stands', () => {
  const listed = { to: 'listed', section: 'qualified', validUntil: at + 100 * DAY, at } as const;
  const bare = (to: string, when: number) => ({ to, section: null, validUntil: null, at: when });

  test('before any decision is draft', () => {
    expect(effectiveState([], null, at)).toEqual({ state: 'draft', section: null, validUntil: null, since: null });
  });

  test.each([
    ['to the last millisecond of its approval', null, 100 * DAY - 1, 'listed', 100],
    ['from the end of its approval on', null, 100 * DAY, 'expired', 100],
    ['to the last millisecond of its standard, if that ends first', 30 * DAY, 30 * DAY - 1, 'listed', 30],
    ['from the end of its standard on', 30 * DAY, 30 * DAY, 'expired', 30],
  ] as const)('%s', (_, standardEnds, later, state, until) => {
    const standing = effectiveState([listed], standardEnds === null ? null : at + standardEnds, at + later);
    expect(standing).toMatchObject({ state, section: 'qualified', validUntil: at + until * DAY });
    if (state === 'expired') expect(standing.since).toBe(at + until * DAY);
  });

  test('while a change is pending is trusted as listed, and runs out like it', () => {
    const decisions = [listed, bare('change-pending', at + DAY)];
    expect(effectiveState(decisions, null, at + 2 * DAY)).toMatchObject({
      state: 'change-pending',
      section: 'qualified',
    });
    expect(effectiveState(decisions, null, at + 100 * DAY).state).toBe('expired');
  });

  test('suspended stays suspended, whatever runs out meanwhile', () => {
    expect(effectiveState([listed, bare('suspended', at + DAY)], at + 2 * DAY, at + 900 * DAY).state).toBe('suspended');
  });

  test('removed keeps no section and no end', () => {
    const standing = effectiveState([listed, bare('removed', at + DAY)], null, at + 2 * DAY);
    expect(standing).toEqual({ state: 'removed', section: null, validUntil: null, since: at + DAY });
  });
});

function waysFrom(subject: 'configuration' | 'device', state: string): string[] {
  return nextSteps(subject, state).map(({ to }) => to);
}
