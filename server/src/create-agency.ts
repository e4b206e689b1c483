import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { generateEd25519, generateP256, hasher } from '@garita/node-crypto';
import { formatVerifierKey } from '@garita/transparency-log';
import type { Officer, Role } from '@garita/trust';
import { syncFolder, writeDurably } from './adapters/embedded/durable-file.ts';
import { issuerOf, makeCa, makeNodeCertificate, makeRoot, pemOf } from './agency-certificates.ts';
import {
  AGENCY_ID,
  type AgencyPaths,
  type AgencySettings,
  agencyPaths,
  hostsOf,
  LAYOUT_VERSION,
} from './agency-settings.ts';
import { DESCRIPTOR_LIFETIME_MS, signDescriptor } from './descriptor-file.ts';
import { FolderError } from './folder-error.ts';
import { writeAdministratorCode } from './people/administrator-code.ts';

export interface NewOfficer {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** SubjectPublicKeyInfo (DER) of a key the officer already has; otherwise one is made and written to a file. */
  readonly key?: Uint8Array;
}

export interface AgencyToMake {
  readonly agency: string;
  readonly name: { readonly es: string; readonly en: string };
  readonly sample: boolean;
  readonly people: NewListener;
  readonly machines: NewListener;
  readonly officers: readonly NewOfficer[];
  /** How many equipment authorities sign what gives trust, 1 to 8; 1 unless said. */
  readonly equipmentSignatures?: number;
  /** Name of the log: a URL without scheme under the agency's own domain (C2SP tlog-checkpoint). */
  readonly origin: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

interface NewListener {
  readonly host: string;
  readonly port: number;
  /** How others reach it; for a folder on one machine it follows from host and port. */
  readonly url?: string;
}

export interface MadeAgency {
  readonly dir: string;
  /** SHA-256 of the root certificate, hex: read out to partners. */
  readonly fingerprint: string;
  /** To be used once, at the first start, for the first API key. */
  readonly administratorCode: string;
  /** Files that must not stay on this machine (of the demo: may stay, and are marked). */
  readonly takeAway: readonly string[];
}

// C2SP signed-note: a key name has no spaces and no plus sign.
const ORIGIN = /^[a-z0-9][a-z0-9./-]{2,120}$/;
const SECRET = 0o600;
const PART = '.garita-part';

/**
 * Makes an agency in a new or empty folder. A new folder is there whole or not at all; into an empty one (it may be a
 * mounted disk, which cannot be replaced) agency.json comes last, and without it a folder is no agency.
 */
export async function createAgency(dir: string, agency: AgencyToMake): Promise<MadeAgency> {
  const target = resolve(dir);
  refuseInvalid(agency);
  const exists = await refuseNonEmpty(target);
  const staging = exists ? join(target, PART) : join(dirname(target), `.${basename(target)}${PART}`);
  // One that a crash left behind holds keys nobody was told of.
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true, mode: 0o700 });
  try {
    const made = await fill(agencyPaths(staging), agency);
    if (exists) await moveUp(staging, target);
    else await rename(staging, target);
    await syncFolder(exists ? target : dirname(target));
    return { ...made, dir: target, takeAway: made.takeAway.map((path) => path.replace(staging, target)) };
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
}

async function moveUp(staging: string, target: string): Promise<void> {
  const settings = basename(agencyPaths(staging).settings);
  const names = (await readdir(staging)).filter((name) => name !== settings);
  for (const name of [...names, settings]) await rename(join(staging, name), join(target, name));
  await chmod(target, 0o700);
  await rm(staging, { recursive: true });
}

