import type { SignedAnswer, SigningItem, SigningList } from '@garita/api';
import { trustCrypto } from '@garita/node-crypto';
import { signDocument } from '@garita/trust';
import type { Officer } from './officer.ts';

interface TwoAuthorities {
  readonly authority: Officer;
  /** The second pair of eyes. */
  readonly director: Officer;
}

/** Both officers sign whatever waits, until nothing does: credentials first, then the lists that name them. */
export async function signEverything({ authority, director }: TwoAuthorities): Promise<void> {
  for (let round = 0; round < 10; round++) {
    let signed = 0;
    for (const officer of [authority, director]) signed += await signWaiting(officer);
    if (signed === 0) return;
  }
}

/** Signs what waits for this officer; answers how many documents. */
async function signWaiting(officer: Officer): Promise<number> {
  const { items } = await officer.client.get<SigningList>('/api/v1/equipment/signing');
  let signed = 0;
  for (const item of items) {
    if (item.withheld !== null) continue;
    await signItem(item, officer);
    signed++;
  }
  return signed;
}

/** The second of two signs a decision that the first proposed. */
export async function countersign({ id }: SignedAnswer, director: Officer): Promise<void> {
  const { items } = await director.client.get<SigningList>('/api/v1/equipment/signing');
  const item = items.find((one) => one.kind === 'decision' && one.id === id);
  if (!item?.signed) throw new Error(`decision ${id} does not wait for a second signature`);
  await signItem(item, director);
}

async function signItem(item: SigningItem, { client, signer }: Officer): Promise<void> {
  const document = {
    contentType: item.contentType,
    typ: item.typ,
    payload: Buffer.from(item.payload, 'base64'),
    signed: item.signed === null ? null : Buffer.from(item.signed, 'base64'),
  };
  const cose = await signDocument(document, { crypto: trustCrypto, signer });
  await client.sendCose<SignedAnswer>('POST', `/api/v1/equipment/signing/${item.kind}/${item.id}`, cose);
}
