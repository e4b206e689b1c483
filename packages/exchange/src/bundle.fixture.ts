// A bundle of a shared scan with its decision, and what tests do to bundles.
import { ChunkHasher, trustCrypto } from '@garita/node-crypto';
import { type Border, makeBorder } from '../../../testdata/border.ts';
import { WORLD_TIME, type WorldScan } from '../../../testdata/world.ts';
import type { BundleReport } from './bundle-report.ts';
import { readBundle } from './read-bundle.ts';
import { BLOCK, headerOf, paddingOf } from './ustar.ts';
import { verifyBundle } from './verify-bundle.ts';
import { type BundleParts, writeBundle } from './write-bundle.ts';

/** Ten years after the scan. */
export const LATER = WORLD_TIME + 10 * 365 * 86_400_000;
export const bundleCrypto = { ...trustCrypto, hashObject: () => new ChunkHasher() };

export interface Member {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface SampleBundle {
  readonly border: Border;
  readonly scan: WorldScan;
  readonly parts: BundleParts;
  readonly bundle: Uint8Array;
  readonly members: readonly Member[];
  readonly roots: readonly Uint8Array[];
  /** The file of other parts about the same scan. */
  bytesOf(parts: BundleParts): Promise<Uint8Array>;
  verify(file: Uint8Array, roots?: readonly Uint8Array[], at?: number): Promise<BundleReport>;
}

export async function makeSampleBundle(): Promise<SampleBundle> {
  const border = await makeBorder({ equipmentSignatures: 2 });
  const scan = await border.sender.scan();
  const parts = await border.bundle(scan, await border.sender.decide(scan.hash));
  const bytesOf = async (given: BundleParts) => {
    const open = (index: number) => stream(scan.files[index] as Uint8Array);
    return concat(await Array.fromAsync(writeBundle(trustCrypto, given, open)));
  };
  const bundle = await bytesOf(parts);
  const roots = [border.recipient.root.certificate, border.sender.root.certificate];
  const verify = (file: Uint8Array, given: readonly Uint8Array[] = roots, at = LATER) =>
    verifyBundle(bundleCrypto, readBundle(stream(file)), given, at);
  return { border, scan, parts, bundle, members: await membersIn(stream(bundle)), roots, bytesOf, verify };
}

export async function* stream(...pieces: readonly Uint8Array[]) {
  yield* pieces;
}

export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}

export async function membersIn(file: AsyncIterable<Uint8Array>): Promise<Member[]> {
  const found: Member[] = [];
  for await (const { name, content } of readBundle(file)) {
    found.push({ name, bytes: concat(await Array.fromAsync(content)) });
  }
  return found;
}

/** A bundle of any members at all, its headers and padding in order. */
export function tarOf(given: readonly Member[]): Uint8Array {
  const files = given.flatMap(({ name, bytes }) => [
    headerOf(name, bytes.length),
    bytes,
    new Uint8Array(paddingOf(bytes.length)),
  ]);
  return concat([...files, new Uint8Array(2 * BLOCK)]);
}

/** The members that a report speaks against. */
export function named({ problems }: BundleReport): ReadonlySet<string> {
  return new Set(problems.map(({ member }) => member));
}
