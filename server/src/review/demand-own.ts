import { TrustError } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';

interface Sent {
  /** Of the address, hex. */
  readonly scan: string;
  /** Whose session or API key it came with. */
  readonly person: string;
}

/**
 * What `verify` found good, when it is about the scan it was sent to and signed by whoever sends it. Throws a `Refusal`
 * with the `TrustError`'s code, `…_OTHER_SCAN` or `…_OTHER_PERSON`.
 */
export async function demandOwn<Document extends { readonly scan: Uint8Array; readonly by: string }>(
  kind: 'DECISION' | 'OUTCOME',
  { scan, person }: Sent,
  verify: () => Promise<Document>,
): Promise<Document> {
  const document = await verify().catch((error: unknown) => {
    if (error instanceof TrustError) throw new Refusal(422, error.code, error.message);
    throw error;
  });
  if (Buffer.from(document.scan).toString('hex') !== scan)
    throw new Refusal(409, `${kind}_OTHER_SCAN`, 'what was signed names another scan than the address');
  if (document.by !== person)
    throw new Refusal(403, `${kind}_OTHER_PERSON`, `signed by ${document.by}, sent with the key of ${person}`);
  return document;
}
