import type { SignedAnswer } from '@garita/api';
import { signaturesNeeded, transitionOf } from '@garita/evaluation';
import {
  type AgencyDescriptor,
  type TrustCrypto,
  TrustError,
  toHex,
  type VerifiedEquipmentDecision,
  verifyEquipmentDecision,
} from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { Placed, TransparencyLog } from '../ports/transparency-log.ts';
import { demandPlace, objectionsTo, refuseFor } from './check-decision.ts';
import { type DecisionBook, decisionBook } from './decision-book.ts';
import { type DecisionGrounds, type DecisionGroundsNeeds, decisionGrounds } from './decision-grounds.ts';
import { type KeptDecision, type KeptSigner, keptDecision } from './kept-decision.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { EquipmentDecisionRow, RecordTables } from './record-table.ts';

/** Proposals about one subject that may wait side by side. */
const MAX_WAITING = 16;

/** Who hears of a decision that comes into force. */
export interface DecisionListener {
  /** In the transaction that puts it in force; run again when that was rolled back. */
  also?(tx: Tx, decision: KeptDecision): Promise<void>;
  /** Once it is durable. */
  after?(decision: KeptDecision): void;
}

/** A signed document and whose session or API key it came with. */
export interface BroughtDecision {
  readonly cose: Uint8Array;
  readonly person: string;
}

export interface EquipmentDecisionsNeeds extends Omit<DecisionGroundsNeeds, 'decisions'> {
  readonly crypto: TrustCrypto;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Pick<TransparencyLog, 'append'>;
  descriptor(): AgencyDescriptor;
}

/** The decisions about equipment: how they are proposed, signed, and taken back while they wait. */
export interface EquipmentDecisions extends DecisionBook {
  /** A new decision, in force at once where its signatures are enough. The same one again changes nothing. */
  propose(brought: BroughtDecision): Promise<SignedAnswer>;
  /** One more signature on a decision that waits; with the last of them it is in force. */
  sign(payloadHash: string, brought: BroughtDecision): Promise<SignedAnswer>;
  /** Takes back a decision that waits, by whoever proposed it; it is kept. */
  withdraw(payloadHash: string, person: string): Promise<KeptDecision>;
  /** What is known of a subject and stands for or against a step; `undefined` for one that nobody recorded. */
  groundsOf(subject: KeptDecision['decision']['subject'], from?: Tx): Promise<DecisionGrounds | undefined>;
  /** Before the first decision comes. */
  onInForce(listener: DecisionListener): void;
}

