import { readFile } from 'node:fs/promises';
import { siteRegister } from '@garita/api';
import {
  DEMO_AGENCIES,
  DEMO_VERSION,
  type DemoAgency,
  type DemoRecord,
  demoPaths,
  writeRecord,
  writeSampleRegister,
  writeSampleTrustList,
} from './create-demo.ts';
import { SAMPLE_BORDER } from './sample-border.ts';

/**
 * Brings a stopped demo of an earlier version to this one: what it lacks is added, nothing that happened in it is taken
 * away. May be repeated; the version is written last.
 */
export async function migrateDemo(folder: string, record: DemoRecord, now: number): Promise<DemoRecord> {
  if (record.version >= DEMO_VERSION) return record;
  // Version 1 had lanes in México alone. `provision` then brings the list and enrols the lanes.
  for (const agency of DEMO_AGENCIES) if (await isOurs(folder, agency)) await writeSampleRegister(folder, agency);
  await writeSampleTrustList(folder, 'us', now);
  const migrated = { ...record, version: DEMO_VERSION };
  await writeRecord(folder, migrated);
  return migrated;
}

/** A register into which somebody has written sites of their own is left as it is. */
async function isOurs(folder: string, agency: DemoAgency): Promise<boolean> {
  const text = await readFile(demoPaths(folder).register(agency), 'utf8');
  const register = siteRegister.safeParse(JSON.parse(text));
  const known = SAMPLE_BORDER[agency].register.sites.map(({ id }) => id);
  return register.success && register.data.sites.every(({ id }) => known.includes(id));
}