async function fill(paths: AgencyPaths, agency: AgencyToMake): Promise<Omit<MadeAgency, 'dir'>> {
  const { now } = agency;
  const settings = settingsOf(agency);
  const [rootKey, nodeCaKey, deviceCaKey, nodeKey] = [generateP256(), generateP256(), generateP256(), generateP256()];
  const [log, witness] = [generateEd25519(), generateEd25519()];
  const root = await makeRoot(agency.agency, rootKey.privatePem, now);
  const nodeCa = await makeCa(agency.agency, 'node', root, nodeCaKey.spki, now);
  const deviceCa = await makeCa(agency.agency, 'device', root, deviceCaKey.spki, now);
  const { officers, keys } = officersOf(paths, agency);

  await writeDurably(paths.root, pemOf(root.certificate));
  await writeDurably(paths.nodeCa, pemOf(nodeCa));
  await writeDurably(paths.deviceCa, pemOf(deviceCa));
  await writeDurably(paths.nodeCaKey, nodeCaKey.privatePem, SECRET);
  await writeDurably(paths.deviceCaKey, deviceCaKey.privatePem, SECRET);
  await writeDurably(paths.nodeKey, nodeKey.privatePem, SECRET);
  await writeDurably(paths.logKey, log.privatePem, SECRET);
  await writeDurably(paths.witnessKey, witness.privatePem, SECRET);
  const rootMark = agency.sample ? 'DEMO root key: sample data only' : 'ROOT KEY: take it off this machine';
  await writeDurably(paths.rootKey, `${rootMark}\n${rootKey.privatePem}`, SECRET);
  for (const { path, pem } of keys) await writeDurably(path, pem, SECRET);

  const nodeIssuer = await issuerOf(nodeCa, nodeCaKey.privatePem);
  const node = await makeNodeCertificate(agency.agency, nodeIssuer, nodeKey.spki, hostsOf(settings), now);
  await writeDurably(paths.node, pemOf(node) + pemOf(nodeCa));

  const payload = {
    v: 2 as const,
    agency: agency.agency,
    name: agency.name,
    version: 1,
    issuedAt: now,
    expiresAt: now + DESCRIPTOR_LIFETIME_MS,
    previous: null,
    nodeCa,
    deviceCa,
    log: { origin: agency.origin, vkey: formatVerifierKey(hasher, agency.origin, 'ed25519', log.publicKey) },
    witness: formatVerifierKey(hasher, witnessName(agency.origin), 'cosignature-v1', witness.publicKey),
    officers,
    sample: agency.sample,
    signatures: { equipment: agency.equipmentSignatures ?? 1 },
  };
  await signDescriptor(paths, payload, { pem: rootKey.privatePem, certificate: root.certificate });

  const administratorCode = await writeAdministratorCode(paths.administratorCode, agency.agency, now);
  await writeDurably(paths.register, json({ operators: [], sites: [], sample: agency.sample }));
  await mkdir(paths.data, { recursive: true, mode: 0o700 });
  // Last: a folder without it is no agency.
  await writeDurably(paths.settings, json(settings));
  const takeAway = [paths.rootKey, ...keys.map(({ path }) => path)];
  return { fingerprint: Buffer.from(hasher.sha256(root.certificate)).toString('hex'), administratorCode, takeAway };
}

function settingsOf(agency: AgencyToMake): AgencySettings {
  const { people, machines } = agency;
  const peopleHost = agency.sample ? `${agency.agency}.localhost` : people.host;
  return {
    version: LAYOUT_VERSION,
    agency: agency.agency,
    name: agency.name,
    people: { host: people.host, port: people.port, url: people.url ?? `http://${peopleHost}:${people.port}` },
    machines: {
      host: machines.host,
      port: machines.port,
      url: machines.url ?? `https://${machines.host}:${machines.port}`,
    },
    sample: agency.sample,
  };
}

function officersOf(paths: AgencyPaths, agency: AgencyToMake) {
  const keys: { path: string; pem: string }[] = [];
  const officers = agency.officers.map(({ id, name, role, key }): Officer => {
    if (key) return { id, name, role, key };
    const { privatePem, spki } = generateP256();
    const path = agency.sample ? paths.officerKey(id) : join(paths.offline, 'officers', `${id}.key`);
    keys.push({ path, pem: `${agency.sample ? 'DEMO ' : ''}key of ${id} (${role})\n${privatePem}` });
    return { id, name, role, key: spki };
  });
  return { officers, keys };
}

/** The witness has a name of its own: a key's name must not stand for two keys (C2SP signed-note). */
function witnessName(origin: string): string {
  return `${origin}/witness`;
}

function refuseInvalid({ agency, origin, officers }: AgencyToMake): void {
  if (!AGENCY_ID.test(agency))
    throw new FolderError('AGENCY_ID_INVALID', `${JSON.stringify(agency)}: 1 to 16 lower-case letters and digits`);
  if (!ORIGIN.test(origin)) throw new FolderError('AGENCY_ID_INVALID', `${JSON.stringify(origin)} is no name of a log`);
  for (const { id } of officers)
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id))
      throw new FolderError('AGENCY_ID_INVALID', `${JSON.stringify(id)} is no officer id`);
}

/** Whether the folder exists, empty; throws FOLDER_NOT_EMPTY. */
async function refuseNonEmpty(dir: string): Promise<boolean> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const others = (names ?? []).filter((name) => name !== PART);
  if (others.length > 0) throw new FolderError('FOLDER_NOT_EMPTY', `${dir} holds ${others.slice(0, 5).join(', ')}`);
  return names !== undefined;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
