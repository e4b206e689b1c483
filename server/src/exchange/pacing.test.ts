import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoff } from './backoff.ts';
import { ByteBudget } from './byte-budget.ts';
import { byteRange } from './byte-range.ts';
import { KeyedTurns } from './keyed-turns.ts';
import { Reach } from './reach.ts';
import { wakeable } from './wakeable.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('the wait before the next try doubles from a quarter of a second to a minute, half of it by chance', () => {
  expect([0, 1, 2, 3].map((attempts) => backoff(attempts, 0))).toEqual([125, 250, 500, 1000]);
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempts, chance) => {
      const wait = backoff(attempts, chance);
      expect(wait).toBeGreaterThanOrEqual(125);
      expect(wait).toBeLessThanOrEqual(60_000);
    }),
  );
});

test('a range that is accepted lies inside, and is what the header asked for', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1200), fc.nat(1200), (size, first, last) => {
      const range = byteRange(`bytes=${first}-${last}`, size);
      const inside = first <= last && first < size;
      expect(range).toEqual(inside ? { start: first, end: Math.min(last + 1, size) } : 'invalid');
    }),
  );
});

describe('whether the partner answers', () => {
  let now = 0;
  const fresh = () => {
    now = 1_000_000;
    return new Reach({ now: () => now }, () => 0);
  };

  test('is unknown at first, and everything may go', () => {
    const reach = fresh();
    expect([reach.state, reach.room(3, 10), reach.nextTryMs()]).toEqual(['unknown', 7, undefined]);
  });

  test('down, nothing may go but a probe, at growing intervals; back, everything at once', () => {
    const reach = fresh();
    const waits: (number | undefined)[] = [];
    for (let n = 0; n < 8; n++) {
      reach.failed();
      waits.push(reach.nextTryMs());
      now += reach.nextTryMs() ?? 0;
    }
    expect(waits).toEqual([125, 250, 500, 1000, 2000, 4000, 4000, 4000]);
    expect(reach.room(0, 10)).toBe(0);
    expect(reach.answered()).toBe(true);
    expect(reach.answered()).toBe(false);
    expect([reach.state, reach.room(0, 10), reach.lastContactAt]).toEqual(['up', 10, now]);
  });

  test('a partner that comes to us is tried at once, but not at its every knock', () => {
    const reach = fresh();
    for (let n = 0; n < 6; n++) {
      reach.failed();
      now += reach.nextTryMs() ?? 0;
    }
    reach.failed();
    expect([reach.hurry(), reach.nextTryMs()]).toEqual([false, 4000]);
    now += 300;
    expect([reach.hurry(), reach.nextTryMs()]).toEqual([true, 0]);
    reach.answered();
    expect(reach.hurry()).toBe(false);
  });

  test('many requests that break off together are one failure', () => {
    const reach = fresh();
    for (let n = 0; n < 24; n++) reach.failed();
    expect(reach.nextTryMs()).toBe(125);
  });
});

describe('work that can be woken', () => {
  test('never runs twice at once, and once more for a wake that came meanwhile', async () => {
    let [running, most, rounds] = [0, 0, 0];
    const work = wakeable(
      async () => {
        most = Math.max(most, ++running);
        rounds++;
        await pause(10);
        running--;
        return undefined;
      },
      () => {},
    );
    for (let n = 0; n < 5; n++) work.wake();
    await pause(50);
    expect([most, rounds]).toEqual([1, 2]);
    await work.stop();
    work.wake();
    await pause(20);
    expect(rounds).toBe(2);
  });

  test('runs again when it says so, and after an accident', async () => {
    const reported: unknown[] = [];
    let rounds = 0;
    const work = wakeable(
      async () => (++rounds < 3 ? 1 : undefined),
      () => {},
    );
    work.wake();
    await pause(40);
    expect(rounds).toBe(3);
    await work.stop();
    const failing = wakeable(
      () => Promise.reject(new Error('disk')),
      (error) => reported.push(error),
    );
    failing.wake();
    await pause(5);
    await failing.stop();
    expect(reported).toHaveLength(1);
  });
});

describe('the memory of pulls', () => {
  test('never exceeds its bound, and serves in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 40 }), async (sizes) => {
        const budget = new ByteBudget(100);
        const served: number[] = [];
        let taken = 0;
        await Promise.all(
          sizes.map(async (size, nth) => {
            await budget.take(size);
            served.push(nth);
            taken += size;
            expect(taken).toBeLessThanOrEqual(100);
            await Promise.resolve();
            taken -= size;
            budget.give(size);
          }),
        );
        expect(served).toEqual(sizes.map((_, nth) => nth));
      }),
    );
  });

  test('a piece that could never fit is an error, not a wait', async () => {
    await expect(new ByteBudget(10).take(11)).rejects.toThrow(RangeError);
  });
});

test('works of one key take turns, those of others do not wait, and a failure lets the next one in', async () => {
  const turns = new KeyedTurns();
  const order: string[] = [];
  const work = (name: string, ms: number) => async () => {
    await pause(ms);
    order.push(name);
    if (name === 'a1') throw new Error('a1');
  };
  const all = [turns.run('a', work('a1', 20)), turns.run('a', work('a2', 1)), turns.run('b', work('b1', 1))];
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(order).toEqual(['b1', 'a1', 'a2']);
});
