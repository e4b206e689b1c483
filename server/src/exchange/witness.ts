import {
  type AddCheckpoint,
  addSignatures,
  cosign,
  type Ed25519Verify,
  type Hasher,
  judgeAddCheckpoint,
  LogError,
  type NoteSigner,
  parseAddCheckpoint,
  parseCheckpoint,
  type VerifierKey,
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

const TEXT = 'text/plain; charset=utf-8';

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
  let origin: string;
  try {
    request = parseAddCheckpoint(body);
    ({ origin } = parseCheckpoint(request.checkpoint));
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    return { status: 400, type: TEXT, body: `${error.code}: ${error.message}\n` };
  }
  const log = needs.logKey(origin);
  if (!log) return { status: 404, type: TEXT, body: 'this witness does not watch that log\n' };
  return judgeAndKeep(request, log, needs);
}

async function judgeAndKeep(request: AddCheckpoint, log: VerifierKey, needs: WitnessNeeds): Promise<WitnessReply> {
  const name = witnessedName(log.name);
  const kept = await needs.checkpoints.fetch(name);
  const latest = kept === undefined ? undefined : parseCheckpoint(kept);
  const verdict = await judgeAddCheckpoint(request, { ...needs, log, latest });
  if (verdict.status === 409) return { status: 409, type: 'text/x.tlog.size', body: `${verdict.size}\n` };
  if (verdict.status !== 200)
    return { status: verdict.status, type: TEXT, body: `${verdict.code}: ${verdict.detail}\n` };
  const line = await cosign(request.checkpoint, needs.signer, Math.floor(needs.clock.now() / 1000));
  const next = addSignatures(onlySignedBy(request.checkpoint, log), line);
  if (await needs.checkpoints.replace(name, kept, next)) return { status: 200, type: TEXT, body: line };
  // Another request moved the head between the judging and the keeping: this one is judged by where it stands now.
  return judgeAndKeep(request, log, needs);
}

/** The submitted note may carry lines of others, which we did not check: we keep and serve only the log's. */
function onlySignedBy(note: string, log: VerifierKey): string {
  const split = note.indexOf('\n\n') + 2;
  const lines = note.slice(split).split('\n');
  const own = lines.filter((line) => line.startsWith(`— ${log.name} `));
  return note.slice(0, split) + own.map((line) => `${line}\n`).join('');
}
