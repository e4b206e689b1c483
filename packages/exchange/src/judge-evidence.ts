import { type AgencyDescriptor, readDescriptor, sameBytes, type TrustCrypto, type VerifiedScan } from '@garita/trust';
import { type Note, type OpenedDocuments, openDocuments, problemOf } from './bundle-documents.ts';
import type { CollectedBundle } from './collect-bundle.ts';
import { laterIfIssuedLater } from './descriptor-time.ts';
import { type JudgedDecision, judgeDecision } from './judge-decision.ts';
import { isFuture } from './logged.ts';
import { membersOf } from './reason-member.ts';
import type { SharePush } from './share-push.ts';
import type { VerifiedShare } from './share-verdict.ts';
import { readSignedAgreement, type SignedAgreement } from './signed-agreement.ts';
import { type VerifiedReceipt, verifyReceipt } from './verify-receipt.ts';
import { verifyShare } from './verify-share.ts';
import { verifySharedObjects } from './verify-shared-objects.ts';

/** Everything a bundle proves, verified. */
export interface Evidence {
  readonly agreement: SignedAgreement;
  readonly recipient: AgencyDescriptor;
  readonly share: VerifiedShare;
  readonly scan: VerifiedScan;
  readonly receipt: VerifiedReceipt;
  readonly decision?: JudgedDecision;
}

/** Judges what a bundle's documents say, trusting the given roots alone. Every problem found goes to `note`. */
export async function judgeEvidence(
  crypto: TrustCrypto,
  bundle: CollectedBundle,
  trusted: { readonly roots: readonly Uint8Array[]; readonly at: number },
  note: Note,
): Promise<Evidence | undefined> {
  const documents = openDocuments(bundle.documents, note);
  const roots = trustedRoots(documents, trusted.roots, note);
  // Validity is judged when things were done, not today: a certificate expires, what it proved stays.
  const sharedAt = documents.share?.record.at ?? trusted.at;
  const receivedAt = documents.received?.at ?? trusted.at;
  const senderAt = laterIfIssuedLater(documents.bytes('sender/descriptor.cose'), sharedAt, trusted.at);
  const recipientAt = laterIfIssuedLater(documents.bytes('recipient/descriptor.cose'), receivedAt, trusted.at);
  const sender = await readAgency(crypto, documents, 'sender', roots.sender, senderAt, note);
  const recipient = await readAgency(crypto, documents, 'recipient', roots.recipient, recipientAt, note);
  if (!sender || !recipient || !roots.sender) return undefined;

  const context = { parties: [sender, recipient], at: sharedAt };
  const agreement = await attempt('agreement.cbor', 'sender/share.cbor', note, async () => {
    const bytes = documents.bytes('agreement.cbor');
    return bytes && readSignedAgreement(crypto, bytes, context);
  });
  const push = agreement && pushOf(crypto, documents);
  if (!agreement || !push) return undefined;
  const shared = await verifyShare(crypto, push, {
    at: senderAt,
    senderRoot: roots.sender,
    descriptor: documents.bytes('sender/descriptor.cose') as Uint8Array,
    trustList: documents.bytes('sender/trust-list.cose'),
    agreement,
    recipient: recipient.agency,
    witness: recipient.witness,
  });
  if (isFuture(sharedAt, trusted.at))
    note('sender/share.cbor', 'TIME_IMPLAUSIBLE', 'the share is recorded in the future');
  if (!shared.ok) {
    noteAll(shared.reasons, bundle, note);
    return undefined;
  }
  const { share } = shared;
  const objects = await verifySharedObjects(crypto, share, bundle.objects);
  if (!objects.ok) noteAll(objects.reasons, bundle, note);
  const receipt = await judgeReceipt(crypto, documents, { share, sender, recipient, at: trusted.at }, bundle, note);
  const decision = bundle.hasDecision
    ? await judgeDecision(
        crypto,
        documents,
        { sender, scan: share.scan, witness: recipient.witness, at: trusted.at },
        note,
      )
    : undefined;
  if (!objects.ok || !receipt) return undefined;
  return { agreement, recipient, share, scan: objects.scan, receipt, ...(decision && { decision }) };
}

