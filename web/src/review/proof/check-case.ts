import type { ScanProof } from '@garita/api';
import {
  decodeProof,
  type EncodedProof,
  type ProofParts,
  type ProofStep,
  verifyProof,
} from '@garita/exchange/verify-proof';
import { type ObservedObject, readStatement, type TrustCrypto, TrustError, toHex } from '@garita/trust';
import { hashObject } from './hash-object.ts';

export interface CheckAsk {
  /** Statement hash of the scan the reader looks at. */
  readonly scan: string;
  /** What the server handed out: nothing in it is believed. */
  readonly proof: ScanProof;
  /** Fingerprints, in hex, that the reader has compared with the agencies by another way. */
  readonly compared: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface CheckedRoot {
  readonly agency: string;
  /** SHA-256 of the certificate this browser was handed. */
  readonly fingerprint: string;
  /** The reader has compared another one: then this one is not accepted. */
  readonly differs: boolean;
}

export interface CheckedObject {
  readonly name: string;
  readonly role: string;
  readonly size: number;
  /** `undefined` when its bytes could not be had: then why. */
  readonly sha256: string | undefined;
  /** Code of the failure. */
  readonly because: string | undefined;
}

export interface CheckReport {
  readonly scan: string;
  readonly at: number;
  readonly steps: readonly ProofStep[];
  readonly roots: readonly CheckedRoot[];
  readonly objects: readonly CheckedObject[];
}

export interface Progress {
  readonly name: string;
  readonly number: number;
  readonly count: number;
  /** Bytes of all objects together. */
  readonly done: number;
  readonly total: number;
}

/** An object's bytes; throws an error with a `code` when they cannot be had. */
export type OpenObject = (sha256: string, signal: AbortSignal) => AsyncIterable<Uint8Array>;

/**
 * Checks everything about one scan where its reader is: hashes each object's bytes itself, then every signature and
 * proof. Rests on the agencies' roots alone, and of these on no other than the reader compared. Throws when aborted and
 * `PROOF_MALFORMED` for what is no proof at all.
 */
export async function checkCase(
  crypto: TrustCrypto,
  ask: CheckAsk,
  world: { readonly open: OpenObject; readonly signal: AbortSignal; progress(progress: Progress): void },
): Promise<CheckReport> {
  const parts: ProofParts = { ...decodeProof(ask.proof as EncodedProof), scan: ask.scan };
  const roots = rootsOf(crypto, parts, ask.compared);
  const { observed, objects } = await observe(crypto, parts.statement, world);
  const trusted = roots.filter(({ differs }) => !differs).map(({ certificate }) => certificate);
  const steps = await verifyProof(crypto, parts, {
    roots: trusted,
    at: ask.at,
    ...(observed && { objects: observed }),
  });
  return {
    scan: ask.scan,
    at: ask.at,
    steps,
    roots: roots.map(({ agency, fingerprint, differs }) => ({ agency, fingerprint, differs })),
    objects,
  };
}

function rootsOf(crypto: TrustCrypto, parts: ProofParts, compared: CheckAsk['compared']) {
  const sides = [parts.sender, ...(parts.recipient ? [parts.recipient] : [])];
  return sides.map(({ agency, root: certificate }) => {
    const fingerprint = toHex(crypto.hasher.sha256(certificate));
    const known = Object.hasOwn(compared, agency) ? compared[agency] : undefined;
    return { agency, certificate, fingerprint, differs: known !== undefined && known !== fingerprint };
  });
}

/** `observed` is left out when not one object's bytes could be had. */
async function observe(
  crypto: TrustCrypto,
  statement: Uint8Array,
  world: Parameters<typeof checkCase>[2],
): Promise<{
  readonly observed: readonly (ObservedObject | undefined)[] | undefined;
  readonly objects: readonly CheckedObject[];
}> {
  const stated = statedObjects(statement);
  const total = stated.reduce((sum, { size }) => sum + size, 0);
  const observed: (ObservedObject | undefined)[] = [];
  const objects: CheckedObject[] = [];
  let before = 0;
  for (const [index, { name, role, sha256, size }] of stated.entries()) {
    const told = (done: number) =>
      world.progress({ name, number: index + 1, count: stated.length, done: before + Math.min(done, size), total });
    told(0);
    const found = await attempt(world.signal, async () =>
      hashObject(crypto, world.open(toHex(sha256), world.signal), told),
    );
    before += size;
    observed.push(found.value);
    const hash = found.value && toHex(found.value.sha256);
    objects.push({ name, role, size, sha256: hash, because: found.code });
  }
  return { observed: observed.some((one) => one) ? observed : undefined, objects };
}

function statedObjects(statement: Uint8Array) {
  try {
    return readStatement(statement).objects;
  } catch (error) {
    // Judged with everything else about it by `verifyProof`.
    if (error instanceof TrustError) return [];
    throw error;
  }
}

async function attempt<T>(signal: AbortSignal, run: () => Promise<T>): Promise<{ value?: T; code?: string }> {
  try {
    return { value: await run() };
  } catch (error) {
    signal.throwIfAborted();
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return { code: typeof code === 'string' ? code : 'UNREACHABLE' };
  }
}
