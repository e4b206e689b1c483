import type { InspectionQuery } from '@garita/api';
import fc from 'fast-check';
import { type Compilable, CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from './identifiers.ts';
import type { ReviewTables } from './inspection-table.ts';
import { nextFor } from './inspections.ts';
import { countOf, listInspections, listQueries, newestDecided, queued } from './list-inspections.ts';
import { openReviewDesk, type ReviewDesk } from './review-desk.fixture.ts';

const CASES = 100_000;
const NOW = 10_000_000;
let desk: ReviewDesk;

// 100,000 cases, in the form the room writes them: every tenth undecided, every thousandth of those held.
beforeAll(async () => {
  desk = await openReviewDesk();
  await desk.house.database.transaction(async (tx) => {
    const db = tx.tables<ReviewTables>();
    await sql`
      with recursive n(i) as (select 0 union all select i + 1 from n where i < ${CASES - 1})
      insert into inspections (scan, scan_id, device, site, lane, direction, ooi_kind, objects, priority, opened_at,
        claimed_by, claimed_until, decided_at, agency, origin, ids, captured_at, target_at, statement, findings, sample,
        machine_alarm, verdict)
      select printf('%064x', i * 7919), printf('%08x-0000-0000-0000-000000000000', i), 'xr-1',
        case i % 4 when 0 then 'otay' when 1 then 'nogales' else 'laredo' end, 'gate-' || (i % 3), 'northbound',
        case i % 2 when 0 then 'truck' else 'car' end, 1, case i % 50 when 0 then 10 else 0 end, i,
        case i % 1000 when 0 then 'ana' end, case i % 1000 when 0 then ${NOW + 1000} end,
        case i % 10 when 0 then null else i * 2 end, 'mx', case i % 5 when 0 then 'partner' else 'own' end,
        '[{"type":"plate","value":"P' || printf('%05d', i) || '"}]', i, i + 1, x'00', 0, 1,
        case i % 50 when 0 then 1 else 0 end, case i % 10 when 0 then null else 'release' end
      from n`.execute(db);
    await sql`
      insert into identifier_parts (part, whole, type, captured_at, scan)
      select substr('P' || printf('%05d', captured_at), start + 1), start = 0, 'plate', captured_at, scan
      from inspections, (select 0 as start union select 1 union select 2 union select 3)`.execute(db);
  });
}, 60_000);
afterAll(() => desk.close());

const tables = () => desk.house.database.tables<ReviewTables>();
const page = (query: Partial<InspectionQuery>) => listInspections(desk.house.database, query, NOW);

async function plan(query: Compilable): Promise<string> {
  const compiled = query.compile();
  const { rows } = await tables().executeQuery<{ detail: string }>(
    CompiledQuery.raw(`explain query plan ${compiled.sql}`, [...compiled.parameters]),
  );
  return rows.map(({ detail }) => detail).join('\n');
}

describe('a list of 100,000 cases', () => {
  const narrowings: Partial<InspectionQuery>[] = [
    ...[{}, { site: 'otay' }, { lane: 'gate-1' }, { kind: 'car' as const }, { origin: 'partner' as const }],
    ...[{ alarm: 'any' as const }, { alarm: 'machine' as const }, { openedBefore: 5000 }, { q: 'P0001' }],
    { q: 'abcd', site: 'otay', alarm: 'radiation' as const },
  ];

  test.each(narrowings)(
    'narrowed by %o is paged and counted by indexes alone, in order without sorting',
    async (one) => {
      for (const state of ['waiting', 'claimed', 'decided', undefined] as const) {
        const { queue, decided } = listQueries(tables(), state ? { ...one, state } : one, NOW);
        const plans = [
          ...(queue ? [await plan(queued(queue).limit(50).offset(90_000)), await plan(countOf(queue))] : []),
          ...(decided
            ? [await plan(newestDecided(decided).limit(50).offset(90_000)), await plan(countOf(decided))]
            : []),
        ];
        for (const steps of plans) {
          // A table is only ever read through an index that holds all that is asked of it.
          for (const step of steps.split('\n').filter((line) => /\b(inspections|identifier_parts)\b/.test(line)))
            expect(step).toMatch(/USING (COVERING )?INDEX/);
          if (one.q === undefined) {
            expect(steps).toMatch(/COVERING INDEX inspections_(queue|decided)/);
            expect(steps).not.toContain('TEMP B-TREE');
          }
        }
      }
    },
  );

  test('gives the next case by the same index', async () => {
    const { queue } = listQueries(tables(), { state: 'waiting' }, NOW);
    expect(queue && (await plan(queued(queue).limit(1)))).toContain('COVERING INDEX inspections_queue (decided_at=?)');
    expect(await nextFor(tables(), 'ana', NOW)).toEqual({ scan: (50 * 7919).toString(16).padStart(64, '0') });
  });

  test('counts what matches and gives every case once, page by page', async () => {
    const [all, site] = [await page({ limit: 1 }), await page({ site: 'nogales', state: 'decided', limit: 1 })];
    expect([all.total, site.total]).toEqual([CASES, CASES / 4]);
    const seen = new Set<string>();
    for (let offset = 0; offset < 12_000; offset += 500)
      for (const { scan } of (await page({ offset, limit: 500 })).inspections) seen.add(scan);
    expect(seen.size).toBe(12_000);
  });

  test('has the queue first, most urgent and oldest first, then the decided, newest first', async () => {
    const edge = await page({ offset: CASES / 10 - 2, limit: 4 });
    expect(edge.inspections.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'decided', 'decided']);
    expect(edge.inspections.map(({ openedAt }) => openedAt)).toEqual([CASES - 20, CASES - 10, CASES - 1, CASES - 2]);
    const { inspections } = await page({ limit: 3 });
    expect(inspections.map(({ priority, openedAt }) => [priority, openedAt])).toEqual([
      [10, 0],
      [10, 50],
      [10, 100],
    ]);
    expect(inspections[0]).toMatchObject({ state: 'claimed', claimedBy: 'ana' });
  });

  test('keeps newcomers out of what somebody is looking at', async () => {
    expect((await page({ openedBefore: 5000 })).total).toBe(5000);
  });

  test('is searched by a part of an identifier, the start of an id or of a hash', async () => {
    const found = async (q: string) => (await page({ q, limit: 500 })).inspections;
    expect((await found('p-012 34')).map(({ ids }) => ids[0]?.value)).toEqual(['P01234']);
    expect((await found('1234')).map(({ ids }) => ids[0]?.value).sort()).toEqual(
      // Within a plate; and the scan of id 00001234… by neither.
      ['P01234', 'P11234', 'P12340', 'P12341', 'P12342', 'P12343', 'P12344', 'P12345', 'P12346', 'P12347', 'P12348']
        .concat(['P12349', 'P21234', 'P31234', 'P41234', 'P51234', 'P61234', 'P71234', 'P81234', 'P91234'])
        .sort(),
    );
    expect((await found('0001869f-0000')).map(({ openedAt }) => openedAt)).toEqual([99_999]);
    const hash = (4242 * 7919).toString(16).padStart(64, '0');
    expect((await found(hash)).map(({ openedAt }) => openedAt)).toEqual([4242]);
    expect([await found('---'), await found('%'), await found("' or 1=1")]).toEqual([[], [], []]);
  });
});

