import { createHash } from 'node:crypto';
import { type AgencyDescriptor, type TrustCrypto, toHex, verifyApprovalCredential } from '@garita/trust';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { Placed, TransparencyLog } from '../ports/transparency-log.ts';
import type { KeptDecision, KeptSigner } from './kept-decision.ts';
import type { RecordTables } from './record-table.ts';
import type { CredentialRow, SigningTables } from './signing-table.ts';

export interface CredentialsNeeds {
  readonly crypto: TrustCrypto;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Pick<TransparencyLog, 'append'>;
  descriptor(): AgencyDescriptor;
}

/** Approval credentials in force, and those that were: nothing of them is ever deleted. */
export interface Credentials {
  /** The newest of a configuration. */
  newest(configuration: string): Promise<CredentialRow | undefined>;
  all(): Promise<readonly CredentialRow[]>;
  /** The first of the two places in the status list that belong to a listing: the same whenever it is asked. */
  place(listing: KeptDecision): Promise<number>;
  /** Throws `TrustError`. */
  putInForce(
    signed: Uint8Array,
    draft: { readonly subject: string; readonly signers: readonly KeptSigner[] },
    also: (tx: Tx, logIndex: number) => Promise<void>,
  ): Promise<void>;
}

export function credentials({ clock, crypto, database, descriptor, log }: CredentialsNeeds): Credentials {
  const rows = () => database.tables<SigningTables>().selectFrom('equipment_credentials').selectAll();
  const newest = (configuration: string) =>
    rows().where('configuration', '=', configuration).orderBy('log_index', 'desc').limit(1).executeTakeFirst();
  return {
    newest,
    all: () => rows().orderBy('log_index').execute(),
    // Decisions in force are only ever added: how many listings came before one never changes.
    async place(listing) {
      const { before } = await database
        .tables<RecordTables>()
        .selectFrom('equipment_decisions')
        .select((select) => select.fn.countAll<number>().as('before'))
        .where('state', '=', 'in-force')
        .where('to_state', '=', 'listed')
        .where('log_index', '<', listing.logIndex)
        .executeTakeFirstOrThrow();
      return 2 * before;
    },
    async putInForce(signed, { signers, subject }, also) {
      const at = clock.now();
      const { credential } = await verifyApprovalCredential(crypto, signed, descriptor(), at);
      const row: Omit<CredentialRow, 'log_index'> = {
        id: toHex(credential.payloadHash),
        configuration: credential.configuration,
        listing: subject,
        bytes: signed,
        hash: createHash('sha256').update(signed).digest('hex'),
        valid_from: credential.validFrom,
        valid_until: credential.validUntil,
        status_index: credential.status.suspension,
        signers: JSON.stringify(signers),
        in_force_at: at,
      };
      await log.append([{ kind: 'credential', digest: credential.payloadHash }], async (tx, [placed]) => {
        const { index } = placed as Placed;
        await tx
          .tables<SigningTables>()
          .insertInto('equipment_credentials')
          .values({ ...row, log_index: index })
          .execute();
        await also(tx, index);
      });
    },
  };
}
