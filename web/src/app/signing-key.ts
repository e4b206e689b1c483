import { demoSigningKey } from '@garita/api';
import { decodeBase64, encodeBase64 } from '@garita/transparency-log';
import { type Es256Signer, toHex } from '@garita/trust';
import { useQuery } from '@tanstack/react-query';
import { ApiError, api } from './api.ts';
import { browserStore } from './browser-store.ts';
import type { Session } from './session.tsx';
import { es256Signer, generateHeldKey, type HeldKey, importHeldKey, webCrypto } from './web-crypto.ts';

/** The key with which somebody signs in this browser. */
export interface SigningKey extends HeldKey {
  /** `demo`: handed out by the server of a demonstration, so no secret. */
  readonly source: 'demo' | 'file' | 'made';
}

/** `KEY_UNREADABLE`: the file is no PEM of a PKCS#8 key; `KEY_OTHER_KIND`: a key of another kind than P-256. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError';
  readonly code: 'KEY_UNREADABLE' | 'KEY_OTHER_KIND';

  constructor(code: SigningKeyError['code'], options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** This browser has no key of the person's, so nothing can be signed. */
export class NoSigningKey extends Error {
  override readonly name = 'NoSigningKey';
}

const KEY = 'signing-key';
/** A PKCS#8 P-256 key in PEM has about 240 characters; whatever file somebody chose, no more than this is read. */
export const MOST_KEY_CHARACTERS = 10_000;

/** Signing needs the browser's own cryptography, which it offers to https and to this machine alone. */
export function canSign(): boolean {
  return globalThis.isSecureContext && globalThis.crypto?.subtle !== undefined;
}

/** Signs as the person of this session; `undefined` when this browser has no key of theirs. */
export async function signingKey(session: Pick<Session, 'person' | 'demoAccounts'>): Promise<Es256Signer | undefined> {
  const key = await findKey(session);
  return key && es256Signer(key);
}

/** The person's key: the one of this browser, or the demonstration's. */
async function findKey({
  person,
  demoAccounts,
}: Pick<Session, 'person' | 'demoAccounts'>): Promise<SigningKey | undefined> {
  if (person === null || !canSign()) return undefined;
  const kept = await (await browserStore()).get('keys', person).catch(() => undefined);
  if (kept) return kept;
  return demoAccounts.some((account) => account.person === person) ? demoKey(person) : undefined;
}

const demoKeys = new Map<string, Promise<SigningKey | undefined>>();

function demoKey(person: string): Promise<SigningKey | undefined> {
  const asked = demoKeys.get(person) ?? askDemoKey(person);
  demoKeys.set(person, asked);
  asked.catch(() => demoKeys.delete(person));
  return asked;
}

async function askDemoKey(person: string): Promise<SigningKey | undefined> {
  try {
    const { officer, pkcs8 } = await api.get('/api/v1/session/signing-key', demoSigningKey);
    const bytes = decodeBase64(pkcs8);
    if (officer !== person || !bytes) return undefined;
    return { ...(await importHeldKey(Uint8Array.from(bytes))), source: 'demo' };
  } catch (error) {
    // Demo people who sign nothing have no key.
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

/** Keeps the key of a file in this browser, from then on not extractable. Throws a SigningKeyError. */
export async function keepKeyOfFile(person: string, pem: string): Promise<void> {
  const body = /-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]{1,10000})-----END PRIVATE KEY-----/.exec(pem)?.[1];
  const bytes = body === undefined ? undefined : decodeBase64(body.replace(/\s/g, ''));
  if (!bytes) throw new SigningKeyError('KEY_UNREADABLE');
  const held = await importHeldKey(Uint8Array.from(bytes)).catch((cause: unknown) => {
    throw new SigningKeyError('KEY_OTHER_KIND', { cause });
  });
  await keep(person, held, 'file');
}

/** Makes a key in this browser; its private part never leaves it. */
export async function makeKey(person: string): Promise<void> {
  await keep(person, await generateHeldKey(), 'made');
}

/** The private part is gone for good, unless a file has it. */
export async function forgetKey(person: string): Promise<void> {
  await (await browserStore()).delete('keys', person);
}

async function keep(person: string, { privateKey, spki }: HeldKey, source: 'file' | 'made'): Promise<void> {
  await (await browserStore()).put('keys', { person, privateKey, spki, source, keptAt: Date.now() });
  // What the browser may clear when space is short would take the key with it.
  await navigator.storage?.persist?.().catch(() => false);
}

/** SHA-256 of the public key, hex: by which a signature names its key. */
export function fingerprintOf({ spki }: Pick<HeldKey, 'spki'>): string {
  return toHex(webCrypto.hasher.sha256(spki));
}

/** The public key as `garita officer add --public` reads it. */
export function publicPem({ spki }: Pick<HeldKey, 'spki'>): string {
  const lines = encodeBase64(spki).match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n');
}

/** `null`: this browser has no key of the person's. */
export function useSigningKey(session: Pick<Session, 'person' | 'demoAccounts'>) {
  return useQuery({
    queryKey: [KEY, session.person],
    queryFn: async () => (await findKey(session)) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export const SIGNING_KEY_QUERY: readonly [string] = [KEY];
