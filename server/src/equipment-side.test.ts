import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AgencyFolder } from './agency-folder.ts';
import { type IssuingHouse, openIssuingHouse } from './equipment/issuing-house.fixture.ts';
import { type EquipmentSide, openEquipmentSide } from './equipment-side.ts';
import { openWalkBook, type WalkBook } from './flow/walk-book.ts';
import { walkMigrations } from './flow/walk-table.ts';
import { migrate } from './migrate.ts';

const DAY_MS = 86_400_000;
const PORTAL = { kind: 'configuration', id: 'portal-1' } as const;
let house: IssuingHouse;
let book: WalkBook;
let side: EquipmentSide;

beforeEach(async () => {
  house = await openIssuingHouse();
  const { clock, database, descriptor, lists, log, room } = house;
  await migrate(database, walkMigrations, clock.at);
  book = openWalkBook(database);
  const settings = { agency: 'mx', name: descriptor.name, sample: true };
  const folder = { settings, descriptor } as unknown as AgencyFolder;
  side = openEquipmentSide({ folder, database, clock, log, book, equipment: room, lists, exchange: () => undefined });
  await house.list();
  await house.signAll();
});
afterEach(async () => {
  book.close();
  await house.close();
});

/** A scan of a device of the portal, as a case has it. */
async function scanned(at: number, change = {}) {
  const { bytes } = await house.world.scan({ change });
  return { agency: 'mx', device: 'xr-1', statement: bytes, capturedAt: at, at };
}

test('a suspension is told to whoever watches, device by device, in the transaction that puts it in force', async () => {
  const before = await book.newestId();
  await house.take(PORTAL, 'suspended', { reason: 'UNDER_INQUIRY' });
  expect(await book.since(before, 10)).toMatchObject([
    { step: 'equipment-changed', device: 'xr-1', site: 'otay', lane: 'gate-1' },
  ]);
});

test('scans since the equipment was in doubt are flagged, those before and those after it is restored are not', async () => {
  const now = house.clock.at;
  const compromisedSince = now - 2 * DAY_MS;
  const scans = [await scanned(now - 3 * DAY_MS), await scanned(now - DAY_MS), await scanned(now + 2000)];
  expect((await side.flagsOf(scans)).map((flags) => flags.length)).toEqual([0, 0, 0]);
  await house.take(PORTAL, 'suspended', { reason: 'KEY_COMPROMISE', compromisedSince });
  expect((await side.flagsOf(scans)).map((flags) => flags.length)).toEqual([0, 1, 1]);
  house.clock.at += 1000;
  await house.evaluate('portal-1');
  await house.take(PORTAL, 'listed', { reason: 'RESTORED_AFTER_CORRECTION' });
  expect((await side.flagsOf(scans)).map((flags) => flags.length)).toEqual([0, 1, 0]);
  expect(await side.flags()).toMatchObject([
    { agency: 'mx', subject: PORTAL, state: 'suspended', compromisedSince, restoredAt: house.clock.at },
  ]);
});

test('nothing is held against another configuration, or another agency’s scan of the same names', async () => {
  const { at } = house.clock;
  await house.take(PORTAL, 'suspended', { reason: 'UNDER_INQUIRY', compromisedSince: at - DAY_MS });
  const scans = [await scanned(at, { configuration: 'portal-2' }), { ...(await scanned(at)), agency: 'us' }];
  expect((await side.flagsOf(scans)).map((flags) => flags.length)).toEqual([0, 0]);
});
