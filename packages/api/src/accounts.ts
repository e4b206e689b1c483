import { z } from 'zod';
import { bilingual, id, line, time } from './parts.ts';
import { role } from './people.ts';

// NIST SP 800-63B-4 section 3.1.1.2: at least 15 characters where a password stands alone, at least 64 accepted.
export const password = z.string().min(15).max(128);

/** Somebody anybody may be, in a demonstration. */
export const demoAccount = z.object({ person: id, name: bilingual, roles: z.array(role) });

/** `GET /api/v1/session`: open to anybody; who is signed in with this browser, if anybody. */
export const session = z.object({
  agency: id,
  name: bilingual,
  sample: z.boolean(),
  person: id.nullable(),
  displayName: line.nullable(),
  roles: z.array(role),
  /** To be sent as `x-garita-csrf` with everything that changes something; `null` when nobody is signed in. */
  csrf: z.string().max(128).nullable(),
  expiresAt: time.nullable(),
  /** Of a demonstration alone: people anybody may be, one click away. */
  demoAccounts: z.array(demoAccount).max(16),
  /** No account was made yet: the first is made with the code of `garita init`. */
  firstAccount: z.boolean(),
});

/** `POST /api/v1/session`: answers the session. */
export const signInRequest = z.strictObject({ person: id, password: z.string().max(128) });
/** `POST /api/v1/session/demo`, of a demonstration alone. */
export const demoSignInRequest = z.strictObject({ person: id });
/** `POST /api/v1/session/invitation`: a one-time code, of an administrator or of `garita init`, for a password of one's own. */
export const invitationRequest = z.strictObject({ code: z.string().max(64), person: id, password });

/** `GET /api/v1/session/signing-key`, of a demonstration alone: a key that is no secret. */
export const demoSigningKey = z.object({ officer: id, pkcs8: z.base64().max(1024) });

/** `GET /api/v1/accounts`, by an administrator. */
export const account = z.object({
  person: id,
  displayName: line,
  roles: z.array(role),
  createdAt: time,
  createdBy: id,
  disabledAt: time.nullable(),
  /** Whether a password was set. */
  active: z.boolean(),
});
export const accountList = z.object({ accounts: z.array(account).max(1000) });
/** `POST /api/v1/accounts`; the invitation's code is in this answer and never shown again. */
export const accountRequest = z.strictObject({
  person: id,
  displayName: z.string().min(1).max(120),
  roles: z.array(role).min(1).max(8),
});
export const accountInvited = z.object({ account, code: z.string().max(64), expiresAt: time });
/** `PATCH /api/v1/accounts/:person`; `POST /api/v1/accounts/:person/invitation` answers a new code. */
export const accountChange = z.strictObject({
  displayName: z.string().min(1).max(120).optional(),
  roles: z.array(role).min(1).max(8).optional(),
  disabled: z.boolean().optional(),
});

export type SessionBody = z.infer<typeof session>;
export type SignInRequest = z.infer<typeof signInRequest>;
export type DemoSignInRequest = z.infer<typeof demoSignInRequest>;
export type InvitationRequest = z.infer<typeof invitationRequest>;
export type DemoSigningKey = z.infer<typeof demoSigningKey>;
export type DemoAccount = z.infer<typeof demoAccount>;
export type AccountBody = z.infer<typeof account>;
export type AccountList = z.infer<typeof accountList>;
export type AccountRequest = z.infer<typeof accountRequest>;
export type AccountInvited = z.infer<typeof accountInvited>;
export type AccountChange = z.infer<typeof accountChange>;
