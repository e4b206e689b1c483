import {
  type AddCheckpoint,
  addSignatures,
  type Checkpoint,
  cosign,
  type Ed25519Verify,
  type Hasher,
  LogError,
  type NoteSigner,
  openCheckpoint,
  parseAddCheckpoint,
  parseCheckpoint,
  type VerifierKey,
  verifyConsistency,
} from '@garita/transparency-log';
import type { CheckpointStore } from '../ports/checkpoint-store.ts';
import type { Clock } from '../ports/clock.ts';

export interface WitnessNeeds {
  readonly hasher: Hasher;
  readonly verify: Ed25519Verify;
  readonly signer: NoteSigner;
  readonly checkpoints: CheckpointStore;
  readonly clock: Clock;
  /** The log key for an origin we watch; undefined for any other. */
  logKey(origin: string): VerifierKey | undefined;
}

/** An answer of C2SP tlog-witness: status, content type and body. */
export interface WitnessReply {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: string;
  readonly body: string;
}

/** How often a request that lost the race for the stored head is judged anew before it is answered 409. */
const RACES = 3;

/** Name under which the head we last cosigned of a partner's log is kept. */
export function witnessedName(origin: string): string {
  return `witnessed ${origin}`;
}

/**
 * C2SP tlog-witness `add-checkpoint`. The new head is kept by compare-and-swap, durably, before the cosignature
 * leaves this function: the specification spells out the race that would otherwise roll the log back.
 */
export async function addCheckpoint(body: string, needs: WitnessNeeds): Promise<WitnessReply> {
  let request: AddCheckpoint;
  let next: Checkpoint;
  try {
    request = parseAddCheckpoint(body);
    next = parseCheckpoint(request.checkpoint);
  } catch (error) {
    return refuse(400, error);
  }
  const log = needs.logKey(next.origin);
  if (!log) return reply(404, `this witness does not watch ${next.origin}`);
  try {
    await openCheckpoint(request.checkpoint, { hasher: needs.hasher, verify: needs.verify, log, witnesses: [] });
  } catch (error) {
    return refuse(403, error);
  }
  if (request.oldSize > next.size) return reply(400, 'the old size is larger than the checkpoint');

  const name = witnessedName(next.origin);
  for (let race = 0; race < RACES; race++) {
    const kept = await needs.checkpoints.fetch(name);
    const before = kept === undefined ? undefined : parseCheckpoint(kept);
    if (request.oldSize !== (before?.size ?? 0)) return conflict(before?.size ?? 0);
    if (!isConsistent(needs.hasher, request.proof, before, next))
      return reply(422, 'the checkpoint is not consistent with the one cosigned before');
    const line = await cosign(request.checkpoint, needs.signer, Math.floor(needs.clock.now() / 1000));
    if (await needs.checkpoints.replace(name, kept, addSignatures(onlySignedBy(request.checkpoint, log), line)))
      return { status: 200, type: 'text/plain; charset=utf-8', body: line };
  }
  return conflict(parseCheckpoint((await needs.checkpoints.fetch(name)) ?? request.checkpoint).size);
}

function isConsistent(
  hasher: Hasher,
  proof: readonly Uint8Array[],
  before: Checkpoint | undefined,
  next: Checkpoint,
): boolean {
  // RFC 6962 section 2.1: the root of the empty tree is the hash of the empty string.
  const empty = hasher.sha256();
  if (next.size === 0 && !equal(next.root, empty)) return false;
  if (before === undefined || before.size === 0) return proof.length === 0;
  if (before.size === next.size) return proof.length === 0 && equal(before.root, next.root);
  const claim = { oldSize: before.size, newSize: next.size, oldRoot: before.root, newRoot: next.root, proof };
  return verifyConsistency(hasher, claim);
}

/** The submitted note may carry signatures of others, which we did not check: we keep and serve only the log's. */
function onlySignedBy(note: string, log: VerifierKey): string {
  const split = note.indexOf('\n\n') + 2;
  const lines = note.slice(split).split('\n');
  return (
    note.slice(0, split) +
    lines
      .filter((line) => line.startsWith(`— ${log.name} `))
      .map((line) => `${line}\n`)
      .join('')
  );
}

function conflict(size: number): WitnessReply {
  return { status: 409, type: 'text/x.tlog.size', body: `${size}\n` };
}

function reply(status: 400 | 403 | 404 | 422, text: string): WitnessReply {
  return { status, type: 'text/plain; charset=utf-8', body: `${text}\n` };
}

function refuse(status: 400 | 403, error: unknown): WitnessReply {
  if (!(error instanceof LogError)) throw error;
  return reply(status, `${error.code}: ${error.message}`);
}

function equal(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
