import type { InspectionBody } from '@garita/api';
import { DEFAULT_REVIEW_RULES } from '@garita/review';
import { describe, expect, it, test } from 'vitest';
import { printable } from '../app/printable.ts';
import { es } from '../i18n/es.ts';
import { ageOf } from './age-of.ts';
import { findOf } from './find-of.ts';
import { patchedRow, rowAt } from './patch-row.ts';
import { orderedReasons, REASONS } from './reasons.ts';
import { whatIsMissing } from './verdict-rules.ts';

describe('one key decides', () => {
  const rules = { ...DEFAULT_REVIEW_RULES, targetSeconds: {}, fourEyes: [] };
  it('a release at once, the others with a reason; a referral also with a mark', () => {
    expect(whatIsMissing(rules, 'release', { marks: 0, reason: '' })).toBe('nothing');
    expect(whatIsMissing(rules, 'refer', { marks: 0, reason: '  ' })).toBe('reason');
    expect(whatIsMissing(rules, 'refer', { marks: 1, reason: '' })).toBe('nothing');
    expect(whatIsMissing(rules, 'hold', { marks: 1, reason: '' })).toBe('reason');
    expect(whatIsMissing(rules, 'hold', { marks: 0, reason: 'papers' })).toBe('nothing');
  });
  it('a referral asks for a mark where the rules do, whatever is written', () => {
    const strict = { ...rules, referNeedsMark: true };
    expect(whatIsMissing(strict, 'refer', { marks: 0, reason: 'density' })).toBe('mark');
    expect(whatIsMissing(strict, 'refer', { marks: 1, reason: '' })).toBe('nothing');
    expect(whatIsMissing(strict, 'hold', { marks: 0, reason: 'density' })).toBe('nothing');
  });
});

test('reasons that were used lately come first; what is no reason any more is left out', () => {
  expect(orderedReasons('hold', ['await-partner', 'gone', 'blurred'])).toEqual([
    'await-partner',
    'needs-documents',
    'needs-supervisor',
    'person-suspected',
  ]);
  for (const names of Object.values(REASONS))
    for (const name of names) expect(es[`review.reason.${name}`]).toBeTruthy();
});

test('a case’s age is counted against its target, and stands still once it is decided', () => {
  const times = { openedAt: 1000, targetAt: 5000, decidedAt: null };
  expect(ageOf(times, 2000)).toEqual({ share: 0.25, leftMs: 3000, tookMs: undefined });
  expect(ageOf(times, 9000)).toEqual({ share: 2, leftMs: -4000, tookMs: undefined });
  expect(ageOf({ ...times, decidedAt: 3000 }, 9000)).toEqual({ share: 0.5, leftMs: 2000, tookMs: 2000 });
  expect(ageOf(times, 0).share).toBe(0);
});

test('what is pasted can be signed: no control, format or half character is left, and it is cut, not refused', () => {
  expect(printable('a\u202eb\u0007c\r\nd\u2028e', 100)).toBe('a b c\nd e');
  expect(printable(`${'x'.repeat(9)}😀`, 10)).toBe('xxxxxxxxx');
});

describe('a find', () => {
  const input = { contraband: 'firearm', description: '', quantity: '', unit: 'kg', place: '' } as const;
  it('keeps the quantity as it was typed, and no unit without one', () => {
    expect(findOf({ ...input, quantity: ' 0.750 ' })).toMatchObject({ quantity: '0.750', unit: 'kg' });
    expect(findOf(input)).toMatchObject({ quantity: null, unit: null });
  });
  it('takes no comma, which is no decimal point on either side of this border', () => {
    expect(findOf({ ...input, quantity: '1,500' })).toBeUndefined();
    expect(findOf({ ...input, quantity: '-1' })).toBeUndefined();
  });
});

describe('a row of the worklist', () => {
  const row: InspectionBody = {
    scan: 'a'.repeat(64),
    scanId: 'x',
    agency: 'mx',
    origin: 'own',
    device: 'd',
    site: 's',
    lane: 'l',
    direction: 'northbound',
    ooiKind: 'truck',
    ids: [],
    priority: 0,
    capturedAt: 0,
    openedAt: 0,
    targetAt: 100,
    state: 'waiting',
    claimedBy: null,
    claimedUntil: null,
    undoUntil: null,
    decision: null,
    decidedAt: null,
    secondAfter: null,
    partnerDecision: null,
    findings: 0,
    machineAlarm: null,
    radiationAlarm: null,
    outcome: null,
    sample: true,
  };
  const event = (step: 'claimed' | 'given-back' | 'undone', scan: string = row.scan) =>
    ({
      id: 1,
      at: 5,
      step,
      scan,
      scanId: 'x',
      device: 'd',
      lane: 'l',
      site: 's',
      ooiKind: 'truck',
      by: 'ana',
      until: 50,
    }) as const;

  it('follows who holds it, in its place', () => {
    const held = patchedRow(row, event('claimed'));
    expect(held).toMatchObject({ state: 'claimed', claimedBy: 'ana', claimedUntil: 50 });
    expect(patchedRow(held, event('given-back'))).toEqual(row);
    expect(patchedRow(row, event('claimed', 'b'.repeat(64)))).toBe(row);
  });
  it('stays decided while somebody holds it for another decision', () => {
    const decided = { ...row, state: 'decided', decision: 'release', decidedAt: 4 } as const;
    expect(patchedRow(decided, event('claimed')).state).toBe('decided');
  });
  it('is free again when its lease is over, unless a decision can still be undone', () => {
    const held = patchedRow(row, event('claimed'));
    expect(rowAt(held, 49)).toBe(held);
    expect(rowAt(held, 50)).toEqual(row);
    expect(rowAt({ ...held, undoUntil: 60 }, 55).claimedBy).toBe('ana');
  });
});
