import { decodeBase64, encodeBase64 } from './base64.ts';
import { concatBytes, utf8 } from './bytes.ts';
import { LogError } from './log-error.ts';
import type { Hasher } from './merkle-tree.ts';

/** A public key as signed-note knows it; `id` is a uint32 that only tells keys apart and proves nothing. */
export interface VerifierKey {
  readonly name: string;
  readonly id: number;
  readonly type: 'ed25519' | 'cosignature-v1';
  readonly publicKey: Uint8Array;
}

// signed-note, Signature types. Other types exist; a log of ours is signed with these two, and more doors are more locks.
const TYPE_BYTE = { ed25519: 0x01, 'cosignature-v1': 0x04 } as const;
const PUBLIC_KEY_BYTES = 32;
const MAX_NAME = 255;
const MAX_VKEY = 400;

/** signed-note: non-empty, without Unicode spaces or plus; control characters are barred from the whole note. */
export function isKeyName(name: string): boolean {
  return name.length <= MAX_NAME && name.isWellFormed() && /^[^\p{White_Space}\p{Cc}+]+$/u.test(name);
}

/** Reads "<name>+<key id in hex>+<base64 of type and key>". Throws KEY_MALFORMED, also where the id is not the key's. */
export function parseVerifierKey(hasher: Hasher, text: string): VerifierKey {
  const match = text.length > MAX_VKEY ? null : /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  const [, name = '', id = '', material = ''] = match ?? [];
  if (!isKeyName(name)) throw malformed('a verifier key reads <name>+<id>+<base64>');
  const bytes = decodeBase64(material);
  if (bytes === undefined) throw malformed('its key is not canonical base64');
  const type = (['ed25519', 'cosignature-v1'] as const).find((candidate) => TYPE_BYTE[candidate] === bytes[0]);
  if (type === undefined) throw malformed(`signature type ${bytes[0]} is not one this log uses`);
  const key = makeVerifierKey(hasher, name, type, bytes.slice(1));
  if (key.id !== Number.parseInt(id, 16)) throw malformed('its id does not belong to its name and key');
  return key;
}

export function formatVerifierKey(
  hasher: Hasher,
  name: string,
  type: VerifierKey['type'],
  publicKey: Uint8Array,
): string {
  const { id } = makeVerifierKey(hasher, name, type, publicKey);
  const material = encodeBase64(concatBytes(Uint8Array.of(TYPE_BYTE[type]), publicKey));
  return `${name}+${id.toString(16).padStart(8, '0')}+${material}`;
}

/** The key with its id: SHA-256(name || 0x0A || type || public key), first four bytes, big-endian. */
export function makeVerifierKey(
  hasher: Hasher,
  name: string,
  type: VerifierKey['type'],
  publicKey: Uint8Array,
): VerifierKey {
  if (!isKeyName(name)) throw malformed('a key name is not empty and has neither spaces nor plus');
  if (publicKey.length !== PUBLIC_KEY_BYTES) throw malformed(`an Ed25519 public key is ${PUBLIC_KEY_BYTES} bytes`);
  const digest = hasher.sha256(utf8(`${name}\n`), Uint8Array.of(TYPE_BYTE[type]), publicKey);
  const id = new DataView(digest.buffer, digest.byteOffset, 4).getUint32(0);
  return { name, id, type, publicKey };
}

export function isSameKey(left: { name: string; id: number }, right: { name: string; id: number }): boolean {
  return left.name === right.name && left.id === right.id;
}

function malformed(detail: string): LogError {
  return new LogError('KEY_MALFORMED', `not a verifier key: ${detail}`);
}
