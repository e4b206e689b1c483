import { logEntryList } from '@garita/api';
import { encodeRecord, toHex } from '@garita/trust';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import type { Placed } from '../ports/transparency-log.ts';
import { listEntries } from './list-entries.ts';
import type { LogTables } from './log-table.ts';

const bytes = (nth: number) => new Uint8Array(32).fill(nth);
const hex = (nth: number) => toHex(bytes(nth));
const head = { v: 1, at: 1_790_000_000_000 } as const;

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  const { log } = house;
  const record = (event: Parameters<typeof encodeRecord>[0]) => ({ kind: event.kind, record: encodeRecord(event) });
  await log.append([{ kind: 'descriptor', digest: bytes(9) }]);
  await log.append([
    record({ ...head, kind: 'scan-admitted', statement: bytes(1), device: 'xr-1', deviceSeq: 1, trustList: bytes(2) }),
  ]);
  const [share] = (await log.append([
    record({
      ...{ ...head, kind: 'share', item: 'scan', subject: bytes(1), scan: bytes(1) },
      ...{ leaf: bytes(3), agreement: bytes(4), recipient: 'us' },
    }),
  ])) as [Placed];
  await log.append([
    record({ ...head, kind: 'decision', decision: bytes(5), scan: bytes(1) }),
    record({ ...head, kind: 'receipted', share: share.leafHash, receipt: bytes(6), result: 'verified' }),
    record({
      ...{ ...head, kind: 'received', sender: 'us', share: bytes(7), item: 'scan', subject: bytes(8) },
      ...{ objects: [], result: 'verified', reasons: [] },
    }),
    record({
      ...{ ...head, kind: 'received', sender: 'us', share: bytes(7), item: 'decision', subject: bytes(8) },
      ...{ objects: [], result: 'verified', reasons: [] },
    }),
  ]);
});
afterAll(() => house.close());

const list = async (before?: number, limit = 50) =>
  logEntryList.parse(await listEntries(house.database, { before, limit }));

describe('the entries of the log', () => {
  test('are told newest first with their kind and the scan they are about, where that is known here', async () => {
    const { entries, next, size } = await list();
    expect([size, next]).toEqual([7, null]);
    expect(entries.map(({ index, kind, scan }) => [index, kind, scan])).toEqual([
      [6, 'received', null],
      [5, 'received', hex(8)],
      [4, 'receipted', hex(1)],
      [3, 'decision', hex(1)],
      [2, 'share', hex(1)],
      [1, 'scan-admitted', hex(1)],
      [0, 'descriptor', null],
    ]);
    expect(entries.map(({ at }) => at)).toEqual([...Array(6).fill(head.at), null]);
    const placed = await house.log.opening(entries[5]?.leafHash ?? '');
    expect(placed?.index).toBe(1);
  });

  test('come in pages that meet', async () => {
    const first = await list(undefined, 3);
    const second = await list(first.next ?? undefined, 3);
    const third = await list(second.next ?? undefined, 3);
    expect([first.next, second.next, third.next]).toEqual([4, 1, null]);
    expect([first, second, third].flatMap(({ entries }) => entries.map(({ index }) => index))).toEqual([
      6, 5, 4, 3, 2, 1, 0,
    ]);
  });

  test('are told of even when a record is damaged', async () => {
    await house.database.transaction((tx) =>
      tx
        .tables<LogTables>()
        .updateTable('log_entries')
        .set({ record: new Uint8Array([0xff]) })
        .where('position', '=', 1)
        .execute(),
    );
    expect((await list()).entries[5]).toMatchObject({ index: 1, kind: 'scan-admitted', scan: null, at: null });
  });

  test('of an empty log are none', async () => {
    const empty = await openTestHouse();
    expect(await listEntries(empty.database, { limit: 50 })).toEqual({ entries: [], size: 0, next: null });
    await empty.close();
  });
});