export function equipmentDecisions(needs: EquipmentDecisionsNeeds): EquipmentDecisions {
  const { clock, crypto, database, descriptor, log } = needs;
  const book = decisionBook(database);
  const listeners: DecisionListener[] = [];
  // One at a time: the same decision twice at the same moment would be one entry of the log twice.
  const inTurn = oneAtATime();
  const grounding = { ...needs, decisions: book };

  const verified = (cose: Uint8Array) =>
    verifyEquipmentDecision(crypto, cose, descriptor(), clock.now()).catch((error: unknown) => {
      if (error instanceof TrustError) throw new Refusal(422, error.code, error.message);
      throw error;
    });

  /** That it may be taken, with these signatures, as things stand in this transaction. Answers how many it needs. */
  const demandMay = async (tx: Tx, decision: VerifiedEquipmentDecision): Promise<number> => {
    const at = clock.now();
    const known = await decisionGrounds(decision.subject, at, grounding, tx);
    if (!known) throw new Refusal(404, 'RECORD_UNKNOWN', `${decision.subject.kind} ${decision.subject.id}`);
    demandPlace(decision, known);
    const waited = await book.one(toHex(decision.payloadHash), tx);
    // A draft may be written anew while it waits, and no decision names the version it was signed for.
    if (waited && known.configuration.at > waited.at)
      throw new Refusal(
        409,
        'EQUIPMENT_DECISION_SUPERSEDED',
        `configuration ${known.configuration.id} was written anew since it was proposed`,
      );
    const asked = { known, at, descriptor: descriptor(), from: tx };
    refuseFor(await objectionsTo(decision, decision.signers, asked));
    const row = transitionOf(decision.subject.kind, decision.from, decision.to);
    if (!row) throw new Error('a step without a row passed its checks');
    return signaturesNeeded(row, descriptor().signatures.equipment);
  };

  /** Keeps it with its signatures: in force and logged when they are enough, waiting otherwise. */
  const keep = async (
    decision: VerifiedEquipmentDecision,
    cose: Uint8Array,
    mayStill: (tx: Tx) => Promise<void>,
  ): Promise<SignedAnswer> => {
    const hash = toHex(decision.payloadHash);
    const enough = await database.transaction(async (tx) => {
      await mayStill(tx);
      const needed = await demandMay(tx, decision);
      if (decision.signers.length >= needed) return true;
      await demandRoom(tx, decision);
      await store(tx, { decision, cose, needed, at: clock.now(), descriptor: descriptor() });
      return false;
    });
    if (enough) {
      await log.append([{ kind: 'equipment-decision', digest: decision.payloadHash }], async (tx, [placed]) => {
        // What was true a moment ago is asked again: only this transaction counts.
        await mayStill(tx);
        const needed = await demandMay(tx, decision);
        const at = clock.now();
        await store(tx, { decision, cose, needed, at, descriptor: descriptor(), logIndex: (placed as Placed).index });
        await closeOthers(tx, decision, at);
        const kept = (await book.one(hash, tx)) as KeptDecision;
        for (const listener of listeners) await listener.also?.(tx, kept);
      });
    }
    const kept = (await book.one(hash)) as KeptDecision;
    if (enough) for (const listener of listeners) listener.after?.(kept);
    return answerOf(kept);
  };

  return {
    ...book,
    propose: ({ cose, person }) =>
      inTurn(async () => {
        const decision = await verified(cose);
        demandSigner(decision, person);
        const known = await book.one(toHex(decision.payloadHash));
        if (known) return answerOf(demandAlive(known));
        return keep(decision, cose, async (tx) => {
          if (await book.one(toHex(decision.payloadHash), tx))
            throw new Refusal(409, 'EQUIPMENT_DECISION_SUPERSEDED', 'the same decision came at the same time');
        });
      }),

    sign: (payloadHash, { cose, person }) =>
      inTurn(async () => {
        const before = await book.one(payloadHash);
        if (!before) throw new Refusal(404, 'EQUIPMENT_DECISION_UNKNOWN', payloadHash);
        demandAlive(before);
        if (Buffer.compare(before.cose, cose) === 0) return answerOf(before);
        if (before.state === 'in-force')
          throw new Refusal(409, 'EQUIPMENT_DECISION_STANDS', `in force since ${before.inForceAt}`);
        if (before.signers.some(({ officer }) => officer === person))
          throw new Refusal(422, 'SELF_APPROVAL', `${person} has signed it`);
        const decision = await verified(cose);
        if (toHex(decision.payloadHash) !== payloadHash)
          throw new Refusal(409, 'EQUIPMENT_DECISION_SUPERSEDED', 'the signed bytes are another decision');
        demandSigner(decision, person);
        return keep(decision, cose, async (tx) => {
          const now = demandAlive((await book.one(payloadHash, tx)) as KeptDecision);
          const lost = now.signers.find(({ officer }) => !decision.signers.includes(officer));
          // Else the signature of whoever was quicker would be gone.
          if (lost || now.state !== 'waiting')
            throw new Refusal(
              409,
              'EQUIPMENT_SIGNATURE_LOST',
              `${lost?.officer ?? 'another officer'} signed meanwhile`,
            );
        });
      }),

    withdraw: (payloadHash, person) =>
      database.transaction(async (tx) => {
        const kept = await book.one(payloadHash, tx);
        if (!kept) throw new Refusal(404, 'EQUIPMENT_DECISION_UNKNOWN', payloadHash);
        if (kept.state === 'in-force') throw new Refusal(409, 'EQUIPMENT_DECISION_STANDS', 'it is in the log');
        if (kept.decision.by !== person)
          throw new Refusal(403, 'EQUIPMENT_DECISION_OTHER_PERSON', `proposed by ${kept.decision.by}`);
        if (kept.state === 'withdrawn') return kept;
        await tx
          .tables<RecordTables>()
          .updateTable('equipment_decisions')
          .set({ state: 'withdrawn', withdrawn_at: clock.now() })
          .where('hash', '=', payloadHash)
          .execute();
        return (await book.one(payloadHash, tx)) as KeptDecision;
      }),

    groundsOf: (subject, from = database) => decisionGrounds(subject, clock.now(), grounding, from),
    onInForce: (listener) => {
      listeners.push(listener);
    },
  };
}

