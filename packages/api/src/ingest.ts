import { z } from 'zod';
import { count, hash, reasons, scanState } from './parts.ts';

/** Answer to `POST /ingest/v1/scans`: what the server has of this scan already. */
export const scanOpened = z.object({
  scan: hash,
  state: scanState,
  objects: z.array(z.object({ index: count, offset: count, complete: z.boolean() })).max(24),
  reasons: reasons.optional(),
});

/** Answer to `PATCH /ingest/v1/scans/:scan/objects/:index`: `offset` bytes are durable. */
export const objectProgress = z.object({
  offset: count,
  complete: z.boolean(),
  state: scanState,
  reasons: reasons.optional(),
});

/** Answer 202 to `GET /ingest/v1/scans/:scan/acknowledgement`: not in a published checkpoint yet. */
export const acknowledgementPending = z.object({ scan: hash, state: scanState, reasons: reasons.optional() });

export type ScanOpened = z.infer<typeof scanOpened>;
export type ObjectProgress = z.infer<typeof objectProgress>;
export type AcknowledgementPending = z.infer<typeof acknowledgementPending>;

export const MEDIA_TYPES = {
  statement: 'application/cose',
  partialUpload: 'application/partial-upload',
  cbor: 'application/cbor',
} as const;
