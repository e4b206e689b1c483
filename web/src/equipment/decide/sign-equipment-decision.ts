import type { NextDecision } from '@garita/api';
import { type EquipmentDecision, fromHex, makeEquipmentDecision } from '@garita/trust';
import { printable } from '../../app/printable.ts';
import { serverNow } from '../../app/server-clock.ts';
import type { Session } from '../../app/session.tsx';
import { NoSigningKey, signingKey } from '../../app/signing-key.ts';
import { webCrypto } from '../../app/web-crypto.ts';
import { type DecisionDraft, givesTrust } from './decision-draft.ts';

/**
 * Signs a step in this browser, with the first of its signatures. Throws NoSigningKey, and a TrustError for what no
 * decision may say.
 */
export async function signEquipmentDecision(
  session: Pick<Session, 'person' | 'demoAccounts'>,
  next: NextDecision,
  draft: DecisionDraft,
): Promise<Uint8Array<ArrayBuffer>> {
  const signer = await signingKey(session);
  if (!signer || session.person === null) throw new NoSigningKey();
  const step = next.steps.find(({ to }) => to === draft.to);
  const decision: EquipmentDecision = {
    v: 1,
    agency: next.agency,
    subject: next.subject,
    seq: next.seq,
    previous: next.previous === null ? null : bytesOf(next.previous),
    from: next.from,
    to: draft.to,
    section: draft.section,
    reason: draft.reason,
    es: printable(draft.words.es, 2000),
    en: printable(draft.words.en, 2000),
    record: step && givesTrust(next, step) && next.record !== null ? bytesOf(next.record) : null,
    evidence: draft.evidence.map(bytesOf),
    conditions: draft.conditions.map(({ es, en }) => ({ es: printable(es, 500), en: printable(en, 500) })),
    contexts: [...draft.contexts],
    validFrom: draft.validFrom,
    validUntil: draft.validUntil,
    compromisedSince: draft.compromisedSince,
    by: session.person,
    at: serverNow(),
  };
  return Uint8Array.from(await makeEquipmentDecision(decision, { crypto: webCrypto, signer }));
}

function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (!bytes) throw new TypeError(`${hex} is no hash`);
  return bytes;
}