/** The roots by role: each must be one of those given, byte for byte, and they must differ. */
function trustedRoots(documents: OpenedDocuments, given: readonly Uint8Array[], note: Note) {
  const known = (name: 'sender/root.der' | 'recipient/root.der') => {
    const found = documents.bytes(name);
    const root = found && given.find((candidate) => sameBytes(candidate, found));
    if (found && !root) note(name, 'BUNDLE_ROOT_UNKNOWN', 'not one of the root certificates the verifier was given');
    return root;
  };
  const sender = known('sender/root.der');
  const recipient = known('recipient/root.der');
  if (sender && recipient && sameBytes(sender, recipient)) {
    note('recipient/root.der', 'BUNDLE_ROOT_UNKNOWN', 'sender and recipient have the same root');
    return { sender, recipient: undefined };
  }
  return { sender, recipient };
}

function readAgency(
  crypto: TrustCrypto,
  documents: OpenedDocuments,
  role: 'sender' | 'recipient',
  rootCertificate: Uint8Array | undefined,
  at: number,
  note: Note,
): Promise<AgencyDescriptor | undefined> {
  const name = `${role}/descriptor.cose` as const;
  return attempt(name, role === 'sender' ? 'sender/share.cbor' : 'recipient/receipt.cbor', note, async () => {
    const bytes = documents.bytes(name);
    return bytes && rootCertificate && readDescriptor(crypto, bytes, { rootCertificate, at });
  });
}

/** The share as it was pushed, put together again. */
function pushOf(crypto: TrustCrypto, documents: OpenedDocuments): SharePush | undefined {
  const { admitted, share } = documents;
  const subject = documents.bytes('statement.cose');
  const descriptor = documents.bytes('sender/descriptor.cose');
  const admittedProof = documents.text('sender/admitted.tlog-proof');
  const shareProof = documents.text('sender/share.tlog-proof');
  const isWhole = admitted && share && subject && descriptor;
  if (!isWhole || admittedProof === undefined || shareProof === undefined) return undefined;
  return {
    item: 'scan',
    subject,
    admitted: admitted.opening,
    admittedProof,
    share: share.opening,
    shareProof,
    trustList: admitted.record.trustList,
    descriptor: crypto.hasher.sha256(descriptor),
  };
}

async function judgeReceipt(
  crypto: TrustCrypto,
  { receipt }: OpenedDocuments,
  given: { share: VerifiedShare; sender: AgencyDescriptor; recipient: AgencyDescriptor; at: number },
  bundle: CollectedBundle,
  note: Note,
): Promise<VerifiedReceipt | undefined> {
  if (!receipt) return undefined;
  const { share, sender, recipient, at } = given;
  const verdict = await verifyReceipt(crypto, receipt, {
    at,
    sender: sender.agency,
    recipient,
    witness: sender.witness,
    share: share.leaf,
    item: 'scan',
    subject: share.subject,
    objects: share.statement?.objects.map(({ sha256 }) => sha256) ?? [],
  });
  if (verdict.ok) return verdict.receipt;
  noteAll(verdict.reasons, bundle, note);
  return undefined;
}

function noteAll(reasons: readonly Parameters<typeof membersOf>[0][], bundle: CollectedBundle, note: Note): void {
  for (const reason of reasons) {
    for (const member of membersOf(reason, bundle.objectNames)) note(member, reason.code, reason.detail);
  }
}

/** `timedBy`: the member whose unproven time it is judged at, and which may be the wrong one of the two. */
async function attempt<T>(
  member: string,
  timedBy: string,
  note: Note,
  read: () => Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const [code, detail] = problemOf(error);
    note(member, code, detail);
    if (/EXPIRED|NOT_YET_VALID|CERTIFICATE_INVALID/.test(`${code} ${detail}`)) {
      note(timedBy, 'TIME_IMPLAUSIBLE', `its time is outside the validity of ${member}`);
    }
    return undefined;
  }
}
