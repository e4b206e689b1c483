import { z } from 'zod';
import { count, hash, id, line, reasons, time } from './parts.ts';
import { pageQuery } from './scans.ts';

/** `GET /api/v1/shares` and `/received`: newest first; of one scan when it is named. */
export const shareQuery = pageQuery.extend({ scan: hash.optional() });

export const shareItem = z.enum(['scan', 'decision']);
export const shareState = z.enum(['waiting', 'delivered', 'receipted', 'refused', 'withheld']);

/** What this agency handed over: one row per item and recipient. */
export const share = z.object({
  /** Leaf hash of the share's log entry: the key both sides know it by. */
  share: hash,
  item: shareItem,
  subject: hash,
  scan: hash,
  recipient: id,
  agreement: hash,
  state: shareState,
  sharedAt: time,
  deliveredAt: time.nullable(),
  receiptedAt: time.nullable(),
  attempts: count,
  /** Ids of the policy's rules that permitted it: clauses of `GET /api/v1/agreement`. */
  policies: z.array(line).max(64),
  /** Who asked for it by hand; `null` when the agreement alone did. */
  by: id.nullable(),
  reasons,
});
export const shareList = z.object({ shares: z.array(share).max(500), next: count.nullable() });

export const receivedState = z.enum(['pulling', 'verified', 'refused']);

/** What a partner handed to this agency, and what this agency found. */
export const received = z.object({
  share: hash,
  sender: id,
  item: shareItem,
  subject: hash,
  scan: hash,
  state: receivedState,
  receivedAt: time,
  settledAt: time.nullable(),
  objects: z.array(z.object({ index: count, sha256: hash, size: count, have: z.boolean() })).max(24),
  reasons,
});
export const receivedList = z.object({ received: z.array(received).max(500), next: count.nullable() });

/** Answer to a push (`POST /exchange/v1/shares`) and to a repeated one. */
export const pushAnswer = z.object({
  share: hash,
  state: z.enum(['pulling', 'received', 'refused']),
  reasons: reasons.optional(),
});

export type ShareQuery = z.infer<typeof shareQuery>;
export type ShareItem = z.infer<typeof shareItem>;
export type ShareState = z.infer<typeof shareState>;
export type ShareBody = z.infer<typeof share>;
export type ShareList = z.infer<typeof shareList>;
export type ReceivedState = z.infer<typeof receivedState>;
export type ReceivedBody = z.infer<typeof received>;
export type ReceivedList = z.infer<typeof receivedList>;
export type PushAnswer = z.infer<typeof pushAnswer>;
