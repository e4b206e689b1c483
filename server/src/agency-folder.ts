import { resolve } from 'node:path';
import { type SiteRegister, siteRegister } from '@garita/api';
import { hasher, loadEd25519Signer, trustCrypto } from '@garita/node-crypto';
import { type NoteSigner, parseVerifierKey } from '@garita/transparency-log';
import { type AgencyDescriptor, DESCRIPTOR_MAX_BYTES, readDescriptor } from '@garita/trust';
import { z } from 'zod';
import { derOf, issuerOf, makeDeviceCertificate } from './agency-certificates.ts';
import {
  type AgencyPaths,
  type AgencySettings,
  agencyPaths,
  agencySettings,
  LAYOUT_VERSION,
} from './agency-settings.ts';
import { FolderError } from './folder-error.ts';
import { readJson, readOptional, readRequired, readText } from './folder-files.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { issuedAtOf } from './issued-at.ts';
import { migrateFolder } from './migrate-folder.ts';
import { type KeptAgreement, type PartnerCard, readAgreements, readPartners } from './partner-folder.ts';
import type { Clock } from './ports/clock.ts';
import { renewAgency } from './renew-agency.ts';

export interface AgencyIdentity {
  readonly dir: string;
  readonly paths: AgencyPaths;
  readonly settings: AgencySettings;
  /** Root certificate, DER. */
  readonly root: Uint8Array;
  readonly descriptor: AgencyDescriptor;
  /** As the root signed it. */
  readonly descriptorBytes: Uint8Array;
}

/** Everything of an agency but its data, read and checked. */
export interface AgencyFolder extends AgencyIdentity {
  readonly deviceCa: Uint8Array;
  /** PEM, for TLS: the key, and the node certificate with its CA. */
  readonly node: { readonly key: string; readonly certificate: string };
  readonly log: NoteSigner;
  readonly witness: NoteSigner;
  readonly register: SiteRegister;
  readonly partners: readonly PartnerCard[];
  readonly agreements: readonly KeptAgreement[];
  /** A certificate (DER) for a device's key (SubjectPublicKeyInfo, DER), from the device CA. */
  issueDevice(device: string, subjectKey: Uint8Array, now: number): Promise<Uint8Array>;
}

export interface OpenedAgencyFolder extends AgencyFolder {
  /** What was done on opening, in words for the operator: renewed, migrated, taken over. */
  readonly notes: readonly string[];
  /** Lets another process open the folder. */
  close(): void;
}

/**
 * Opens a folder for serving: nobody else may have it open, an old layout is migrated, what runs out is renewed with
 * the keys that are there. Throws `FolderError` (FOLDER_NOT_AGENCY, FOLDER_IN_USE, FOLDER_NEWER, FOLDER_DAMAGED,
 * DESCRIPTOR_EXPIRED) and `TrustError` for an identity that contradicts itself.
 */
export async function openAgencyFolder(dir: string, clock: Clock): Promise<OpenedAgencyFolder> {
  const paths = agencyPaths(resolve(dir));
  await refuseStrangers(paths);
  const lock = lockFolder(resolve(dir));
  try {
    const migrated = await migrateFolder(paths);
    const renewed = await renewAgency(paths, clock.now());
    const folder = await readAgencyFolder(dir);
    if (clock.now() >= folder.descriptor.expiresAt)
      throw new FolderError(
        'DESCRIPTOR_EXPIRED',
        `the descriptor ran out on ${new Date(folder.descriptor.expiresAt).toISOString()}: bring the root key and run \`garita officer renew --root-key FILE\``,
      );
    return { ...folder, notes: [...takenOver(lock), ...migrated, ...renewed], close: lock.release };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Reads a folder without touching it; an expired descriptor is answered as it is. */
export async function readAgencyFolder(dir: string): Promise<AgencyFolder> {
  const identity = await readAgencyIdentity(dir);
  const { descriptor, paths, settings } = identity;
  const deviceCa = derOf(await readText(paths.deviceCa));
  if (Buffer.compare(deviceCa, descriptor.deviceCa) !== 0)
    throw new FolderError('FOLDER_DAMAGED', 'identity/device-ca.crt is not the device CA of the descriptor');
  const deviceIssuer = issuerOf(deviceCa, await readText(paths.deviceCaKey));
  return {
    ...identity,
    deviceCa,
    node: { key: await readText(paths.nodeKey), certificate: await readText(paths.node) },
    log: signerOf(await readText(paths.logKey), descriptor.log.vkey, paths.logKey),
    witness: signerOf(await readText(paths.witnessKey), descriptor.witness, paths.witnessKey),
    register: await readJson(paths.register, siteRegister),
    partners: await readPartners(paths),
    agreements: await readAgreements(paths),
    issueDevice: async (device, subjectKey, now) =>
      makeDeviceCertificate(settings.agency, device, await deviceIssuer, subjectKey, now),
  };
}

/** Who the agency is: agency.json and identity/ alone, so that an officer can work with a copy that holds no keys. */
export async function readAgencyIdentity(dir: string): Promise<AgencyIdentity> {
  const paths = agencyPaths(resolve(dir));
  await refuseStrangers(paths);
  const settings = await readJson(paths.settings, agencySettings);
  const root = derOf(await readText(paths.root));
  const descriptorBytes = await readRequired(paths.descriptor);
  const at = issuedAtOf(descriptorBytes, DESCRIPTOR_MAX_BYTES);
  const descriptor = await readDescriptor(trustCrypto, descriptorBytes, { rootCertificate: root, at });
  if (descriptor.agency !== settings.agency)
    throw new FolderError('FOLDER_DAMAGED', `agency.json says ${settings.agency}, the descriptor ${descriptor.agency}`);
  return { dir: resolve(dir), paths, settings, root, descriptor, descriptorBytes };
}

const anySettings = z.looseObject({ version: z.int().min(1) });

async function refuseStrangers(paths: AgencyPaths): Promise<void> {
  if (!(await readOptional(paths.settings)))
    throw new FolderError('FOLDER_NOT_AGENCY', `there is no ${paths.settings}`);
  const { version } = await readJson(paths.settings, anySettings);
  if (version > LAYOUT_VERSION)
    throw new FolderError('FOLDER_NEWER', `its layout is ${version}, this program knows ${LAYOUT_VERSION}`);
}

/** A key must be the one the descriptor names: another would sign what nobody can check. */
function signerOf(pem: string, vkey: string, path: string): NoteSigner {
  const key = parseVerifierKey(hasher, vkey);
  const { publicKey, sign } = loadEd25519Signer(pem);
  if (Buffer.compare(publicKey, key.publicKey) !== 0)
    throw new FolderError('FOLDER_DAMAGED', `${path} is not the key that the descriptor names`);
  return { key, sign };
}

function takenOver({ takenOverFrom }: FolderLock): string[] {
  return takenOverFrom === undefined
    ? []
    : [`process ${takenOverFrom} held this folder and ended without closing it; taken over`];
}
