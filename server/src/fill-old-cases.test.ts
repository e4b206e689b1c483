import { reviewRules } from '@garita/api';
import { DEFAULT_REVIEW_RULES } from '@garita/review';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { fillOldCases } from './fill-old-cases.ts';
import { openTestHouse } from './house.fixture.ts';
import { type ScanTables, scanMigrations } from './ingest/scan-table.ts';
import { migrate } from './migrate.ts';
import { inspections } from './review/inspections.ts';
import { reviewMigrations } from './review/review-migrations.ts';

test('a case that an earlier version opened and decided is found, aged and shown as a new one is', async () => {
  const [first] = reviewMigrations;
  const house = await openTestHouse(scanMigrations, first ? [first] : []);
  const { clock, database, world } = house;
  const scan = await world.scan();
  const hash = Buffer.from(scan.hash).toString('hex');
  await database.transaction(async (tx) => {
    const db = tx.tables<ScanTables>();
    await db
      .insertInto('scans')
      .values({
        ...{ scan: hash, state: 'admitted', statement: scan.bytes, sender: 'xr-1', at: clock.at, log_index: 0 },
        ...{ scan_id: scan.statement.scanId, device: 'xr-1', leaf_hash: '', reasons: '[]', trust_list: null, bytes: 1 },
      })
      .execute();
    await sql`insert into inspections (scan, scan_id, device, site, lane, direction, ooi_kind, objects, priority, opened_at,
      decided_at) values (${hash}, ${scan.statement.scanId}, 'xr-1', 'otay', 'gate-1', 'northbound', 'truck', 2, 0,
      ${clock.at}, ${clock.at + 9})`.execute(db);
    const cose = await world.decide(scan.hash, { decision: 'hold' });
    await sql`insert into decisions (decision, scan, "by", verdict, signed_at, received_at, cose, log_index, leaf_hash)
      values ('d', ${hash}, 'analyst', 'hold', 1, 1, ${cose}, 1, '')`.execute(db);
  });
  await migrate(database, [...scanMigrations, ...reviewMigrations], clock.at);
  const rules = reviewRules.parse(DEFAULT_REVIEW_RULES);
  await fillOldCases(database, rules);
  await fillOldCases(database, rules);
  const cases = inspections({ database, clock, rules, note: async () => undefined });
  const { inspections: found, total } = await cases.list({ q: 'test 001' });
  expect([total, found]).toMatchObject([
    1,
    [
      {
        ...{ scan: hash, agency: 'mx', origin: 'own', state: 'decided', decision: 'hold', sample: true },
        ...{ capturedAt: scan.statement.capturedAt, targetAt: clock.at + 180_000 },
        ids: [{ type: 'plate', value: 'TEST-001' }],
      },
    ],
  ]);
  expect((await cases.find(hash)).statement).toBe(Buffer.from(scan.bytes).toString('base64'));
  await house.close();
});
