import { z } from 'zod';
import { count, hash, id, line, ooiKind, reasons, scanState, time } from './parts.ts';

/** Paging: newest first; `next` is handed back as `before` to read on. */
export const pageQuery = z.object({
  before: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export const scanObject = z.object({
  index: count,
  role: line,
  mediaType: line,
  name: line,
  size: count,
  sha256: hash,
  /** What the structure check said; `undefined` for files that are neither DICOS nor DICOM. */
  findings: z
    .array(z.object({ code: z.string().max(64), severity: z.string().max(16), detail: z.string().max(2000) }))
    .max(256)
    .optional(),
});

export const scan = z.object({
  scan: hash,
  /** Of a quarantined scan whose statement cannot be read, only the hash, state and reasons are known. */
  scanId: z.string().max(64).nullable(),
  device: id.nullable(),
  /** Of the certificate it was sent with: known even where nothing else is. */
  sender: id,
  deviceSeq: count.nullable(),
  configuration: id.nullable(),
  site: id.nullable(),
  lane: id.nullable(),
  ooiKind: ooiKind.nullable(),
  capturedAt: time.nullable(),
  receivedAt: time,
  settledAt: time.nullable(),
  state: scanState,
  reasons,
  objects: z.array(scanObject).max(24),
  logIndex: count.nullable(),
});

/** `receiving`: those whose objects are still coming in; without a state, those that were judged. */
export const scanQuery = pageQuery.extend({
  state: scanState.optional(),
  device: id.optional(),
  site: id.optional(),
  /** Start of a scan's id or hash, of four characters at least; a shorter one finds nothing. */
  q: z.string().trim().toLowerCase().max(64).optional(),
});
export const scanList = z.object({ scans: z.array(scan).max(500), next: count.nullable() });

export type PageQuery = z.infer<typeof pageQuery>;
export type ScanBody = z.infer<typeof scan>;
export type ScanQuery = z.infer<typeof scanQuery>;
export type ScanList = z.infer<typeof scanList>;
