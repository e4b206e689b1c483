// The proof of a shared scan with both agencies' decisions, as a server hands it out; and cryptography as browsers have it.
import { webcrypto } from 'node:crypto';
import { trustCrypto } from '@garita/node-crypto';
import { parseProof } from '@garita/transparency-log';
import { hasLowS, type Opening, type TrustCrypto, toHex } from '@garita/trust';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Border, makeBorder } from '../../../testdata/border.ts';
import { WORLD_TIME, type WorldScan } from '../../../testdata/world.ts';
import type { ProofParts } from './proof-parts.ts';
import { makeReceipt } from './share-receipt.ts';

export interface SampleProof {
  readonly border: Border;
  readonly scan: WorldScan;
  readonly parts: ProofParts;
  readonly roots: readonly Uint8Array[];
}

export async function makeSampleProof(): Promise<SampleProof> {
  const border = await makeBorder({ equipmentSignatures: 2 });
  const { sender, recipient } = border;
  const scan = await sender.scan();
  const shared = await border.share(scan);
  const ours = (await border.shareDecision(await sender.decide(scan.hash), scan.hash)).push;
  const cose = await recipient.decide(scan.hash, { decision: 'refer', reason: 'A dense area.' });
  const decision = trustCrypto.hasher.sha256(cose);
  const at = WORLD_TIME + 1600;
  const theirs = border.recipientLog.record({ v: 1, kind: 'decision', at, decision, scan: scan.hash });
  const receipt = makeReceipt(await border.receive(shared));
  const { push, leaf } = shared;
  const parts: ProofParts = {
    scan: toHex(scan.hash),
    statement: scan.bytes,
    sender: {
      agency: 'mx',
      root: sender.root.certificate,
      descriptor: sender.descriptorBytes,
      trustList: sender.trustListBytes,
      logOrigin: sender.log.origin,
    },
    admitted: logged(push.admitted, push.admittedProof),
    share: {
      ...logged(push.share, push.shareProof),
      share: toHex(leaf),
      sharedAt: WORLD_TIME + 1000,
      agreement: border.signedAgreement,
    },
    recipient: {
      agency: 'us',
      root: recipient.root.certificate,
      descriptor: recipient.descriptorBytes,
      receipt,
    },
    decisions: [
      { ...logged(ours.admitted, ours.admittedProof), agency: 'mx', cose: ours.subject },
      { ...logged(theirs.opening, await border.recipientLog.proof(theirs.index)), agency: 'us', cose },
    ],
  };
  return { border, scan, parts, roots: [sender.root.certificate, recipient.root.certificate] };
}

function logged({ salt, record }: Opening, proof: string) {
  return { salt, record, index: parseProof(proof).index, proof };
}

/** What a browser has: WebCrypto for P-256, which answers later, and plain script for the rest. */
export const browserCrypto: TrustCrypto = {
  hasher: {
    sha256(...pieces) {
      const hash = sha256.create();
      for (const piece of pieces) hash.update(piece);
      return hash.digest();
    },
  },
  async verifyEs256(spki, message, signature) {
    if (!hasLowS(signature)) return false;
    const curve = { name: 'ECDSA', namedCurve: 'P-256' };
    try {
      const key = await webcrypto.subtle.importKey('spki', new Uint8Array(spki), curve, false, ['verify']);
      const scheme = { name: 'ECDSA', hash: 'SHA-256' };
      return await webcrypto.subtle.verify(scheme, key, new Uint8Array(signature), new Uint8Array(message));
    } catch {
      return false;
    }
  },
  verifyEd25519(publicKey, message, signature) {
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false;
    }
  },
};
