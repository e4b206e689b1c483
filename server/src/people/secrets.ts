import { createHash, randomBytes } from 'node:crypto';

/** RFC 4648 section 6. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** 20 characters of 5 bits: 100 random bits, and still to be read out over the telephone. */
const CODE_CHARACTERS = 20;

/** A one-time code's secret part. */
export function newCodeSecret(): string {
  return Array.from(randomBytes(CODE_CHARACTERS), (byte) => BASE32[byte & 31]).join('');
}

/** An API key; the prefix lets people and scanners for leaked secrets recognise one. */
export function newApiKey(agency: string): string {
  return `garita-${agency}-${randomBytes(32).toString('base64url')}`;
}

/** How secrets of 100 random bits and more are kept: nobody can guess one from its hash. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(`garita/secret/v1\0${secret}`, 'utf8').digest('hex');
}
