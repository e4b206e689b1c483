import { z } from 'zod';
import { base64, bilingual, count, hash, id, line, time } from './parts.ts';

/** `GET /api/v1/agreement`: the terms in force between this agency and its partner, and the policy clause by clause. */
export const agreementBody = z.object({
  hash,
  id,
  version: count,
  parties: z.array(id).max(2),
  title: bilingual,
  purpose: z.object({ es: z.string().max(8192), en: z.string().max(8192) }),
  text: z.object({ es: z.string().max(8192), en: z.string().max(8192) }),
  items: z.array(line).max(8),
  retentionDays: count,
  validFrom: time,
  validUntil: time,
  sample: z.boolean(),
  policy: z.string().max(16_384),
  /** Each rule by its id, with the sentence its comment gives in both languages. */
  clauses: z.array(z.object({ id: line, effect: z.enum(['permit', 'forbid']), words: bilingual })).max(64),
});

/** A question about one scan, from one agency's analyst to the other's, and the answer. */
export const question = z.object({
  question: hash,
  scan: hash,
  from: id,
  to: id,
  by: id,
  text: z.string().max(2000),
  askedAt: time,
  state: z.enum(['waiting', 'delivered', 'answered']),
  answer: z.object({ by: id, text: z.string().max(2000), at: time }).nullable(),
});
/** `GET /api/v1/questions?scan=`: both ways, newest first. */
export const questionQuery = z.object({
  scan: hash.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const questionList = z.object({ questions: z.array(question).max(200) });
/** `POST /api/v1/questions` and `POST /api/v1/questions/:question/answer`. */
export const questionRequest = z.strictObject({ scan: hash, text: z.string().trim().min(1).max(2000) });
export const answerRequest = z.strictObject({ text: z.string().trim().min(1).max(2000) });

/** `GET /api/v1/withheld`: what the agreement's policy kept back. `POST /api/v1/scans/:scan/share` asks it again, by hand. */
export const withheldList = z.object({
  withheld: z
    .array(
      z.object({
        item: z.enum(['scan', 'decision']),
        subject: hash,
        scan: hash,
        offeredAt: time,
        policies: z.array(line).max(64),
        errors: z.array(line).max(64),
      }),
    )
    .max(500),
  next: count.nullable(),
});
export const shareByHandAnswer = z.object({ scan: hash, state: z.enum(['asked', 'shared']) });

/** `GET /api/v1/roots`: fingerprints that two people compare over another channel, and the certificates. */
export const rootList = z.object({
  roots: z.array(z.object({ agency: id, own: z.boolean(), fingerprint: hash, certificate: base64(2048) })).max(17),
});

export type AgreementBody = z.infer<typeof agreementBody>;
export type QuestionBody = z.infer<typeof question>;
export type QuestionList = z.infer<typeof questionList>;
export type QuestionRequest = z.infer<typeof questionRequest>;
export type AnswerRequest = z.infer<typeof answerRequest>;
export type WithheldList = z.infer<typeof withheldList>;
export type ShareByHandAnswer = z.infer<typeof shareByHandAnswer>;
export type RootList = z.infer<typeof rootList>;
