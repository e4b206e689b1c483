import type { WalkEvent, WalkStep } from '@garita/api';
import { describe, expect, test } from 'vitest';
import { ScanWalks } from './scan-walks.ts';

const scanOf = (nth: number) => nth.toString(16).padStart(64, '0');

function event(nth: number, step: WalkStep, at: number, more: Partial<WalkEvent> = {}): Omit<WalkEvent, 'id'> {
  const about = { scanId: '', device: 'xr-1', lane: 'lane-1', site: 'site-1', ooiKind: 'truck' as const };
  return { scan: scanOf(nth), step, at, ...about, ...more };
}

describe('the walks of scans', () => {
  test('are counted by step, each step of a scan once however often it is told', () => {
    const walks = new ScanWalks();
    for (const step of ['captured', 'admitted', 'shared', 'receipted', 'receipted'] as const)
      walks.take(event(1, step, 5));
    expect(walks.summary()).toEqual({ captured: 1, admitted: 1, shared: 1, receipted: 1, quarantined: {} });
  });

  test('count a quarantined scan by the first of its reasons', () => {
    const walks = new ScanWalks();
    const reasons = [
      { code: 'OBJECT_HASH_MISMATCH', detail: '' },
      { code: 'OBJECT_STRUCTURE', detail: '' },
    ];
    walks.take(event(1, 'quarantined', 5, { reasons }));
    walks.take(event(2, 'quarantined', 6, { reasons }));
    expect(walks.summary().quarantined).toEqual({ OBJECT_HASH_MISMATCH: 2 });
  });

  test('take two streams together, whichever tells first', () => {
    const walks = new ScanWalks();
    walks.take(event(1, 'admitted', 120));
    walks.take(event(1, 'captured', 100));
    walks.take(event(1, 'decided', 150, { decision: 'refer' }));
    walks.take(event(1, 'receipted', 400));
    expect(walks.find(scanOf(1))).toMatchObject({
      decision: 'refer',
      steps: { captured: 100, admitted: 120, decided: 150, receipted: 400 },
    });
    expect(walks.medianMsToReceipt()).toBe(300);
  });

  test('go on counting when the oldest are no longer shown', () => {
    const walks = new ScanWalks();
    for (let nth = 0; nth < 2000; nth++) walks.take(event(nth, 'captured', nth));
    expect(walks.summary().captured).toBe(2000);
    expect(walks.newest(1000)).toHaveLength(500);
    expect(walks.take(event(0, 'captured', 0))).toBe(false);
  });

  test('give receipts a minute over the time asked for', () => {
    const walks = new ScanWalks();
    for (let nth = 0; nth < 10; nth++) walks.take(event(nth, 'receipted', 1_000_000 + nth * 10_000));
    expect(walks.receiptedPerMinute(1_090_000)).toBe(6);
  });
});
