// SEC 2 version 2, section 2.4.2: the order n of the group of P-256.
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = ORDER / 2n;

/** Whether s of r||s (64 bytes) is at most n/2. Both s and n - s verify; accepting one keeps a document's hash its own. */
export function hasLowS(signature: Uint8Array): boolean {
  return sOf(signature) <= HALF_ORDER;
}

/** The same signature with the lower s. */
export function toLowS(signature: Uint8Array): Uint8Array {
  const low = new Uint8Array(signature);
  const s = sOf(signature);
  if (s <= HALF_ORDER || s >= ORDER) return low;
  let rest = ORDER - s;
  for (let index = 63; index >= 32; index--) {
    low[index] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return low;
}

function sOf(signature: Uint8Array): bigint {
  let s = 0n;
  for (const byte of signature.subarray(32)) s = (s << 8n) | BigInt(byte);
  return s;
}
