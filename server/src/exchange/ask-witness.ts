import { createHash } from 'node:crypto';
import {
  addSignatures,
  type Ed25519Verify,
  formatAddCheckpoint,
  type Hasher,
  LogError,
  openCheckpoint,
  parseCheckpoint,
  type VerifierKey,
  verifyConsistency,
} from '@garita/transparency-log';
import type { Clock } from '../ports/clock.ts';
import { type PartnerAnswer, type PartnerLink, PartnerLinkError } from '../ports/partner-link.ts';
import type { WitnessAnswer } from '../ports/transparency-log.ts';

export interface AskWitnessNeeds {
  readonly link: PartnerLink;
  readonly hasher: Hasher;
  readonly verify: Ed25519Verify;
  readonly clock: Clock;
  /** Our own log's key. */
  readonly log: VerifierKey;
  /** The partner's witness key, from its newest verified descriptor. */
  witness(): VerifierKey;
}

/** C2SP signed-note answers are a few hundred bytes; more is not read. */
const MAX_ANSWER_BYTES = 16_384;
const MAX_LINES = 8;
/** A cosignature says when it was made; one from another hour is a wrong clock or a replay. */
const CLOCK_TOLERANCE_MS = 600_000;
/** One try to learn where the witness stands, one proof from there; a third in case it moved meanwhile. */
const TRIES = 3;

type ProofFrom = (oldSize: number) => Promise<readonly Uint8Array[]>;

/** The client's side of C2SP tlog-witness: after hours of silence one 409 and one proof catch up. */
export function witnessClient(needs: AskWitnessNeeds) {
  let witnessed = 0;

  const submit = async (note: string, oldSize: number, proofFrom: ProofFrom) => {
    const proof = oldSize === 0 ? [] : await proofFrom(oldSize);
    const bytes = Buffer.from(formatAddCheckpoint({ oldSize, proof, checkpoint: note }));
    return needs.link.call({
      method: 'POST',
      path: '/witness/v1/add-checkpoint',
      lane: 'control',
      body: { type: 'text/plain; charset=utf-8', bytes },
      maxAnswerBytes: MAX_ANSWER_BYTES,
    });
  };

  const judge = async (note: string, answer: PartnerAnswer): Promise<WitnessAnswer> => {
    const lines = await validLine(note, Buffer.from(answer.body).toString('utf8'), needs);
    return lines === ''
      ? { kind: 'refused', detail: 'the answer holds no valid cosignature of this time by the witness' }
      : { kind: 'cosigned', lines };
  };

  /** The partner may claim any size; only a head with our own signature shows that we once signed more. */
  const lastCosigned = async (): Promise<string | undefined> => {
    const hash = createHash('sha256').update(needs.log.name).digest('hex');
    const path = `/witness/v1/${hash}/checkpoint`;
    const answer = await needs.link.call({ method: 'GET', path, lane: 'control', maxAnswerBytes: MAX_ANSWER_BYTES });
    if (answer.status !== 200) return undefined;
    const note = Buffer.from(answer.body).toString('utf8');
    try {
      await openCheckpoint(note, { ...needs, witnesses: [needs.witness()] });
      return note;
    } catch (error) {
      if (error instanceof LogError) return undefined;
      throw error;
    }
  };

  /** Whether it shows a head that we signed and that this one does not continue; its word alone shows nothing. */
  const isFork = async (note: string, proofFrom: ProofFrom): Promise<boolean> => {
    const shown = await lastCosigned();
    if (shown === undefined) return false;
    const [before, now] = [parseCheckpoint(shown), parseCheckpoint(note)];
    if (before.size === 0 || before.size > now.size) return false;
    const proof = await proofFrom(before.size);
    const sizes = { oldSize: before.size, newSize: now.size };
    return !verifyConsistency(needs.hasher, { ...sizes, oldRoot: before.root, newRoot: now.root, proof });
  };

  const ask = async (note: string, size: number, proofFrom: ProofFrom): Promise<WitnessAnswer> => {
    for (let tried = 0; tried < TRIES; tried++) {
      const answer = await submit(note, Math.min(witnessed, size), proofFrom);
      if (answer.status === 200) {
        const judged = await judge(note, answer);
        if (judged.kind === 'cosigned') witnessed = size;
        return judged;
      }
      if (answer.status === 422 && (await isFork(note, proofFrom)))
        return { kind: 'forked', size: Math.min(witnessed, size) };
      if (answer.status !== 409) return unwilling(answer);
      const stands = sizeIn(answer.body);
      if (stands === undefined) return { kind: 'refused', detail: 'a conflict without a tree size' };
      if (stands > size) {
        const note = await lastCosigned();
        const shown = note === undefined ? 0 : parseCheckpoint(note).size;
        return shown > size
          ? { kind: 'ahead', size: shown }
          : { kind: 'refused', detail: `the witness claims ${stands} entries and shows no checkpoint of ours for it` };
      }
      witnessed = stands;
    }
    return { kind: 'refused', detail: 'the witness keeps naming another tree size' };
  };

  return {
    async ask(note: string, size: number, proofFrom: ProofFrom): Promise<WitnessAnswer> {
      try {
        return await ask(note, size, proofFrom);
      } catch (error) {
        if (error instanceof PartnerLinkError)
          return { kind: 'unreachable', detail: `${error.code}: ${error.message}` };
        throw error;
      }
    },
    /** The newest checkpoint of ours that the partner cosigned, signatures checked; undefined when it shows none. */
    lastCosigned,
  };
}

/**
 * The witness's line. Lines by other keys, or at another time, are dropped, as the specification asks; a second one of
 * the same key would say nothing more and make every proof longer.
 */
async function validLine(note: string, lines: string, needs: AskWitnessNeeds): Promise<string> {
  for (const line of lines.split('\n').slice(0, MAX_LINES)) {
    if (line === '') continue;
    try {
      const trust = { ...needs, witnesses: [needs.witness()] };
      const { cosignatures } = await openCheckpoint(addSignatures(note, `${line}\n`), trust);
      const timely = ({ time }: { time: number }) => Math.abs(time * 1000 - needs.clock.now()) <= CLOCK_TOLERANCE_MS;
      if (cosignatures.some(timely)) return `${line}\n`;
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
    }
  }
  return '';
}

function unwilling(answer: PartnerAnswer): WitnessAnswer {
  const text = Buffer.from(answer.body).toString('utf8').trim().slice(0, 300);
  // 401 is our own certificate at fault, 5xx the partner's passing trouble: neither judged the checkpoint.
  const kind = answer.status === 401 || answer.status >= 500 ? 'unreachable' : 'refused';
  return { kind, detail: `${answer.status} ${text}` };
}

function sizeIn(body: Uint8Array): number | undefined {
  const text = Buffer.from(body).toString('latin1');
  if (!/^(0|[1-9][0-9]{0,15})\n$/.test(text)) return undefined;
  const size = Number(text);
  return Number.isSafeInteger(size) ? size : undefined;
}
