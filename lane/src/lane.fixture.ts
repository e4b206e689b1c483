// What the lane's tests share: enrolled folders of a test agency, and the judgement a server would make of a folder.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashFile, trustCrypto } from '@garita/node-crypto';
import { type DeviceChain, readStatement, statementHash, type Verdict, verifyScan } from '@garita/trust';
import type { World } from '../../testdata/world.ts';
import type { ScanToCapture } from './capture.ts';
import type { Gateway } from './gateway.ts';
import { storeIdentity } from './identity.ts';
import { Spool } from './spool.ts';

export async function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'garita-lane-'));
}

/** The folder of a device of this world, as `enroll` leaves it. */
export async function enrolledFolder(world: World, device = 'xr-1', server = 'https://127.0.0.1:1'): Promise<string> {
  const folder = await newFolder();
  const { pem, chain } = world.devices[device] ?? (await world.enroll(device));
  await storeIdentity(folder, {
    ...{ server, agency: world.agency, device, configuration: 'portal-1', site: 'otay', lane: 'gate-1' },
    ...{ enrolledAt: world.at, keyPem: pem, chain, root: world.root.certificate, descriptor: world.descriptorBytes },
  });
  return folder;
}

export function truckScan(...files: readonly (string | Uint8Array)[]): ScanToCapture {
  return {
    objects: files.map((source, index) => ({
      role: index === 0 ? 'image' : 'photo',
      mediaType: 'application/octet-stream',
      name: `file-${index}.bin`,
      source,
    })),
    ooi: { kind: 'truck', ids: [{ type: 'plate', value: 'TEST-001' }] },
    direction: 'northbound',
  };
}

/** Judges every scan of a lane from its spool as its server would, in order; the chain of one leads to the next. */
export async function judgeSpool(world: World, folder: string, gateway: Gateway): Promise<Verdict[]> {
  const spool = new Spool(folder);
  const verdicts: Verdict[] = [];
  let chain: DeviceChain | null = null;
  for (const { seq, statement } of gateway.scans(1, 100_000)) {
    const { objects } = readStatement(statement);
    const observed = await Promise.all(objects.map((object, index) => hashFile(spool.pathOf(seq, index, object))));
    const presented = { statement, objects: observed, sender: gateway.identity.device };
    const { at, descriptor, trustList } = world;
    verdicts.push(await verifyScan(trustCrypto, presented, { at, descriptor, trustList, chain }));
    chain = { lastSeq: seq, lastStatement: statementHash(trustCrypto.hasher, statement) };
  }
  return verdicts;
}
