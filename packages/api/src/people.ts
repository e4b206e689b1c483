import { z } from 'zod';
import { id, time } from './parts.ts';

export const role = z.enum([
  'equipment-authority',
  'exchange-officer',
  'analyst',
  'supervisor',
  'official',
  'administrator',
  'evaluator',
  'auditor',
]);

/** `POST /api/v1/administrator`: the one-time code of `garita init`, for the first API key. */
export const administratorRequest = z.strictObject({ code: z.string().max(64), person: id });

/** `POST /api/v1/keys`, by an administrator. Decisions are signed by the officer whose id `person` is. */
export const apiKeyRequest = z.strictObject({ person: id, roles: z.array(role).min(1).max(8) });

export const apiKey = z.object({
  id,
  person: id,
  roles: z.array(role),
  createdAt: time,
  createdBy: id,
  revokedAt: time.nullable(),
});
/** The key itself is in this answer and never shown again. */
export const apiKeyMade = apiKey.extend({ key: z.string().max(128) });
export const apiKeyList = z.object({ keys: z.array(apiKey) });

export type RoleBody = z.infer<typeof role>;
export type AdministratorRequest = z.infer<typeof administratorRequest>;
export type ApiKeyRequest = z.infer<typeof apiKeyRequest>;
export type ApiKeyBody = z.infer<typeof apiKey>;
export type ApiKeyMade = z.infer<typeof apiKeyMade>;