describe('the earlier scans of an object', () => {
  test('are those of both agencies that carried one of its identifiers, the newest first, never later ones', async () => {
    const one = await openReviewDesk();
    const carry = (value: string, capturedAt: number, type: 'plate' | 'container' = 'plate') =>
      one.arrive({ change: { ooi: { kind: 'truck', ids: [{ type, value }] }, capturedAt } });
    const times = [1000, 2000, 3000, 4000].map((time) => one.house.world.at - 10_000 + time);
    const [oldest, , newest] = [
      await carry('ABC-123', times[0] ?? 0),
      await carry('ABC-123', times[1] ?? 0, 'container'),
      await carry('abc 123', times[2] ?? 0),
      await carry('ABC-1234', times[1] ?? 0),
      await carry('ABC-123', times[3] ?? 0),
    ];
    const { priorScans } = await one.see(newest.hash);
    expect(priorScans).toEqual([
      {
        ...{ scan: oldest.hash, capturedAt: times[0], site: 'otay', lane: 'gate-1', agency: 'mx', decision: null },
        matched: { type: 'plate', value: 'abc 123' },
      },
    ]);
    await one.close();
  });
});

test('identifiers are compared by letters and digits, and any part of one finds it', () => {
  expect([keyOf('abc-12 3'), keyOf('MSCU 123456-7'), keyOf('ñandú №7'), keyOf('--')]).toEqual([
    ...['ABC123', 'MSCU1234567', 'ÑANDÚNO7', ''],
  ]);
  fc.assert(
    fc.property(fc.string({ maxLength: 64, unit: 'grapheme' }), (text) => {
      expect(keyOf(keyOf(text))).toBe(keyOf(text));
    }),
  );
});
