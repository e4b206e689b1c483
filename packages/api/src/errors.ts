import { z } from 'zod';
import { AGENCY_ERRORS } from './errors/agency.ts';
import { ALARMS } from './errors/alarms.ts';
import { CLI_ERRORS } from './errors/cli.ts';
import { DICOS_ERRORS } from './errors/dicos.ts';
import { EQUIPMENT_ERRORS } from './errors/equipment.ts';
import { EQUIPMENT_BRIEFING_ERRORS } from './errors/equipment-briefings.ts';
import { EQUIPMENT_DOCUMENT_ERRORS } from './errors/equipment-documents.ts';
import { EQUIPMENT_RECORD_ERRORS } from './errors/equipment-records.ts';
import { EQUIPMENT_SIGNING_ERRORS } from './errors/equipment-signing.ts';
import { EXCHANGE_ERRORS } from './errors/exchange.ts';
import { FSCK_PROBLEMS } from './errors/fsck.ts';
import { HTTP_ERRORS } from './errors/http.ts';
import { LOG_ERRORS } from './errors/log.ts';
import { PICTURE_ERRORS } from './errors/pictures.ts';
import { REFUSALS } from './errors/refusals.ts';
import { STATISTICS_ERRORS } from './errors/statistics.ts';
import { TRUST_ERRORS } from './errors/trust.ts';
import type { ErrorWords } from './errors/words.ts';
import { bilingual } from './parts.ts';

/** The catalogue by the part of the house a code comes from; no code stands in two of them. */
export const ERROR_GROUPS = {
  refusals: REFUSALS,
  trust: { ...TRUST_ERRORS, ...EQUIPMENT_DOCUMENT_ERRORS },
  log: LOG_ERRORS,
  exchange: EXCHANGE_ERRORS,
  dicos: DICOS_ERRORS,
  pictures: PICTURE_ERRORS,
  http: HTTP_ERRORS,
  agency: AGENCY_ERRORS,
  equipment: {
    ...EQUIPMENT_ERRORS,
    ...EQUIPMENT_RECORD_ERRORS,
    ...EQUIPMENT_SIGNING_ERRORS,
    ...EQUIPMENT_BRIEFING_ERRORS,
    ...STATISTICS_ERRORS,
  },
  alarms: ALARMS,
  cli: CLI_ERRORS,
  fsck: FSCK_PROBLEMS,
} as const;

const everyError = {
  ...REFUSALS,
  ...TRUST_ERRORS,
  ...EQUIPMENT_DOCUMENT_ERRORS,
  ...LOG_ERRORS,
  ...EXCHANGE_ERRORS,
  ...DICOS_ERRORS,
  ...PICTURE_ERRORS,
  ...HTTP_ERRORS,
  ...AGENCY_ERRORS,
  ...EQUIPMENT_ERRORS,
  ...EQUIPMENT_RECORD_ERRORS,
  ...EQUIPMENT_SIGNING_ERRORS,
  ...EQUIPMENT_BRIEFING_ERRORS,
  ...STATISTICS_ERRORS,
  ...ALARMS,
  ...CLI_ERRORS,
  ...FSCK_PROBLEMS,
};

/** Every code a person can meet. Codes are API: documented, translated, never reused. */
export type ErrorCode = keyof typeof everyError;

export const ERRORS: Readonly<Record<ErrorCode, ErrorWords>> = everyError;

export const ERROR_CODES = Object.keys(everyError) as readonly ErrorCode[];

/** True for a code of the catalogue; a newer server may send one that is not in it yet. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(everyError, code);
}

/** The JSON body of every refusal over HTTP. */
export const errorBody = z.object({
  error: z.object({
    code: z.string().max(64),
    message: bilingual,
    wayOut: bilingual,
    detail: z.string().max(4000),
  }),
});
export type ErrorBody = z.infer<typeof errorBody>;

/** The body for a code of the catalogue; `detail` is cut rather than refused. */
export function describeError(code: ErrorCode, detail: string): ErrorBody {
  const { en, es } = ERRORS[code];
  return {
    error: {
      code,
      message: { en: en.says, es: es.says },
      wayOut: { en: en.wayOut, es: es.wayOut },
      detail: detail.slice(0, 4000),
    },
  };
}
