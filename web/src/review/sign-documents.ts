import type { InspectionBody, InspectionDetail, MarkBody, OutcomeBody } from '@garita/api';
import type { DecisionContent } from '@garita/review';
import { fromHex, MAX_ENHANCEMENTS, makeDecision, makeOutcome, type Outcome, toHex } from '@garita/trust';
import { printable } from '../app/printable.ts';
import type { Session } from '../app/session.tsx';
import { NoSigningKey, signingKey } from '../app/signing-key.ts';
import { webCrypto } from '../app/web-crypto.ts';
import type { DecisionDraft, MakeReport } from './deciding.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { titleOf } from './title-of.ts';

const ENHANCEMENT = /^[a-z0-9][a-z0-9.:=_-]{0,63}$/;

type Signer = Pick<Session, 'agency' | 'person' | 'demoAccounts'>;

/** Signs a decision in this browser. Throws NoSigningKey, and a TrustError for what no decision may say. */
export async function signDecision(
  session: Signer,
  inspection: InspectionDetail,
  { verdict, reason, marks, enhancements }: DecisionDraft,
  undoSeconds: number,
  makeReport: MakeReport,
): Promise<OutboxEntry> {
  const { person, making } = await signer(session);
  const at = Date.now();
  const content: DecisionContent = {
    v: 2,
    agency: session.agency,
    scan: bytesOf(inspection.scan),
    decision: verdict,
    reason: printable(reason, 2000),
    marks: marks.map(onlyMark),
    enhancements: enhancements.filter((name) => ENHANCEMENT.test(name)).slice(0, MAX_ENHANCEMENTS),
    by: person,
    at,
  };
  const made = await makeReport(content);
  const report = made ? webCrypto.hasher.sha256(made) : null;
  const cose = await makeDecision({ ...content, report }, making);
  return entryOf({ kind: 'decision', person, inspection, what: verdict, cose, at, undoSeconds });
}

/** Signs what an examination found. Throws as signDecision does. */
export async function signOutcome(
  session: Signer,
  inspection: InspectionBody,
  { result, finds, note }: Pick<OutcomeBody, 'result' | 'finds' | 'note'>,
): Promise<OutboxEntry> {
  const { person, making } = await signer(session);
  const at = Date.now();
  const outcome: Outcome = {
    v: 1,
    agency: session.agency,
    scan: bytesOf(inspection.scan),
    result,
    finds: finds.map(({ contraband, description, quantity, unit, place }) => ({
      contraband,
      description: printable(description, 300),
      quantity,
      unit: unit === null ? null : printable(unit, 16),
      place: printable(place, 300),
    })),
    note: printable(note, 2000),
    by: person,
    at,
  };
  const cose = await makeOutcome(outcome, making);
  return entryOf({ kind: 'outcome', person, inspection, what: result, cose, at, undoSeconds: 0 });
}

async function signer(session: Signer) {
  const key = await signingKey(session);
  if (!key || session.person === null) throw new NoSigningKey('no key of this person in this browser');
  return { person: session.person, making: { crypto: webCrypto, signer: key } };
}

function entryOf(made: {
  readonly kind: OutboxEntry['kind'];
  readonly person: string;
  readonly inspection: InspectionBody;
  readonly what: OutboxEntry['what'];
  readonly cose: Uint8Array;
  readonly at: number;
  readonly undoSeconds: number;
}): OutboxEntry {
  const { kind, person, inspection, what, cose, at, undoSeconds } = made;
  return {
    id: toHex(webCrypto.hasher.sha256(cose)),
    kind,
    person,
    scan: inspection.scan,
    title: titleOf(inspection),
    what,
    cose: Uint8Array.from(cose),
    signedAt: at,
    undoSeconds,
    seenDecidedAt: inspection.decidedAt,
    state: 'waiting',
    tried: 0,
    nextAt: at,
    undoUntil: null,
    logIndex: null,
    problem: null,
    endedAt: null,
  };
}

/** Field by field: what else the object carries is nobody's business but the page's. */
function onlyMark({ object, frame, shape, points, threatCategory, contraband, certainty, text }: MarkBody): MarkBody {
  return { object, frame, shape, points, threatCategory, contraband, certainty, text: printable(text, 300) };
}

function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (!bytes) throw new TypeError(`${hex} is no hash`);
  return bytes;
}
