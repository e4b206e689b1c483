import type { Bilingual, ErrorCode, SignedAnswer, SigningItem, SigningKind } from '@garita/api';
import { type AgencyDescriptor, officersBehind, openCose, type TrustCrypto, TrustError, toHex } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { ListGrounds } from './compile-trust-list.ts';
import type { KeptSigner } from './kept-decision.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { DraftRow, SigningTables } from './signing-table.ts';

const DAY_MS = 86_400_000;
/** A draft that nobody has signed is dated anew after this: its time runs from its date. */
const UNSIGNED_MS = DAY_MS;

/** A document that should be signed now. */
export interface Wanted {
  /** Of a credential: the decision that lists, hex. Empty for a list. */
  readonly subject: string;
  readonly payload: Uint8Array;
  /** Whether a draft made before says the same, whenever it was dated. */
  isStill(payload: Uint8Array): boolean;
  describe(payload: Uint8Array): { readonly title: Bilingual; readonly says: readonly Bilingual[] };
  /** Why nobody can sign it yet; `undefined` when they can. */
  readonly waitsFor?: ErrorCode | undefined;
}

/** One kind of document that officers sign together. */
export interface SignedKind {
  readonly kind: DraftRow['kind'];
  readonly contentType: string;
  readonly typ: string | null;
  /** Longest document with all its signatures. */
  readonly maxBytes: number;
  /** How a draft that was overtaken is refused. */
  readonly stale: ErrorCode;
  wanted(known: ListGrounds): Promise<readonly Wanted[]>;
  /**
   * Verifies it with all its signatures, takes it into force, logs its digest and runs `also` in the same transaction.
   * Throws `TrustError`.
   */
  putInForce(
    signed: Uint8Array,
    draft: { readonly subject: string; readonly signers: readonly KeptSigner[] },
    also: (tx: Tx, logIndex: number) => Promise<void>,
  ): Promise<void>;
}

export interface SigningDeskNeeds {
  readonly crypto: TrustCrypto;
  readonly database: Database;
  readonly clock: Clock;
  readonly kinds: readonly SignedKind[];
  descriptor(): AgencyDescriptor;
  /** What all of them follow from, read once for all. */
  grounds(): Promise<ListGrounds>;
}

/** A signed document and whose session or API key it came with. */
export interface BroughtDocument {
  readonly kind: SigningKind;
  /** SHA-256 of the payload, hex. */
  readonly id: string;
  readonly cose: Uint8Array;
  readonly person: string;
}

/** Where documents that follow from decisions wait until enough officers have signed them. */
export interface SigningDesk {
  /** What waits now, in the order in which it is best signed; `person` is told why they cannot. */
  waiting(person: string): Promise<readonly SigningItem[]>;
  /**
   * A document with one signature more; in force with the last of them. What was brought before changes nothing. Throws
   * `Refusal`: EQUIPMENT_DRAFT_UNKNOWN, the kind's own code when what it says was overtaken, EQUIPMENT_SIGNATURE_LOST,
   * EQUIPMENT_SIGNATURE_OF_ANOTHER, and what is wrong with the document.
   */
  sign(brought: BroughtDocument): Promise<SignedAnswer>;
}

