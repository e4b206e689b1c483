// Two agencies with an agreement, whose witnesses cosign each other's logs: everything a share, a receipt and a bundle
// are made of, for tests and vectors.
import { randomBytes } from 'node:crypto';
import {
  type Agreement,
  type BundleParts,
  defaultPolicy,
  joinAgreement,
  makeAgreement,
  makeReceipt,
  readSignedAgreement,
  type SharePush,
  type ShareReceipt,
  type SignedAgreement,
  signAgreement,
} from '@garita/exchange';
import { trustCrypto } from '@garita/node-crypto';
import {
  addSignatures,
  cosign,
  formatProof,
  hashLeaf,
  proveInclusion,
  rootOf,
  signCheckpoint,
} from '@garita/transparency-log';
import { commit, encodeRecord, type LogRecord, type LogRecords, type Opening } from '@garita/trust';
import { DAY_MS, makeWorld, WORLD_TIME, type World, type WorldScan } from './world.ts';

const { hasher } = trustCrypto;

/** An agency's log in memory; proofs are under a fresh checkpoint that the partner's witness cosigns. */
class MemoryLog {
  readonly #owner: World;
  readonly #witness: World;
  readonly #leaves: Uint8Array[] = [];

  constructor(owner: World, witness: World) {
    this.#owner = owner;
    this.#witness = witness;
  }

  append(entry: Uint8Array): number {
    return this.#leaves.push(hashLeaf(hasher, entry)) - 1;
  }

  /** Logs a record under a new salt. */
  record(event: LogRecord): { readonly opening: Opening; readonly entry: Uint8Array; readonly index: number } {
    const opening = { salt: new Uint8Array(randomBytes(32)), record: encodeRecord(event) };
    const entry = commit(hasher, event.kind, opening);
    return { opening, entry, index: this.append(entry) };
  }

