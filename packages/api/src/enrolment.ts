import { z } from 'zod';
import { standing } from './flow.ts';
import { base64, count, hash, id, line, reasons, time } from './parts.ts';

const CERTIFICATE_BYTES = 8192;

const CODE = /^([a-z][a-z0-9-]{0,31})-([A-Z2-7]{8,64})-([0-9a-f]{32})$/;

/** `<agency>-<base32 secret>-<first 32 hex of SHA-256 of the agency's root certificate>`. */
export const enrolmentCode = z
  .string()
  .regex(CODE, 'an enrolment code looks like mx-ABCD2345...-0123456789abcdef0123456789abcdef');

/** The parts of a code; `undefined` for a text that is none. The case of letters tells the parts apart. */
export function readEnrolmentCode(
  text: string,
): { readonly agency: string; readonly secret: string; readonly rootFingerprint: string } | undefined {
  const [, agency, secret, rootFingerprint] = CODE.exec(text) ?? [];
  if (agency === undefined || secret === undefined || rootFingerprint === undefined) return undefined;
  return { agency, secret, rootFingerprint };
}

/** `POST /enrolment/v1/certificates`: the code, and the device's own key in a PKCS#10 request. */
export const enrolmentRequest = z.strictObject({ code: enrolmentCode, csr: base64(4096) });

/** What a lane needs for life: its certificate, the chain below the root, and who its agency is. */
export const enrolmentAnswer = z.object({
  certificate: base64(CERTIFICATE_BYTES),
  chain: z.array(base64(CERTIFICATE_BYTES)).min(1).max(4),
  root: base64(CERTIFICATE_BYTES),
  descriptor: base64(65_536),
  agency: id,
  device: id,
  configuration: id,
  site: id,
  lane: id,
  serial: line.optional(),
  sample: z.boolean().optional(),
});

/** `POST /api/v1/enrolments`, by an administrator: one code, for one device, used once. */
export const enrolmentCodeRequest = z.strictObject({
  device: id,
  configuration: id,
  serial: line,
  site: id,
  lane: id,
  validForMinutes: z.int().min(1).max(43_200).default(1440),
});

export const enrolmentCodeAnswer = z.object({ code: enrolmentCode, device: id, expiresAt: time });

/** One certificate of a device; a device that was enrolled anew has several, of which the older ones are revoked. */
export const enrolledDevice = z.object({
  device: id,
  configuration: id,
  serial: line,
  site: id,
  lane: id,
  /** SHA-256 of its certificate. */
  certificate: hash,
  enrolledAt: time,
  notAfter: time,
  revokedAt: time.nullable(),
  /** The last statement of its chain; `null` while none was believed. */
  last: z.object({ seq: count, scan: hash, at: time.nullable() }).nullable(),
  standing,
  /** Everything the signed trust list has against it now, as the gate would say it. */
  reasons,
});
/** `GET /api/v1/devices`: those enrolled last first. */
export const deviceList = z.object({ at: time, devices: z.array(enrolledDevice).max(2000) });

export type EnrolledDeviceBody = z.infer<typeof enrolledDevice>;
export type DeviceList = z.infer<typeof deviceList>;
export type EnrolmentRequest = z.infer<typeof enrolmentRequest>;
export type EnrolmentAnswer = z.infer<typeof enrolmentAnswer>;
export type EnrolmentCodeRequest = z.infer<typeof enrolmentCodeRequest>;
export type EnrolmentCodeAnswer = z.infer<typeof enrolmentCodeAnswer>;
