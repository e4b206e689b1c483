// A real proof of two agencies, as the server's JSON carries it, and the bytes it speaks of; for tests.
import type { ScanProof } from '@garita/api';
import { toHex } from '@garita/trust';
import { makeSampleProof } from '../../../../packages/exchange/src/verify-proof.fixture.ts';

export interface ProofSample {
  readonly proof: ScanProof;
  /** Bytes by their SHA-256 in hex. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export async function makeProofSample(): Promise<ProofSample> {
  const { parts, scan } = await makeSampleProof();
  const hashOf = (index: number) => toHex(scan.objects[index]?.sha256 ?? new Uint8Array());
  return {
    proof: inBase64(parts) as ScanProof,
    files: new Map(scan.files.map((file, index) => [hashOf(index), file])),
  };
}

function inBase64(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(inBase64);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inBase64(part)]));
}