  /** `cosigned`: seconds since 1970, or `false` for a checkpoint no witness has seen. */
  async proof(index: number, cosigned: number | false = Math.floor(this.#owner.at / 1000) + 2): Promise<string> {
    const size = this.#leaves.length;
    const root = rootOf(hasher, this.#leaves);
    let checkpoint = await signCheckpoint({ origin: this.#owner.log.origin, size, root }, this.#owner.log.signer);
    if (cosigned !== false) {
      checkpoint = addSignatures(checkpoint, await cosign(checkpoint, this.#witness.witness.signer, cosigned));
    }
    const read = (level: number, at: number) => rootOf(hasher, this.#leaves.slice(at << level, (at + 1) << level));
    return formatProof({ index, hashes: await proveInclusion(hasher, index, size, read), checkpoint });
  }
}

export interface Shared {
  readonly scan: WorldScan;
  readonly push: SharePush;
  /** Leaf hash of the share entry. */
  readonly leaf: Uint8Array;
}

export interface Border {
  readonly sender: World;
  readonly recipient: World;
  readonly senderLog: MemoryLog;
  readonly recipientLog: MemoryLog;
  readonly agreementBytes: Uint8Array;
  readonly signedAgreement: Uint8Array;
  readonly agreement: SignedAgreement;
  /** Another agreement between the two, signed by both. */
  agree(change?: Partial<Agreement>): Promise<{ readonly bytes: Uint8Array; readonly signed: Uint8Array }>;
  /** Admits, logs and shares a scan. */
  share(scan: WorldScan, change?: ShareChange): Promise<Shared>;
  /** Logs and shares a decision about a scan. */
  shareDecision(decision: Uint8Array, scan: Uint8Array, change?: ShareChange): Promise<Omit<Shared, 'scan'>>;
  /** The recipient's receipt of a share. */
  receive(shared: Pick<Shared, 'push' | 'leaf'>, change?: Partial<LogRecords['received']>): Promise<ShareReceipt>;
  /** The parts of a bundle of a scan, with a decision if one is given. */
  bundle(scan: WorldScan, decision?: Uint8Array): Promise<BundleParts>;
}

/** Replaces fields of the records, or leaves the witness out. */
export interface ShareChange {
  readonly admitted?: Partial<LogRecords['scan-admitted']>;
  readonly share?: Partial<LogRecords['share']>;
  readonly cosigned?: number | false;
}

/** `equipmentSignatures`: how many officers of the sender must sign its trust list. */
export async function makeBorder({ at = WORLD_TIME, equipmentSignatures = 1 } = {}): Promise<Border> {
  const sender = await makeWorld({ agency: 'mx', at, equipmentSignatures });
  const recipient = await makeWorld({ agency: 'us', at });
  const senderLog = new MemoryLog(sender, recipient);
  const recipientLog = new MemoryLog(recipient, sender);
  // Neither log begins with what is shared.
  for (let count = 0; count < 5; count += 1) {
    senderLog.append(new Uint8Array(randomBytes(40)));
    recipientLog.append(new Uint8Array(randomBytes(40)));
  }

  const roots = [hasher.sha256(sender.root.certificate), hasher.sha256(recipient.root.certificate)] as const;
  const agree: Border['agree'] = async (change = {}) => {
    const bytes = makeAgreement({ ...sampleTerms(at, roots), ...change });
    const officers = [sender, recipient].map(({ officers }) => officers['exchange-officer'].signer);
    const signatures = await Promise.all(officers.map((officer) => signAgreement(trustCrypto, bytes, officer)));
    return { bytes, signed: joinAgreement(bytes, signatures) };
  };
  const { bytes: agreementBytes, signed: signedAgreement } = await agree();
  const parties = [sender.descriptor, recipient.descriptor];
  const agreement = await readSignedAgreement(trustCrypto, signedAgreement, { parties, at });

  const shareSubject = async (
    subject: { readonly item: 'scan' | 'decision'; readonly bytes: Uint8Array; readonly scan: Uint8Array },
    admitted: ReturnType<MemoryLog['record']>,
    change: ShareChange,
  ) => {
    const share = senderLog.record({
      v: 1,
      kind: 'share',
      at: at + 1000,
      item: subject.item,
      subject: hasher.sha256(subject.bytes),
      scan: subject.scan,
      leaf: hashLeaf(hasher, admitted.entry),
      agreement: agreement.hash,
      recipient: recipient.agency,
      ...change.share,
    });
    const push: SharePush = {
      item: subject.item,
      subject: subject.bytes,
      admitted: admitted.opening,
      admittedProof: await senderLog.proof(admitted.index, change.cosigned),
      share: share.opening,
      shareProof: await senderLog.proof(share.index, change.cosigned),
      trustList: subject.item === 'scan' ? sender.trustList.hash : null,
      descriptor: sender.descriptor.hash,
    };
    return { push, leaf: hashLeaf(hasher, share.entry) };
  };

  const share: Border['share'] = async (scan, change = {}) => {
    const { device, deviceSeq } = scan.statement;
    const admitted = senderLog.record({
      v: 1,
      kind: 'scan-admitted',
      at,
      statement: scan.hash,
      device,
      deviceSeq,
      trustList: sender.trustList.hash,
      ...change.admitted,
    });
    return { scan, ...(await shareSubject({ item: 'scan', bytes: scan.bytes, scan: scan.hash }, admitted, change)) };
  };

  const shareDecision: Border['shareDecision'] = (bytes, scan, change = {}) => {
    const admitted = senderLog.record({ v: 1, kind: 'decision', at, decision: hasher.sha256(bytes), scan });
    return shareSubject({ item: 'decision', bytes, scan }, admitted, change);
  };

  const receive: Border['receive'] = async ({ push, leaf, ...rest }, change = {}) => {
    const objects = 'scan' in rest ? (rest.scan as WorldScan).objects.map(({ sha256 }) => sha256) : [];
    const received = recipientLog.record({
      v: 1,
      kind: 'received',
      at: at + 1500,
      sender: sender.agency,
      share: leaf,
      item: push.item,
      subject: hasher.sha256(push.subject),
      objects,
      result: 'verified',
      reasons: [],
      ...change,
    });
    return { share: leaf, received: received.opening, proof: await recipientLog.proof(received.index) };
  };

  const bundle: Border['bundle'] = async (scan, decision) => {
    const shared = await share(scan);
    const decided = decision && (await shareDecision(decision, scan.hash)).push;
    return {
      agreement: signedAgreement,
      sender: {
        root: sender.root.certificate,
        descriptor: sender.descriptorBytes,
        trustList: sender.trustListBytes,
        admitted: shared.push.admitted,
        admittedProof: shared.push.admittedProof,
        share: shared.push.share,
        shareProof: shared.push.shareProof,
      },
      statement: scan.bytes,
      recipient: {
        root: recipient.root.certificate,
        descriptor: recipient.descriptorBytes,
        receipt: makeReceipt(await receive(shared)),
      },
      ...(decided && {
        decision: { cose: decision, opening: decided.admitted, proof: decided.admittedProof },
      }),
    };
  };

  return {
    sender,
    recipient,
    senderLog,
    recipientLog,
    agreementBytes,
    signedAgreement,
    agreement,
    agree,
    share,
    shareDecision,
    receive,
    bundle,
  };
}

/** Terms between `mx` and `us`, in force from a day before `at`, for a year. `roots`: hashes of their certificates. */
export function sampleTerms(at: number, roots: readonly [Uint8Array, Uint8Array]): Agreement {
  return {
    v: 1,
    id: 'mx-us-sample',
    version: 1,
    parties: [
      { agency: 'mx', root: roots[0] },
      { agency: 'us', root: roots[1] },
    ],
    title: { es: 'Acuerdo de muestra', en: 'Sample agreement' },
    purpose: { es: 'No escanear dos veces lo mismo.', en: 'Not to scan the same thing twice.' },
    text: { es: 'Muestra: no obliga a nadie.', en: 'Sample: it binds nobody.' },
    items: ['scan', 'decision'],
    retentionDays: 1825,
    policy: defaultPolicy(['mx', 'us']),
    validFrom: at - DAY_MS,
    validUntil: at + 365 * DAY_MS,
    previous: null,
    sample: true,
  };
}
