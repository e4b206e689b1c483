import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

export interface PasswordCost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

// OWASP Password Storage Cheat Sheet, "Argon2id": m = 19456 (19 MiB), t = 2, p = 1 as the least. RFC 9106 section 4 would
// have 64 MiB, t = 3, p = 4: more than a server that also takes scans in should give to whoever tries to sign in.
export const PASSWORD_COST: PasswordCost = { memory: 19_456, passes: 2, parallelism: 1 };

// RFC 9106 section 4: 128 bits of salt, 256 of tag.
const SALT_BYTES = 16;
const TAG_BYTES = 32;

const derive = promisify(argon2);
// PHC string format, as every other program writes Argon2id: base64 without padding.
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{22,128})$/;

/** A PHC string (`$argon2id$v=19$m=…,t=…,p=…$salt$tag`) under a new salt. */
export async function hashPassword(password: string, cost: PasswordCost = PASSWORD_COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await argon2id(password, salt, cost, TAG_BYTES);
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/**
 * Whether the password is the one behind a PHC string, and whether that was made at another cost than today's.
 * Throws for what is no such string: that is a damaged database, and no wrong password.
 */
export async function checkPassword(
  password: string,
  phc: string,
  cost: PasswordCost = PASSWORD_COST,
): Promise<{ readonly right: boolean; readonly outdated: boolean }> {
  const [, m, t, p, salt, tag] = PHC.exec(phc) ?? [];
  if (salt === undefined || tag === undefined) throw new Error('an account’s password is not kept as it should be');
  const kept = { memory: Number(m), passes: Number(t), parallelism: Number(p) };
  const expected = Buffer.from(tag, 'base64');
  const found = await argon2id(password, Buffer.from(salt, 'base64'), kept, expected.length);
  const outdated = kept.memory !== cost.memory || kept.passes !== cost.passes || kept.parallelism !== cost.parallelism;
  return { right: timingSafeEqual(found, expected), outdated };
}

function argon2id(password: string, nonce: Buffer, cost: PasswordCost, tagLength: number): Promise<Buffer> {
  // RFC 8265 section 4.2.2: the same letters, however a keyboard composes them, are the same password.
  return derive('argon2id', { message: password.normalize('NFC'), nonce, tagLength, ...cost });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
