import { readFile, writeFile } from 'node:fs/promises';
import { siteRegister } from '@garita/api';
import { generateP256 } from '@garita/node-crypto';
import { changeOfficers, readAgencyIdentity } from '@garita/server';
import {
  DEMO_AGENCIES,
  DEMO_VERSION,
  type DemoAgency,
  type DemoRecord,
  demoPaths,
  EQUIPMENT_OFFICERS,
  EQUIPMENT_SIGNATURES,
  writeRecord,
  writeSampleRegister,
} from './create-demo.ts';
import { addDemoAccounts } from './demo-accounts.ts';
import { SAMPLE_BORDER } from './sample-border.ts';

/**
 * Brings a stopped demo of an earlier version to this one: what it lacks is added, nothing that happened in it is taken
 * away. May be repeated; the version is written last.
 */
export async function migrateDemo(folder: string, record: DemoRecord, now: number): Promise<DemoRecord> {
  if (record.version >= DEMO_VERSION) return record;
  // Version 1 had lanes in México alone; `provision` then enrols them.
  if (record.version < 2)
    for (const agency of DEMO_AGENCIES) if (await isOurs(folder, agency)) await writeSampleRegister(folder, agency);
  // Version 2 had one officer for equipment, whose list gave trust by itself; `provision` then goes the whole way.
  for (const agency of DEMO_AGENCIES) await addEquipmentOfficers(folder, agency, now);
  const migrated = { ...record, version: DEMO_VERSION };
  await writeRecord(folder, migrated);
  return migrated;
}

/** The officers who test and decide about equipment; the root of a demonstration lies in its folder. */
async function addEquipmentOfficers(folder: string, agency: DemoAgency, now: number): Promise<void> {
  const dir = demoPaths(folder).agency(agency);
  await addDemoAccounts(
    dir,
    EQUIPMENT_OFFICERS.map(({ id }) => id),
  );
  const { descriptor, paths } = await readAgencyIdentity(dir);
  const root = await readFile(paths.rootKey, 'utf8');
  for (const { id, name, role } of EQUIPMENT_OFFICERS) {
    if (descriptor.officers.some((officer) => officer.id === id)) continue;
    const { privatePem, spki } = generateP256();
    await writeFile(paths.officerKey(id), privatePem, { mode: 0o600 });
    await changeOfficers(dir, { kind: 'add', officer: { id, name, role, key: spki } }, root, now);
  }
  if (descriptor.signatures.equipment < EQUIPMENT_SIGNATURES)
    await changeOfficers(dir, { kind: 'signatures', equipment: EQUIPMENT_SIGNATURES }, root, now);
}

/** A register into which somebody has written sites of their own is left as it is. */
async function isOurs(folder: string, agency: DemoAgency): Promise<boolean> {
  const text = await readFile(demoPaths(folder).register(agency), 'utf8');
  const register = siteRegister.safeParse(JSON.parse(text));
  const known = SAMPLE_BORDER[agency].register.sites.map(({ id }) => id);
  return register.success && register.data.sites.every(({ id }) => known.includes(id));
}
