import { z } from 'zod';

// Everything a caller sends is attacker-controlled: every text, list and number here carries a bound.

/** SHA-256 in lower-case hex. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex is 64 characters of 0-9 and a-f');
/** Milliseconds since 1970, UTC. */
export const time = z.int().min(0);
/** Short id of an agency, site, lane, device, configuration or person. */
export const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/, 'an id is 1 to 64 letters, digits and . _ : -');
export const line = z.string().max(300);
/** Bytes as standard base64 (RFC 4648 section 4), at most `maxBytes` of them. */
export const base64 = (maxBytes: number) => z.base64().max(4 * Math.ceil(maxBytes / 3));
/** The same words in both languages. */
export const bilingual = z.object({ es: z.string().max(4000), en: z.string().max(4000) });
export const count = z.int().min(0);

export const ooiKind = z.enum(['truck', 'container', 'rail-car', 'car', 'bag', 'parcel', 'person', 'other']);
export const direction = z.enum(['northbound', 'southbound', 'inbound', 'outbound', 'internal', 'unknown']);
export const scanState = z.enum(['receiving', 'admitted', 'quarantined']);

/** Why something was refused: a code of the catalogue, the particulars, and what the signed list says about it. */
const reason = z.object({
  code: z.string().max(64),
  detail: z.string().max(2000),
  object: count.optional(),
  notice: z
    .array(z.object({ code: z.string().max(64), es: z.string().max(2000), en: z.string().max(2000) }))
    .max(16)
    .optional(),
});
export const reasons = z.array(reason).max(64);

export type Bilingual = z.infer<typeof bilingual>;
export type ReasonBody = z.infer<typeof reason>;
export type OoiKindBody = z.infer<typeof ooiKind>;
export type ScanState = z.infer<typeof scanState>;
