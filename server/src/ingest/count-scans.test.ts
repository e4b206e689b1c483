import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { countScans } from './count-scans.ts';
import { type ScanRow, type ScanTables, scanMigrations } from './scan-table.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse(scanMigrations);
});
afterEach(() => house.close());

let nth = 0;
async function judged(at: number, change: Partial<ScanRow> = {}): Promise<void> {
  const row: ScanRow = {
    scan: (nth++).toString(16).padStart(64, '0'),
    state: 'admitted',
    statement: new Uint8Array(),
    sender: 'xr-1',
    ...{ scan_id: null, device: 'xr-1', site: 'otay', configuration: 'portal-1', at },
    ...{ log_index: nth, leaf_hash: '', reasons: '[]', trust_list: null, bytes: 1 },
    ...change,
  };
  await house.database.transaction(async (tx) => {
    await tx.tables<ScanTables>().insertInto('scans').values(row).execute();
  });
}
const count = (by: 'device' | 'configuration', id: string) =>
  countScans(house.database, { by, id }, { since: 100, until: 200 });

test('counts what a device or configuration had judged in a span, its end left out', async () => {
  for (const at of [99, 100, 150, 199, 200]) await judged(at);
  await judged(160, { state: 'quarantined' });
  await judged(150, { device: 'xr-2', configuration: 'portal-2' });
  const expected = { admitted: 3, firstAt: 100, lastAt: 199, quarantined: 1 };
  expect(await count('device', 'xr-1')).toEqual(expected);
  expect(await count('configuration', 'portal-1')).toEqual(expected);
  expect(await count('configuration', 'portal-9')).toEqual({
    admitted: 0,
    firstAt: null,
    lastAt: null,
    quarantined: 0,
  });
});

test('reads an index and no row of the table', async () => {
  const plan = await sql<{ detail: string }>`explain query plan select count(*), min(at), max(at) from scans
    where configuration = 'a' and state = 'admitted' and at >= 1 and +at < 2`.execute(
    house.database.tables<ScanTables>(),
  );
  expect(plan.rows.map(({ detail }) => detail)).toEqual([
    'SEARCH scans USING COVERING INDEX scans_by_configuration_time (configuration=? AND state=? AND at>?)',
  ]);
});
