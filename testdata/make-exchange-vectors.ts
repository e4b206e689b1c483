// Writes testdata/exchange: one share between two sample agencies, with its receipt and bundle, for other
// implementations to read. Keys are new every time and kept nowhere; run it only when the protocol changes.
import { mkdir, writeFile } from 'node:fs/promises';
import { makePush, makeReceipt, writeBundle } from '@garita/exchange';
import { trustCrypto } from '@garita/node-crypto';
import { hashLeaf } from '@garita/transparency-log';
import { commit, toHex } from '@garita/trust';
import { makeBorder } from './border.ts';

const folder = new URL('exchange/', import.meta.url);
const { hasher } = trustCrypto;

const border = await makeBorder();
const { sender, recipient } = border;
const files = ['Garita sample object: not an image.\n', '<sample/>\n'].map((text) => new TextEncoder().encode(text));
const scan = await sender.scan({ files });
const shared = await border.share(scan);
const receipt = await border.receive(shared);
const { push } = shared;
const decision = await sender.decide(scan.hash);
const decided = await border.shareDecision(decision, scan.hash);

const parts = {
  agreement: border.signedAgreement,
  sender: {
    ...push,
    root: sender.root.certificate,
    descriptor: sender.descriptorBytes,
    trustList: sender.trustListBytes,
  },
  statement: scan.bytes,
  recipient: {
    root: recipient.root.certificate,
    descriptor: recipient.descriptorBytes,
    receipt: makeReceipt(receipt),
  },
  decision: { cose: decision, opening: decided.push.admitted, proof: decided.push.admittedProof },
};
const open = async function* (index: number) {
  yield files[index] as Uint8Array;
};

const hex = (bytes: Uint8Array) => toHex(bytes);
const expected = {
  at: border.sender.at,
  agreement: hex(border.agreement.hash),
  statement: hex(scan.hash),
  objects: scan.objects.map(({ sha256 }) => hex(sha256)),
  admittedEntry: hex(commit(hasher, 'scan-admitted', push.admitted)),
  admittedLeaf: hex(hashLeaf(hasher, commit(hasher, 'scan-admitted', push.admitted))),
  shareEntry: hex(commit(hasher, 'share', push.share)),
  shareLeaf: hex(shared.leaf),
  receivedEntry: hex(commit(hasher, 'received', receipt.received)),
  decision: hex(hasher.sha256(decision)),
};

await mkdir(folder, { recursive: true });
const outputs: Readonly<Record<string, Uint8Array | string>> = {
  'mx-root.der': sender.root.certificate,
  'mx-descriptor.cose': sender.descriptorBytes,
  'mx-trust-list.cose': sender.trustListBytes,
  'us-root.der': recipient.root.certificate,
  'us-descriptor.cose': recipient.descriptorBytes,
  'agreement.cbor': border.agreementBytes,
  'signed-agreement.cbor': border.signedAgreement,
  'share-scan.cbor': makePush(push),
  'share-decision.cbor': makePush(decided.push),
  'receipt.cbor': makeReceipt(receipt),
  'bundle.tar': Buffer.concat(await Array.fromAsync(writeBundle(trustCrypto, parts, open))),
  'expected.json': `${JSON.stringify(expected, undefined, 2)}\n`,
};
for (const [name, bytes] of Object.entries(outputs)) await writeFile(new URL(name, folder), bytes);
