import { z } from 'zod';
import { base64, count, hash, id, line, time } from './parts.ts';

const certificate = base64(2048);
const document = base64(65_536);

/** A log entry opened: what it commits to, and the C2SP tlog-proof that it stands in the log; `null` until published. */
const logged = z.object({
  index: count,
  salt: base64(32),
  record: base64(8192),
  proof: z.string().max(65_536).nullable(),
});

const agencySide = z.object({ agency: id, root: certificate, descriptor: document });

/**
 * `GET /api/v1/scans/:scan/proof`: all that a reader needs to check a scan without trusting this server, but the objects
 * themselves. The two roots are what must be known from elsewhere: compare their fingerprints.
 */
export const scanProof = z.object({
  scan: hash,
  side: z.enum(['own', 'received']),
  statement: base64(8192),
  sender: agencySide.extend({ trustList: base64(1_048_576), logOrigin: line }),
  admitted: logged,
  /** The handing over, when there was one. */
  share: logged.extend({ share: hash, sharedAt: time, agreement: base64(69_632) }).nullable(),
  /** The partner (of a received scan, this agency), handed over or not: its witness vouches for the sender's log. */
  recipient: agencySide.extend({ receipt: base64(65_536).nullable() }).nullable(),
  decisions: z.array(logged.extend({ agency: id, cose: base64(16_384) })).max(64),
});

export type ScanProof = z.infer<typeof scanProof>;