function answerOf({ hash, logIndex, needed, signers, state }: KeptDecision): SignedAnswer {
  return {
    kind: 'decision',
    id: hash,
    state: state === 'in-force' ? 'in-force' : 'waiting',
    signers: signers.map(({ officer }) => officer),
    needed,
    logIndex,
  };
}

/** Nobody brings another's signature. */
function demandSigner({ signers }: VerifiedEquipmentDecision, person: string): void {
  if (!signers.includes(person))
    throw new Refusal(403, 'EQUIPMENT_DECISION_OTHER_PERSON', `signed by ${signers.join(', ')}, brought by ${person}`);
}

function demandAlive(kept: KeptDecision): KeptDecision {
  if (kept.state === 'withdrawn') throw new Refusal(409, 'EQUIPMENT_DECISION_WITHDRAWN', kept.hash);
  return kept;
}

async function demandRoom(tx: Tx, { subject, payloadHash }: VerifiedEquipmentDecision): Promise<void> {
  const { count } = await tx
    .tables<RecordTables>()
    .selectFrom('equipment_decisions')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('kind', '=', subject.kind)
    .where('id', '=', subject.id)
    .where('state', '=', 'waiting')
    .where('hash', '!=', toHex(payloadHash))
    .executeTakeFirstOrThrow();
  if (count >= MAX_WAITING) throw new Refusal(409, 'EQUIPMENT_DECISIONS_TOO_MANY', `${count} wait`);
}

interface ToStore {
  readonly decision: VerifiedEquipmentDecision;
  readonly cose: Uint8Array;
  readonly needed: number;
  readonly at: number;
  readonly descriptor: AgencyDescriptor;
  /** Absent while it waits. */
  readonly logIndex?: number;
}

async function store(tx: Tx, { decision, cose, needed, at, descriptor, logIndex }: ToStore): Promise<void> {
  const tables = tx.tables<RecordTables>();
  const hash = toHex(decision.payloadHash);
  const before = await tables.selectFrom('equipment_decisions').selectAll().where('hash', '=', hash).executeTakeFirst();
  const had = before ? keptDecision(before).signers : [];
  const signers: readonly KeptSigner[] = decision.signers.map(
    (officer) =>
      had.find((one) => one.officer === officer) ?? {
        officer,
        name: descriptor.officers.find(({ id }) => id === officer)?.name ?? officer,
        at,
      },
  );
  const inForce = logIndex !== undefined;
  const row: EquipmentDecisionRow = {
    hash,
    kind: decision.subject.kind,
    id: decision.subject.id,
    seq: decision.seq,
    state: inForce ? 'in-force' : 'waiting',
    to_state: decision.to,
    cose,
    signers: JSON.stringify(signers),
    needed,
    by: decision.by,
    at: before?.at ?? at,
    in_force_at: inForce ? at : null,
    withdrawn_at: null,
    log_index: logIndex ?? null,
  };
  if (before) await tables.updateTable('equipment_decisions').set(row).where('hash', '=', hash).execute();
  else await tables.insertInto('equipment_decisions').values(row).execute();
}

/** Whatever else waited was made for a place that is taken now. */
async function closeOthers(tx: Tx, { subject, payloadHash }: VerifiedEquipmentDecision, at: number): Promise<void> {
  await tx
    .tables<RecordTables>()
    .updateTable('equipment_decisions')
    .set({ state: 'withdrawn', withdrawn_at: at })
    .where('kind', '=', subject.kind)
    .where('id', '=', subject.id)
    .where('state', '=', 'waiting')
    .where('hash', '!=', toHex(payloadHash))
    .execute();
}
