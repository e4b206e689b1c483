import type { SigningItem, SigningKind } from '@garita/api';
import { decodeBase64 } from '@garita/transparency-log';
import {
  APPROVAL_CREDENTIAL_MAX_BYTES,
  counterSign,
  demandKind,
  EQUIPMENT_DECISION_MAX_BYTES,
  type Es256Signer,
  openCose,
  STATUS_LIST_MAX_BYTES,
  sameBytes,
  sealCose,
  TRUST_LIST_MAX_BYTES,
  type TrustCrypto,
  TrustError,
  toHex,
} from '@garita/trust';

const MAX_BYTES: Readonly<Record<SigningKind, number>> = {
  decision: EQUIPMENT_DECISION_MAX_BYTES,
  credential: APPROVAL_CREDENTIAL_MAX_BYTES,
  'trust-list': TRUST_LIST_MAX_BYTES,
  'status-list': STATUS_LIST_MAX_BYTES,
};

/** What the server offers to sign is not what it is named after, or not what the others signed. */
export class OtherDocument extends Error {
  override readonly name = 'OtherDocument';
}

/**
 * The document with one signature more: sealed by whoever is first, countersigned (RFC 9338) by whoever comes after.
 * Throws OtherDocument when payload, name, kind and what was signed before do not belong together, and a TrustError.
 */
export async function signItem(
  crypto: TrustCrypto,
  signer: Es256Signer,
  item: SigningItem,
): Promise<Uint8Array<ArrayBuffer>> {
  const payload = payloadOf(crypto, item);
  const maxBytes = MAX_BYTES[item.kind];
  const { contentType, typ } = item;
  if (item.signed === null) {
    const sealed = await sealCose(crypto, signer, { contentType, payload, ...(typ !== null && { typ }) });
    return ofKind(item, sealed);
  }
  const signed = decodeBase64(item.signed);
  if (!signed) throw new OtherDocument('no base64');
  const opened = openCose(signed, maxBytes, { countersigned: true, typ: typ !== null });
  if (!opened.payload || !sameBytes(opened.payload, payload) || opened.contentType !== contentType)
    throw new OtherDocument('the others signed another document');
  return ofKind(item, await counterSign(crypto, signer, signed, maxBytes));
}

/** Only what is of the kind that the server called it leaves this browser. */
function ofKind({ kind }: Pick<SigningItem, 'kind'>, cose: Uint8Array): Uint8Array<ArrayBuffer> {
  try {
    demandKind(kind, cose);
  } catch (error) {
    if (error instanceof TrustError) throw new OtherDocument(`no ${kind}`);
    throw error;
  }
  return Uint8Array.from(cose);
}

/** The bytes that are signed, which must be those that the item is named after. */
export function payloadOf(
  { hasher }: Pick<TrustCrypto, 'hasher'>,
  { payload, id }: Pick<SigningItem, 'payload' | 'id'>,
): Uint8Array {
  const bytes = decodeBase64(payload);
  if (!bytes || toHex(hasher.sha256(bytes)) !== id) throw new OtherDocument('the payload has another hash');
  return bytes;
}
