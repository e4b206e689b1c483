// Statements that are signed and still to be refused: the corners where two readers could see two different documents.
import { decodeCbor, type Es256Signer, encodeCbor, openCose, toHex } from '@garita/trust';
import { p256 } from '@noble/curves/nist.js';

interface Refused {
  readonly name: string;
  readonly cose: string;
  readonly code: 'STATEMENT_MALFORMED' | 'CERTIFICATE_UNTRUSTED' | 'SIGNATURE_INVALID';
}

type Edit = (hex: string) => string;
const same: Edit = (hex) => hex;

/** `good` is a statement whose payload is a map of 19 entries, the first of them `v: 1`. */
export async function refusedStatements(good: Uint8Array, signer: Es256Signer): Promise<readonly Refused[]> {
  const { protectedHeader, payload, signature } = openCose(good, good.length);
  const [, unprotected] = decodeCbor(good.subarray(1), { maxBytes: good.length }) as [
    unknown,
    Map<number, Uint8Array[]>,
  ];
  const chain = unprotected.get(33) as Uint8Array[];
  const outer = toHex(encodeCbor(unprotected));
  const inner = toHex(payload as Uint8Array);
  const header = toHex(protectedHeader);

  const seal = async (editPayload: Edit, editHeader: Edit = same, editOuter: Edit = same): Promise<string> => {
    const [sealedHeader, sealedPayload] = [bytesOf(editHeader(header)), bytesOf(editPayload(inner))];
    const signed = encodeCbor(['Signature1', sealedHeader, new Uint8Array(), sealedPayload]);
    const parts = [encodeCbor(sealedHeader), bytesOf(editOuter(outer)), encodeCbor(sealedPayload)];
    return `d284${parts.map(toHex).join('')}${toHex(encodeCbor(await signer.sign(signed)))}`;
  };
  const malformed = (name: string, cose: string): Refused => ({ name, cose, code: 'STATEMENT_MALFORMED' });
  // CBOR by hand: b3 is a map of 19, b4 of 20; 6176 01 is "v": 1.
  const first = '617601';
  const rest = inner.slice('b3'.length + first.length);

  return [
    malformed('a key twice', await seal(() => `b4${first}${first}${rest}`)),
    malformed('keys out of order', await seal(() => `b3${rest}${first}`)),
    malformed('a map of indefinite length', await seal(() => `bf${first}${rest}ff`)),
    malformed('an integer longer than it needs to be', await seal(() => `b361761801${rest}`)),
    malformed('a float where an integer belongs', await seal(() => `b36176f93c00${rest}`)),
    malformed('a tag inside', await seal(() => `b36176c101${rest}`)),
    malformed('an unknown key', await seal(() => `b4${first}617701${rest}`)),
    malformed('a missing key', await seal(() => `b2${rest}`)),
    malformed('another version', await seal(() => `b3617602${rest}`)),
    malformed('a byte after the payload', await seal((hex) => `${hex}00`)),
    malformed('a byte after the end', `${toHex(good)}00`),
    malformed('no tag', toHex(good).slice(2)),
    malformed('another algorithm', await seal(same, (hex) => hex.replace('a40126', 'a40127'))),
    malformed('an unknown header', await seal(same, (hex) => `a5${hex.slice(2)}182300`)),
    malformed('an unknown unprotected header', await seal(same, same, (hex) => `a20401${hex.slice(2)}`)),
    malformed('claims of another scan', await seal((hex) => hex.replace(ascii('6f1c1a52'), ascii('6f1c1a53')))),
    malformed(
      'one certificate as an array',
      await seal(same, same, () => toHex(encodeCbor(new Map([[33, chain.slice(0, 1)]])))),
    ),
    {
      name: 'another chain, which nobody signs: the device CA left out',
      cose: await seal(same, same, () => toHex(encodeCbor(new Map([[33, chain[0] as Uint8Array]])))),
      code: 'CERTIFICATE_UNTRUSTED',
    },
    { name: 'the higher s', cose: withHigherS(good, signature), code: 'SIGNATURE_INVALID' },
  ];
}

function withHigherS(good: Uint8Array, signature: Uint8Array): string {
  const { Fn } = p256.Point;
  const high = Fn.toBytes(Fn.neg(Fn.fromBytes(signature.subarray(32))));
  return toHex(good).slice(0, -64) + toHex(high);
}

function bytesOf(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

function ascii(text: string): string {
  return Buffer.from(text).toString('hex');
}
