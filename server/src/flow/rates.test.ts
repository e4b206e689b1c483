import { rates } from '@garita/api';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { migrate } from '../migrate.ts';
import { quantile } from './quantile.ts';
import { readRates } from './read-rates.ts';
import { type NewWalkEvent, openWalkBook, type WalkBook } from './walk-book.ts';
import { walkMigrations } from './walk-table.ts';

describe('a quantile by nearest rank', () => {
  // Worked example of "The nearest-rank method", en.wikipedia.org/wiki/Percentile: the list 15, 20, 35, 40, 50.
  test.each([
    [0.05, 15],
    [0.3, 20],
    [0.4, 20],
    [0.5, 35],
    [1, 50],
  ])('of 15, 20, 35, 40, 50 is at %d the value %d', (p, expected) => {
    expect(quantile([35, 20, 15, 50, 40], p)).toBe(expected);
  });

  test('is one of the values, with at least that fraction at or below it and not more than that below', () => {
    const values = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (list, p) => {
        const found = quantile(list, p) as number;
        expect(list).toContain(found);
        expect(list.filter((value) => value <= found).length / list.length).toBeGreaterThanOrEqual(p - 1e-12);
        expect(list.filter((value) => value < found).length / list.length).toBeLessThan(p);
      }),
    );
  });

  test('is nothing of nothing', () => expect(quantile([], 0.5)).toBeUndefined());
});

const MINUTE = 60_000;
let house: TestHouse;
let book: WalkBook;
/** The first moment of the running minute. */
let minute: number;
beforeEach(async () => {
  house = await openTestHouse(walkMigrations);
  book = openWalkBook(house.database);
  minute = Math.floor(house.clock.at / MINUTE) * MINUTE;
});
afterEach(async () => {
  book.close();
  await house.close();
});

const event = (scan: number, step: NewWalkEvent['step'], at: number, more: Partial<NewWalkEvent> = {}) => ({
  at,
  step,
  scan: scan.toString(16).padStart(64, '0'),
  scanId: `scan-${scan}`,
  device: 'xr-1',
  lane: 'lane-1',
  site: 'nuevo-laredo',
  ooiKind: 'truck' as const,
  ...more,
});
const note = (...events: NewWalkEvent[]) =>
  house.database.transaction(async (tx) => {
    for (const one of events) await book.note(tx, one);
  });
const read = (minutes = 5, site?: string) => readRates(house.database, { minutes, site }, minute + 10_000);

describe('the rates', () => {
  test('count each step in its minute, empty minutes too, the running one last', async () => {
    await note(
      event(1, 'admitted', minute - 1),
      event(2, 'admitted', minute),
      event(3, 'admitted', minute + 9_999),
      event(4, 'quarantined', minute),
      event(5, 'partner-received', minute - 4 * MINUTE),
      event(6, 'partner-received', minute - 4 * MINUTE - 1),
      event(1, 'claimed', minute),
    );
    const found = rates.parse(await read());
    expect(found.from).toBe(minute - 4 * MINUTE);
    expect(found.minutes.map(({ at }) => at)).toEqual([4, 3, 2, 1, 0].map((ago) => minute - ago * MINUTE));
    expect(found.minutes.map(({ admitted }) => admitted)).toEqual([0, 0, 0, 1, 2]);
    expect(found.minutes.map(({ quarantined }) => quarantined)).toEqual([0, 0, 0, 0, 1]);
    expect(found.minutes.map(({ received }) => received)).toEqual([1, 0, 0, 0, 0]);
    expect(found.minutes[0]).toMatchObject({ decisionP50: null, decisionP95: null });
  });

  test('tell the time from opening to the first decision, of own cases and of the partner’s', async () => {
    await note(event(1, 'admitted', minute), event(2, 'admitted', minute), event(3, 'partner-received', minute));
    await note(
      event(1, 'decided', minute + 1000),
      event(2, 'decided', minute + 2000),
      event(3, 'decided', minute + 3000),
      // Decided anew: that says nothing about how long it waited.
      event(1, 'decided', minute + 9000),
      // Its opening is forgotten.
      event(4, 'decided', minute + 9000),
    );
    const found = await read();
    expect(found).toMatchObject({ decisionP50: 2000, decisionP95: 3000 });
    expect(found.minutes.at(-1)).toMatchObject({ decided: 5, decisionP50: 2000, decisionP95: 3000 });
    expect(found.minutes.at(-2)).toMatchObject({ decided: 0, decisionP50: null });
  });

  test('tell the time from capture to receipt, and of one site when asked', async () => {
    const [here, there] = [{ ms: 800 }, { ms: 4000, site: 'manzanillo' }];
    await note(event(1, 'receipted', minute, here), event(2, 'receipted', minute, there));
    expect(await read()).toMatchObject({ receiptP50: 800, receiptP95: 4000 });
    const one = await read(5, 'manzanillo');
    expect(one).toMatchObject({ receiptP50: 4000 });
    expect(one.minutes.at(-1)?.receipted).toBe(1);
  });

  test('of a day with all the events that are kept are there at once', async () => {
    await house.database.transaction(async (tx) => {
      for (let nth = 0; nth < 6000; nth++) {
        const at = minute - nth * 10_000;
        await book.note(tx, event(nth, 'admitted', at));
        await book.note(tx, event(nth, 'decided', at + 700));
      }
    });
    // Ratio to a count of the same table in the same run, so that a slow machine fails nothing.
    const timed = async (work: () => Promise<unknown>) => {
      const start = performance.now();
      await work();
      return performance.now() - start;
    };
    const all = () => house.database.tables<{ walk_events: { event: string } }>().selectFrom('walk_events').selectAll();
    const probe = await timed(() => all().execute());
    const day = await timed(() => read(1440));
    expect(day / probe).toBeLessThan(10);
    expect((await read(1440)).decisionP50).toBe(700);
  });

  test('know the events that an earlier version wrote', async () => {
    const old = await openTestHouse(walkMigrations.slice(0, 1));
    const [first] = [event(1, 'receipted', minute, { ms: 1234, site: 'veracruz' })];
    await old.database.transaction(async (tx) => {
      const row = { at: first.at, step: first.step, scan: first.scan, event: JSON.stringify(first) };
      await tx.tables<{ walk_events: typeof row }>().insertInto('walk_events').values(row).execute();
    });
    await migrate(old.database, walkMigrations, old.clock.at);
    const found = await readRates(old.database, { minutes: 5, site: 'veracruz' }, minute);
    expect(found).toMatchObject({ receiptP50: 1234 });
    expect(found.minutes.at(-1)?.receipted).toBe(1);
    await old.close();
  });
});
