import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { trustCrypto } from '@garita/node-crypto';
import {
  CHUNK_SIZE,
  MAX_OBJECTS,
  makeStatement,
  type ScanStatement,
  type StatementObject,
  statementHash,
  toHex,
} from '@garita/trust';
import type { LaneIdentity } from './identity.ts';
import type { LaneBook } from './lane-book.ts';
import { asLaneError, LaneError } from './lane-error.ts';
import type { Spool } from './spool.ts';
import { type ObjectSource, writeObject } from './write-object.ts';

export interface ObjectToCapture {
  readonly role: string;
  readonly mediaType: string;
  /** The file's own name, for people; never a path. */
  readonly name: string;
  readonly source: ObjectSource;
}

export interface ScanToCapture {
  /** 1 to 24. */
  readonly objects: readonly ObjectToCapture[];
  readonly ooi: ScanStatement['ooi'];
  readonly direction: ScanStatement['direction'];
  /** Milliseconds since 1970; now, unless said. */
  readonly capturedAt?: number;
  /** A lower-case UUID; a new one, unless said. */
  readonly scanId?: string;
  readonly agreementHint?: string;
  /** Names what the scan is made from; a second scan of the same origin is not made. */
  readonly origin?: string;
}

export interface CapturedScan {
  /** The device's own count of statements. */
  readonly seq: number;
  /** SHA-256 of the statement, hex: the scan's name everywhere. */
  readonly scan: string;
  readonly scanId: string;
  readonly capturedAt: number;
  readonly ooiKind: ScanStatement['ooi']['kind'];
  /** All objects together. */
  readonly bytes: number;
  /** The spooled files, in statement order. */
  readonly files: readonly string[];
}

export interface CaptureNeeds {
  readonly identity: LaneIdentity;
  readonly book: LaneBook;
  readonly spool: Spool;
  readonly clock: ScanStatement['clock'];
  readonly bootEpoch: number;
  readonly sample: boolean;
  /** SHA-256 of the software that the scanner runs; `null` when nobody said. */
  readonly software: Uint8Array | null;
  /** Bytes that may wait in the spool. */
  readonly spoolLimitBytes: number;
  now(): number;
  /** One statement after the other: each names the one before. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * Spools the objects, signs a statement about them, and books it, in that order: whenever the power fails, either the
 * whole scan is there or nothing of it, and the chain of statements neither forks nor has a gap.
 *
 * Throws SCAN_EMPTY, SCAN_TOO_MANY_OBJECTS, SPOOL_FULL, DISK_FULL, FILE_NOT_FOUND, FILE_NOT_READABLE, and a TrustError
 * when a role, name or media type is none that a statement may carry.
 */
export async function captureScan(scan: ScanToCapture, needs: CaptureNeeds): Promise<CapturedScan> {
  const { book, spool } = needs;
  if (scan.objects.length === 0) throw new LaneError('SCAN_EMPTY', 'a scan has at least one object');
  if (scan.objects.length > MAX_OBJECTS)
    throw new LaneError('SCAN_TOO_MANY_OBJECTS', `${scan.objects.length} objects, at most ${MAX_OBJECTS}`);
  const { waitingBytes } = book.counts();
  if (waitingBytes >= needs.spoolLimitBytes)
    throw new LaneError('SPOOL_FULL', `${waitingBytes} bytes wait, ${needs.spoolLimitBytes} may`);
  const capturedAt = scan.capturedAt ?? needs.now();
  const incoming = await spool.begin();
  try {
    const objects = await writeObjects(incoming, scan.objects);
    return await needs.inTurn(() => bookScan({ ...scan, capturedAt }, objects, incoming, needs));
  } catch (error) {
    await spool.forget(incoming);
    throw isSystemError(error) ? asLaneError(error, 'FILE_NOT_READABLE') : error;
  }
}

async function writeObjects(incoming: string, objects: readonly ObjectToCapture[]): Promise<StatementObject[]> {
  const written: StatementObject[] = [];
  for (const [index, { role, mediaType, name, source }] of objects.entries()) {
    // The role becomes part of a path; makeStatement would refuse it too, but only after the file is written.
    if (!/^[a-z][a-z0-9-]{0,31}$/.test(role))
      throw new LaneError('SCAN_SIDECAR_INVALID', `role ${JSON.stringify(role)}`);
    const { sha256, size, chunkRoot } = await writeObject(join(incoming, `${index}-${role}`), source);
    written.push({ role, mediaType, name, size, sha256, chunkSize: CHUNK_SIZE, chunkRoot });
  }
  return written;
}

async function bookScan(
  scan: ScanToCapture & { readonly capturedAt: number },
  objects: readonly StatementObject[],
  incoming: string,
  needs: CaptureNeeds,
): Promise<CapturedScan> {
  const { identity, book, spool } = needs;
  const head = book.head();
  const seq = (head?.seq ?? 0) + 1;
  const statement: ScanStatement = {
    v: 2,
    agency: identity.agency,
    scanId: scan.scanId ?? randomUUID(),
    device: identity.device,
    configuration: identity.configuration,
    deviceSeq: seq,
    bootEpoch: needs.bootEpoch,
    prevStatementHash: head ? new Uint8Array(Buffer.from(head.scan, 'hex')) : null,
    capturedAt: scan.capturedAt,
    clock: needs.clock,
    site: identity.site,
    lane: identity.lane,
    direction: scan.direction,
    ooi: scan.ooi,
    keyProtection: 'software',
    sample: needs.sample,
    objects,
    attestation: null,
    agreementHint: scan.agreementHint ?? null,
    software: needs.software,
  };
  const { signer, chain } = identity;
  const signed = await makeStatement(statement, { crypto: trustCrypto, signer, chain });
  const hash = toHex(statementHash(trustCrypto.hasher, signed));
  await spool.place(incoming, seq);
  const bytes = objects.reduce((sum, { size }) => sum + size, 0);
  const { scanId, capturedAt } = statement;
  try {
    book.add({ seq, scan: hash, scanId, statement: signed, bytes, capturedAt, origin: scan.origin ?? null });
  } catch (error) {
    await spool.remove(seq);
    throw error;
  }
  const files = objects.map((object, index) => spool.pathOf(seq, index, object));
  return { seq, scan: hash, scanId, capturedAt, ooiKind: scan.ooi.kind, bytes, files };
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
