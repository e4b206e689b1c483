import { z } from 'zod';
import { bilingual, count, hash, id, line, time } from './parts.ts';

const notices = z
  .array(z.object({ code: z.string().max(64), es: z.string().max(2000), en: z.string().max(2000) }))
  .max(16);

/** `GET /api/v1/trust-list`: the newest signed list, as it speaks of configurations and devices. */
export const trustListBody = z.object({
  agency: id,
  version: count,
  hash,
  issuedAt: time,
  expiresAt: time,
  previous: hash.nullable(),
  sample: z.boolean(),
  configurations: z
    .array(
      z.object({
        id,
        maker: line,
        model: line,
        name: bilingual,
        status: z.enum(['approved', 'conditional', 'suspended', 'removed', 'refused']),
        approvedUntil: time.nullable(),
        reasons: notices,
      }),
    )
    .max(512),
  devices: z
    .array(
      z.object({
        id,
        serial: line,
        configuration: id,
        site: id,
        lane: id,
        status: z.enum(['active', 'suspended', 'removed']),
        effectiveFrom: time,
        compromisedSince: time.nullable(),
        reasons: notices,
      }),
    )
    .max(4096),
});

export type TrustListBody = z.infer<typeof trustListBody>;
export type ListedConfigurationBody = TrustListBody['configurations'][number];