export function signingDesk(needs: SigningDeskNeeds): SigningDesk {
  const { clock, crypto, database, descriptor, grounds, kinds } = needs;
  const rows = (from: Tx) => from.tables<SigningTables>().selectFrom('equipment_drafts');
  const inTurn = oneAtATime();

  /** Drafts that wait, each with what is wanted; those that were overtaken are put aside. */
  const drafts = async (
    kind: SignedKind,
    known: ListGrounds,
  ): Promise<readonly { row: DraftRow; wanted: Wanted }[]> => {
    const wanted = await kind.wanted(known);
    const open = await rows(database).selectAll().where('state', '=', 'open').where('kind', '=', kind.kind).execute();
    const kept = wanted.map((one) => ({ wanted: one, row: open.find((row) => isGood(row, one, clock.now())) }));
    const stale = open.filter(({ id }) => !kept.some(({ row }) => row?.id === id));
    if (stale.length > 0 || kept.some(({ row }) => !row))
      await database.transaction(async (tx) => {
        const tables = tx.tables<SigningTables>();
        for (const { id } of stale)
          await tables.updateTable('equipment_drafts').set({ state: 'stale' }).where('id', '=', id).execute();
        for (const one of kept) one.row ??= await putDraft(tx, kind, one.wanted);
      });
    const waiting = kept as { row: DraftRow; wanted: Wanted }[];
    for (const one of waiting) one.row = await withoutFallen(kind, one.row);
    return waiting;
  };

  /** Signatures that no longer count, since an officer left, would hold up those that do: then all sign anew. */
  const withoutFallen = async (kind: SignedKind, row: DraftRow): Promise<DraftRow> => {
    if (row.signed === null) return row;
    try {
      await signersOf(kind, row, row.signed);
      return row;
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof TrustError)) throw error;
      const change = { signed: null, signers: '[]' };
      await database.transaction(async (tx) => {
        const tables = tx.tables<SigningTables>();
        await tables.updateTable('equipment_drafts').set(change).where('id', '=', row.id).execute();
      });
      return { ...row, ...change };
    }
  };

  const putDraft = async (tx: Tx, kind: SignedKind, { payload, subject }: Wanted): Promise<DraftRow> => {
    const row: DraftRow = {
      ...{ id: toHex(crypto.hasher.sha256(payload)), kind: kind.kind, subject, payload, signed: null, signers: '[]' },
      ...{ since: clock.now(), state: 'open', log_index: null },
    };
    // One that was put aside may be wanted again: with the signatures it had, for they are under the same words.
    await tx
      .tables<SigningTables>()
      .insertInto('equipment_drafts')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ state: 'open' }))
      .execute();
    return rows(tx).selectAll().where('id', '=', row.id).executeTakeFirstOrThrow();
  };

  /** Who signed it, each signature checked; how many are needed is asked elsewhere. */
  const signersOf = async (kind: SignedKind, row: DraftRow, cose: Uint8Array): Promise<readonly string[]> => {
    const opened = openCose(cose, kind.maxBytes, { countersigned: true, typ: kind.typ !== null });
    const isSame = opened.payload !== null && Buffer.compare(opened.payload, row.payload) === 0;
    if (!isSame) throw new Refusal(409, kind.stale, 'the signed bytes are another document');
    if (opened.contentType !== kind.contentType || (opened.typ ?? null) !== kind.typ || opened.claims)
      throw new Refusal(422, 'COSE_MALFORMED', `it is to say ${kind.contentType}`);
    const refuse = (problem: string, message: string): never => {
      throw new Refusal(422, `${PREFIX[kind.kind]}_${problem}` as ErrorCode, message);
    };
    const officers = await officersBehind(crypto, opened, descriptor(), ['equipment-authority'], refuse);
    return officers.map(({ id }) => id);
  };

  const sign = async ({ cose, id, kind: name, person }: BroughtDocument): Promise<SignedAnswer> => {
    const kind = kinds.find((one) => one.kind === name);
    const before = await rows(database).selectAll().where('id', '=', id).executeTakeFirst();
    if (!kind || before?.kind !== name) throw new Refusal(404, 'EQUIPMENT_DRAFT_UNKNOWN', `${name} ${id.slice(0, 64)}`);
    const { needed } = thresholdOf(descriptor());
    if (before.signed && Buffer.compare(before.signed, cose) === 0) return answerOf(before, needed);
    const found = (await drafts(kind, await grounds())).find(({ row }) => row.id === id);
    if (!found) throw new Refusal(409, kind.stale, before.state === 'in-force' ? 'it is in force' : 'it was overtaken');
    if (found.wanted.waitsFor) throw new Refusal(409, found.wanted.waitsFor, 'it is to be signed after another');
    const { row } = found;
    const had: readonly KeptSigner[] = JSON.parse(row.signers);
    const ids = await signersOf(kind, row, cose);
    if (!ids.includes(person))
      throw new Refusal(403, 'EQUIPMENT_SIGNATURE_OF_ANOTHER', `signed by ${ids.join(', ')}, brought by ${person}`);
    const lost = had.find(({ officer }) => !ids.includes(officer));
    if (lost) throw new Refusal(409, 'EQUIPMENT_SIGNATURE_LOST', `${lost.officer} had signed it`);
    const signers = ids.map((officer) => had.find((one) => one.officer === officer) ?? signerOf(officer));
    const change = { signed: cose, signers: JSON.stringify(signers) };
    const settle = (tx: Tx, more: Partial<DraftRow>) =>
      tx
        .tables<SigningTables>()
        .updateTable('equipment_drafts')
        .set({ ...change, ...more })
        .where('id', '=', id)
        .execute();
    if (ids.length < needed) {
      await database.transaction(async (tx) => void (await settle(tx, {})));
      return answerOf({ ...row, ...change }, needed);
    }
    let placed: number | null = null;
    await kind.putInForce(cose, { subject: row.subject, signers }, async (tx, logIndex) => {
      placed = logIndex;
      await settle(tx, { state: 'in-force', log_index: logIndex });
    });
    return answerOf({ ...row, ...change, state: 'in-force', log_index: placed }, needed);
  };

  const signerOf = (officer: string): KeptSigner => {
    const name = descriptor().officers.find(({ id }) => id === officer)?.name ?? officer;
    return { officer, name, at: clock.now() };
  };

  return {
    waiting: (person) =>
      inTurn(async () => {
        const items: SigningItem[] = [];
        const known = await grounds();
        for (const kind of kinds)
          for (const { row, wanted } of await drafts(kind, known)) {
            const signers: KeptSigner[] = JSON.parse(row.signers);
            const { title, says } = wanted.describe(row.payload);
            items.push({
              ...{ kind: kind.kind, id: row.id, title, says: [...says], contentType: kind.contentType, typ: kind.typ },
              payload: base64(row.payload),
              signed: row.signed && base64(row.signed),
              ...{ signers, since: row.since, needed: thresholdOf(descriptor()).needed },
              withheld: wanted.waitsFor ?? whyNot(person, signers, descriptor()),
            });
          }
        return items;
      }),
    sign: (brought) =>
      inTurn(async () => {
        try {
          return await sign(brought);
        } catch (error) {
          if (error instanceof TrustError) throw new Refusal(422, error.code, error.message);
          throw error;
        }
      }),
  };
}

