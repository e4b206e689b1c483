import { decisionAnswer, inspection, outcomeAnswer } from '@garita/api';
import { ApiError, api } from '../app/api.ts';
import { type OutboxEntry, type OutboxEvent, type OutboxProblem, undoSecondsLeft } from './outbox-entry.ts';

/** A case that came back to the queue while there was no network is asked for again, for this long. */
const RECLAIM_SECONDS = 30;

/** Brings one entry of the outbox a step further at the server. Sent twice, a document is answered as it stands. */
export async function deliver(entry: OutboxEntry): Promise<OutboxEvent> {
  const undoing = entry.state === 'undoing';
  try {
    if (undoing) return await takeBack(entry);
    return await send(entry).catch((error: unknown) => afterReclaim(entry, error));
  } catch (error) {
    return { is: 'failed', of: undoing ? 'undoing' : 'sending', problem: problemOf(error) };
  }
}

async function takeBack({ scan, id }: OutboxEntry): Promise<OutboxEvent> {
  await api.delete(`/api/v1/inspections/${scan}/decision/${id}`, inspection);
  return { is: 'taken-back' };
}

async function send(entry: OutboxEntry): Promise<OutboxEvent> {
  const path = `/api/v1/inspections/${entry.scan}`;
  if (entry.kind === 'outcome') {
    const { logIndex } = await api.postCose(`${path}/outcome`, entry.cose, outcomeAnswer);
    return { is: 'recorded', logIndex };
  }
  const now = Date.now();
  const seconds = undoSecondsLeft(entry, now);
  const { logIndex } = await api.postCose(`${path}/decision`, entry.cose, decisionAnswer, {
    'garita-undo-seconds': String(seconds),
  });
  if (logIndex !== null) return { is: 'recorded', logIndex };
  return { is: 'held', undoUntil: entry.state === 'held' ? (entry.undoUntil ?? now) : now + seconds * 1000 };
}

/** The lease ran out on the way: the case is claimed again, unless somebody has decided in between. */
async function afterReclaim(entry: OutboxEntry, error: unknown): Promise<OutboxEvent> {
  if (!(error instanceof ApiError) || error.code !== 'INSPECTION_NOT_CLAIMED') throw error;
  const path = `/api/v1/inspections/${entry.scan}`;
  const { decidedAt } = await api.post(`${path}/claim`, { seconds: RECLAIM_SECONDS }, inspection);
  if (decidedAt === null || decidedAt === entry.seenDecidedAt) return send(entry);
  await api.post(`${path}/release`, undefined, inspection);
  const problem = { status: 409, code: 'DECIDED_MEANWHILE', detail: new Date(decidedAt).toISOString() };
  return { is: 'failed', of: 'sending', problem };
}

function problemOf(error: unknown): OutboxProblem {
  if (!(error instanceof ApiError)) {
    return { status: 0, code: 'PAGE', detail: error instanceof Error ? error.message : String(error) };
  }
  const { status, code, message: detail, words } = error;
  return { status, code, detail, ...(words && { words: { message: words.message, wayOut: words.wayOut } }) };
}
