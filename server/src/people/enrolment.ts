import type { EnrolmentAnswer, EnrolmentCodeAnswer, EnrolmentCodeRequest } from '@garita/api';
import { readCertificate, readCertificateRequest, type TrustCrypto, TrustError, toHex } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { EnrolmentCodeRow, PeopleTables } from './people-table.ts';
import { newCodeSecret, secretHash } from './secrets.ts';

/** Hex digits of the root's SHA-256 in a code: 64 bits to tell the agency's server from somebody in between. */
const FINGERPRINT_DIGITS = 32;

export interface EnrolmentNeeds {
  readonly crypto: TrustCrypto;
  readonly database: Database;
  readonly clock: Clock;
  readonly agency: string;
  /** DER. */
  readonly root: Uint8Array;
  readonly deviceCa: Uint8Array;
  readonly sample: boolean;
  /** As signed by the root. */
  descriptor(): Uint8Array;
  /** A device certificate (DER) for this key (SubjectPublicKeyInfo, DER). */
  issue(device: string, subjectKey: Uint8Array): Promise<Uint8Array>;
}

interface EnrolledDevice {
  readonly device: string;
  readonly configuration: string;
  readonly serial: string;
  readonly site: string;
  readonly lane: string;
}

export interface Enrolment {
  /** A code for one device, good once. */
  createCode(request: EnrolmentCodeRequest, by: string): Promise<EnrolmentCodeAnswer>;
  /**
   * A certificate for the key that signed the request. The same code and key get the same answer again, so that a lost
   * answer loses nothing; another key is refused. The device's earlier certificates end. Throws CODE_UNKNOWN, CODE_USED, CODE_EXPIRED, CERTIFICATE_REQUEST_INVALID.
   */
  redeem(code: string, request: Uint8Array): Promise<EnrolmentAnswer>;
  /** The device behind a client certificate, by the hex of its SHA-256; `undefined` when it is not, or no longer, enrolled. */
  enrolledDevice(certificateHash: string): Promise<EnrolledDevice | undefined>;
  /** Ends every certificate of a device; answers how many. Its key opens no connection from then on. */
  revokeDevice(device: string): Promise<number>;
}

export function enrolment(needs: EnrolmentNeeds): Enrolment {
  const { agency, clock, crypto, database } = needs;
  const fingerprint = toHex(crypto.hasher.sha256(needs.root)).slice(0, FINGERPRINT_DIGITS);

  const answer = (row: EnrolmentCodeRow, certificate: Uint8Array): EnrolmentAnswer => ({
    certificate: base64(certificate),
    chain: [base64(needs.deviceCa)],
    root: base64(needs.root),
    descriptor: base64(needs.descriptor()),
    agency,
    ...deviceOf(row),
    sample: needs.sample,
  });

  return {
    async createCode({ validForMinutes, ...device }, by) {
      const code = `${agency}-${newCodeSecret()}-${fingerprint}`;
      const now = clock.now();
      const expiresAt = now + validForMinutes * 60_000;
      const row: EnrolmentCodeRow = {
        code_hash: secretHash(code),
        ...device,
        created_at: now,
        created_by: by,
        expires_at: expiresAt,
        redeemed_at: null,
        certificate_hash: null,
      };
      await database.transaction((tx) => tx.tables<PeopleTables>().insertInto('enrolment_codes').values(row).execute());
      return { code, device: device.device, expiresAt };
    },

    async redeem(code, request) {
      const codeHash = secretHash(code);
      const row = await findCode(database, codeHash);
      if (!row) throw new Refusal(401, 'CODE_UNKNOWN', 'this server has not given out such a code');
      const subjectKey = await keyOf(crypto, request);
      const now = clock.now();
      if (row.redeemed_at === null && now >= row.expires_at)
        throw new Refusal(410, 'CODE_EXPIRED', `good until ${new Date(row.expires_at).toISOString()}`);
      const certificate = await needs.issue(row.device, subjectKey);
      const keyHash = toHex(crypto.hasher.sha256(subjectKey));
      return database.transaction(async (tx) => {
        // Read again inside: two requests with one code meet here, and the first one has it.
        const current = (await findCode(tx, codeHash)) ?? row;
        if (current.certificate_hash !== null) {
          const before = await findCertificate(tx, current.certificate_hash);
          if (before?.key_hash === keyHash && before.revoked_at === null) return answer(row, before.certificate);
          throw new Refusal(410, 'CODE_USED', `used at ${new Date(current.redeemed_at ?? 0).toISOString()}`);
        }
        const certificateHash = toHex(crypto.hasher.sha256(certificate));
        const tables = tx.tables<PeopleTables>();
        // One device, one key: two gateways with one device's name would break its chain of scans.
        await endCertificates(tx, row.device, now);
        await tables
          .insertInto('enrolled_devices')
          .values({
            certificate_hash: certificateHash,
            certificate,
            key_hash: keyHash,
            ...deviceOf(row),
            enrolled_at: now,
            not_after: readCertificate(certificate).notAfter,
            revoked_at: null,
          })
          .execute();
        await tables
          .updateTable('enrolment_codes')
          .set({ redeemed_at: now, certificate_hash: certificateHash })
          .where('code_hash', '=', codeHash)
          .execute();
        return answer(row, certificate);
      });
    },

    async enrolledDevice(certificateHash) {
      const row = await findCertificate(database, certificateHash);
      return row && row.revoked_at === null ? deviceOf(row) : undefined;
    },

    revokeDevice: (device) => database.transaction((tx) => endCertificates(tx, device, clock.now())),
  };
}

async function endCertificates(tx: Tx, device: string, now: number): Promise<number> {
  const { numUpdatedRows } = await tx
    .tables<PeopleTables>()
    .updateTable('enrolled_devices')
    .set({ revoked_at: now })
    .where('device', '=', device)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

function deviceOf({ device, configuration, serial, site, lane }: EnrolledDevice): EnrolledDevice {
  return { device, configuration, serial, site, lane };
}

function findCode(from: Tx, codeHash: string): Promise<EnrolmentCodeRow | undefined> {
  return from
    .tables<PeopleTables>()
    .selectFrom('enrolment_codes')
    .selectAll()
    .where('code_hash', '=', codeHash)
    .executeTakeFirst();
}

function findCertificate(from: Tx, certificateHash: string) {
  return from
    .tables<PeopleTables>()
    .selectFrom('enrolled_devices')
    .selectAll()
    .where('certificate_hash', '=', certificateHash)
    .executeTakeFirst();
}

async function keyOf(crypto: TrustCrypto, request: Uint8Array): Promise<Uint8Array> {
  try {
    return await readCertificateRequest(crypto, request);
  } catch (error) {
    if (error instanceof TrustError) throw new Refusal(422, 'CERTIFICATE_REQUEST_INVALID', error.message);
    throw error;
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
