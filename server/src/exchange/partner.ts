import { parseVerifierKey, type VerifierKey } from '@garita/transparency-log';
import { type AgencyDescriptor, readDescriptor, type TrustCrypto, TrustError, toHex } from '@garita/trust';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import { findDocument, keepDocument, newestDocument } from './documents.ts';

export interface PartnerNeeds {
  readonly database: Database;
  readonly crypto: TrustCrypto;
  readonly clock: Clock;
  /** The partner's id, as the agreement names it. */
  readonly agency: string;
  /** Its root certificate, DER: all that is trusted of it. */
  readonly root: Uint8Array;
  /** Its descriptor as exchanged when the agreement was made. */
  readonly descriptor: Uint8Array;
}

/** Who the partner is: its root, and the newest descriptor that root has signed and we have seen. */
export interface Partner {
  readonly agency: string;
  readonly root: Uint8Array;
  current(): KnownDescriptor;
  /** The log key for an origin, when it is the partner's log. */
  logKey(origin: string): VerifierKey | undefined;
  witnessKey(): VerifierKey;
  /** A descriptor we have accepted, by the hex of its hash. */
  descriptor(hash: string): Promise<Uint8Array | undefined>;
  /** Takes a descriptor, newer or the same; throws `TrustError`, DESCRIPTOR_ROLLED_BACK for an older one. */
  accept(bytes: Uint8Array): Promise<void>;
}

interface KnownDescriptor {
  readonly descriptor: AgencyDescriptor;
  /** As the root signed it. */
  readonly bytes: Uint8Array;
}

/** Opens what is known of the partner. Throws `TrustError` when the descriptor given is not the root's. */
export async function openPartner(needs: PartnerNeeds): Promise<Partner> {
  const { agency, clock, crypto, database, root } = needs;
  const hashOf = (bytes: Uint8Array) => toHex(crypto.hasher.sha256(bytes));
  const keep = ({ descriptor, bytes }: KnownDescriptor) =>
    database.transaction((tx) =>
      keepDocument(tx, {
        hash: hashOf(bytes),
        agency,
        kind: 'descriptor',
        version: descriptor.version,
        bytes,
        kept_at: clock.now(),
      }),
    );
  let current = await readGiven(needs, hashOf(needs.descriptor));
  await keep(current);
  const newest = await newestDocument(database, agency, 'descriptor');
  if (newest && newest.version > current.descriptor.version) {
    // It was valid when it was kept; whether it still is, is checked where something depends on it.
    const descriptor = await readDescriptor(crypto, newest.bytes, { rootCertificate: root, at: newest.kept_at });
    current = { descriptor, bytes: newest.bytes };
  }

  return {
    agency,
    root,
    current: () => current,
    logKey(origin) {
      const { log } = current.descriptor;
      return origin === log.origin ? parseVerifierKey(crypto.hasher, log.vkey) : undefined;
    },
    witnessKey: () => parseVerifierKey(crypto.hasher, current.descriptor.witness),
    descriptor: async (hash) => (await findDocument(database, agency, 'descriptor', hash))?.bytes,
    async accept(bytes) {
      const { hash, version } = current.descriptor;
      if (hashOf(bytes) === toHex(hash)) return;
      const trust = { rootCertificate: root, at: clock.now(), atLeast: { hash, version } };
      const next = { descriptor: await readDescriptor(crypto, bytes, trust), bytes };
      await keep(next);
      current = next;
    },
  };
}

async function readGiven(needs: PartnerNeeds, hash: string): Promise<KnownDescriptor> {
  const { agency, clock, crypto, database, descriptor: bytes, root } = needs;
  const kept = await findDocument(database, agency, 'descriptor', hash);
  // A server that was off for long must start with an expired descriptor, or it could never ask for the next one.
  const at = kept?.kept_at ?? clock.now();
  const descriptor = await readDescriptor(crypto, bytes, { rootCertificate: root, at });
  if (descriptor.agency !== agency)
    throw new TrustError('DESCRIPTOR_AGENCY_MISMATCH', `it describes ${descriptor.agency}, not ${agency}`);
  return { descriptor, bytes };
}