/** How the codes of a document's package begin. */
const PREFIX = { 'trust-list': 'TRUST_LIST', credential: 'CREDENTIAL', 'status-list': 'STATUS_LIST' } as const;

function thresholdOf({ signatures }: AgencyDescriptor): { readonly needed: number } {
  return { needed: signatures.equipment };
}

/** Once somebody signed, its date stands: signing again would be for nothing. */
function isGood(row: DraftRow, wanted: Wanted, now: number): boolean {
  if (row.subject !== wanted.subject || !wanted.isStill(row.payload)) return false;
  return row.signed !== null || now - row.since < UNSIGNED_MS;
}

/** Why somebody cannot sign; `null` when they can. */
function whyNot(person: string, signers: readonly KeptSigner[], { officers }: AgencyDescriptor): ErrorCode | null {
  if (signers.some(({ officer }) => officer === person)) return 'SELF_APPROVAL';
  return officers.some(({ id, role }) => id === person && role === 'equipment-authority') ? null : 'ROLE_MISSING';
}

function answerOf({ id, kind, log_index: logIndex, signers, state }: DraftRow, needed: number): SignedAnswer {
  const who = (JSON.parse(signers) as readonly KeptSigner[]).map(({ officer }) => officer);
  return { kind, id, state: state === 'in-force' ? 'in-force' : 'waiting', signers: who, needed, logIndex };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
