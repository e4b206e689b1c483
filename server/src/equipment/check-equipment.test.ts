import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasher, trustCrypto } from '@garita/node-crypto';
import { hashLeaf } from '@garita/transparency-log';
import { type PublicKind, publicEntry } from '@garita/trust';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { diskBlobReader } from '../adapters/embedded/disk-blob-reader.ts';
import { checkArchive } from '../archive/check-archive.ts';
import type { LogTables } from '../log/log-table.ts';
import type { Problem } from '../ports/check-report.ts';
import type { BriefingTables } from './briefing/briefing-table.ts';
import { checkEquipment } from './check-equipment.ts';
import { type EquipmentHouse, openEquipmentHouse } from './equipment-house.fixture.ts';
import type { RecordTables } from './record-table.ts';

let house: EquipmentHouse;
const subject = { kind: 'configuration', id: 'cfg-1' } as const;
beforeEach(async () => {
  house = await openEquipmentHouse();
  await house.describe('cfg-1');
  await house.evaluate('cfg-1');
  await house.take(subject, 'submitted');
});
afterEach(() => house.close());

async function problems() {
  const found: Problem[] = [];
  const report = { problem: (problem: Problem) => found.push(problem), progress() {} };
  const { sound } = await checkArchive(diskBlobReader(join(house.dir, 'archive')), { ...report, problem() {} });
  const isLogged = async (kind: PublicKind, digest: Uint8Array, position: number) => {
    const entries = house.database.tables<LogTables>().selectFrom('log_entries').select('leaf_hash');
    const row = await entries.where('position', '=', position).executeTakeFirst();
    return row?.leaf_hash === Buffer.from(hashLeaf(hasher, publicEntry(kind, digest))).toString('hex');
  };
  const { database, descriptor } = house;
  const checked = await checkEquipment({ database, crypto: trustCrypto, descriptor, sound, isLogged }, report);
  return { checked, found: found.map(({ code }) => code) };
}

const alter = (table: keyof RecordTables, change: object, where: readonly [string, string]) =>
  house.database.transaction(async (tx) => {
    const tables = tx.tables<Record<string, Record<string, unknown>>>();
    await tables.updateTable(table).set(change).where(where[0], '=', where[1]).execute();
  });

test('what nobody touched is in order, and counted', async () => {
  const { checked, found } = await problems();
  expect(found).toEqual([]);
  expect(checked).toMatchObject({ records: 8, decisions: 1 });
  expect(checked.objects.size).toBe(1);
});

test('evidence whose document changed is found, and nothing is evaluated on it', async () => {
  const { document } = (await house.room.records.get('evidence', 'cfg-1-test'))?.body ?? {};
  const sha256 = document?.sha256 ?? '';
  const path = join(house.dir, 'archive', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  await writeFile(path, Buffer.concat([await readFile(path), Buffer.from('!')]));
  expect((await problems()).found).toEqual(['EVIDENCE_ALTERED']);
  expect((await house.evaluate('cfg-1')).json().error.code).toBe('EVIDENCE_ALTERED');
});

test('a record or an evaluation that changed is found', async () => {
  await alter('equipment_records', { bytes: Buffer.from('{"body":{}}') }, ['id', 'maker-a']);
  await alter('equipment_evaluations', { bytes: Buffer.from('{}') }, ['configuration', 'cfg-1']);
  expect((await problems()).found).toEqual(['EQUIPMENT_RECORD_ALTERED', 'EQUIPMENT_RECORD_ALTERED']);
});

test.each([
  ['other signatures', { cose: new Uint8Array(9) }],
  ['another place', { to_state: 'listed' }],
  ['somebody else’s name under it', { signers: '[{"officer":"nobody","name":"N","at":1}]' }],
])('a decision with %s is found', async (_, change) => {
  await alter('equipment_decisions', change, ['id', 'cfg-1']);
  expect((await problems()).found).toContain('EQUIPMENT_DECISION_ALTERED');
});

test('a record or a decision that the log does not name is found', async () => {
  await alter('equipment_records', { log_index: 9000 }, ['id', 'portal']);
  await alter('equipment_decisions', { log_index: 9001 }, ['id', 'cfg-1']);
  expect((await problems()).found).toEqual(['EQUIPMENT_RECORD_NOT_LOGGED', 'EQUIPMENT_DECISION_NOT_LOGGED']);
});

test('a briefing that was handed out is found when it or one of its PDF changed', async () => {
  const request = {
    configuration: 'cfg-1',
    recipients: [{ name: 'L. Paz', office: 'X', person: null }],
    note: { es: '', en: '' },
  };
  const headers = { authorization: 'Bearer equipment-authority' };
  const answer = await house.app.inject({
    method: 'POST',
    url: '/api/v1/equipment/briefings',
    headers,
    payload: request,
  });
  const { id, pdf } = answer.json();
  const before = await problems();
  expect(before.found).toEqual([]);
  expect(before.checked.objects).toContain(pdf.es);
  const path = join(house.dir, 'archive', pdf.es.slice(0, 2), pdf.es.slice(2, 4), pdf.es);
  await writeFile(path, Buffer.concat([await readFile(path), Buffer.from('!')]));
  await house.database.transaction(async (tx) => {
    const tables = tx.tables<BriefingTables>();
    await tables
      .updateTable('equipment_briefings')
      .set({ bytes: Buffer.from('{}') })
      .where('hash', '=', id)
      .execute();
  });
  expect((await problems()).found).toEqual(['EQUIPMENT_RECORD_ALTERED', 'BRIEFING_ALTERED']);
});
