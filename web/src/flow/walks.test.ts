import type { WalkEvent } from '@garita/api';
import { describe, expect, it } from 'vitest';
import { NOTHING_SEEN, newestWalks, seenAlso, seenFrom, walksOf, withEvent } from './walks.ts';

const event = (step: WalkEvent['step'], at: number, scan = 'a'): WalkEvent => ({
  id: at,
  at,
  step,
  scan: scan.repeat(64),
  scanId: 'id',
  device: 'xr-1',
  lane: 'lane-1',
  site: 'site-1',
  ooiKind: 'truck',
});

describe('the walks on the first page', () => {
  it('gather the steps of one scan, in whatever order they come', () => {
    const walks = [event('admitted', 20), event('received', 10), event('receipted', 30)].reduce(withEvent, new Map());
    expect(walks.get('a'.repeat(64))?.steps).toEqual({ received: 10, admitted: 20, receipted: 30 });
  });

  it('tell a partner’s scan from our own, also after our own people decided about it', () => {
    const walks = [event('partner-received', 10), event('decided', 20)].reduce(withEvent, new Map());
    expect(walks.get('a'.repeat(64))?.side).toBe('partner');
  });

  it('take the capture from how long a step took, when nobody said it', () => {
    const walks = withEvent(new Map(), { ...event('admitted', 1_500), ms: 400 });
    expect(walks.get('a'.repeat(64))?.steps.captured).toBe(1_100);
  });

  it('are the same whether the events come before what was asked for or after it', () => {
    const known = [event('received', 1), event('captured', 0), event('received', 2, 'b')].reduce(withEvent, new Map());
    const events = [event('admitted', 20), event('admitted', 25, 'b'), event('receipted', 30)];
    const before = seenFrom(known, events.reduce(seenAlso, NOTHING_SEEN));
    const after = events.reduce(seenAlso, seenFrom(known, NOTHING_SEEN));
    expect(before).toEqual(after);
    expect(before.walks.get('a'.repeat(64))?.steps).toEqual({ captured: 0, received: 1, admitted: 20, receipted: 30 });
  });

  it('keep the newest sixty and show the newest first', () => {
    const many = Array.from({ length: 80 }, (_, index) => ({
      ...event('received', index + 1),
      scan: index.toString(16).padStart(64, '0'),
    }));
    const walks = many.reduce(withEvent, walksOf([], [], []));
    expect(walks.size).toBe(60);
    expect(newestWalks(walks)[0]?.steps.received).toBe(80);
  });
});
