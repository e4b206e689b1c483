import { z } from 'zod';
import { effectBody, equipmentDecisionBody } from './equipment-decisions.ts';
import { evaluationAnswer } from './equipment-evaluation.ts';
import { assessedOutcome, equipmentType, lifeState, listingSection } from './equipment-parts.ts';
import { keptRecord } from './equipment-records.ts';
import { standing } from './flow.ts';
import { bilingual, count, hash, id, line, time } from './parts.ts';

/** `GET /api/v1/equipment`: the register, a line a configuration. */
export const equipmentLine = z.object({
  configuration: id,
  name: bilingual,
  maker: line,
  makerId: id,
  model: line,
  type: equipmentType,
  /** Expiry counts: what was listed and ran out is `expired`. */
  state: lifeState,
  section: listingSection.nullable(),
  /** What the gate makes of it now, by the list in force. */
  standing,
  validUntil: time.nullable(),
  standard: id,
  standardTitle: bilingual,
  standardEndsAt: time.nullable(),
  contexts: z.array(bilingual).max(16),
  /** Outcome of the newest evaluation; `null`: never evaluated. */
  outcome: assessedOutcome.nullable(),
  notAssessed: count,
  devices: count,
  sites: count,
  parent: id.nullable(),
  /** Assertions by others about it or its maker that this agency has not verified. */
  assertions: count,
  /** Since when it is in this state. */
  since: time,
  reason: z.object({ code: line, words: bilingual }).nullable(),
  sample: z.boolean(),
});
export const equipmentRegister = z.object({ lines: z.array(equipmentLine).max(2000), at: time });

/** `GET /api/v1/equipment/configurations/:id`: everything a page or a briefing needs, in one answer. */
export const configurationView = z.object({
  line: equipmentLine,
  configuration: keptRecord,
  model: keptRecord,
  maker: keptRecord,
  standard: keptRecord,
  laboratories: z.array(keptRecord).max(64),
  evidence: z.array(keptRecord).max(500),
  findings: z.array(keptRecord).max(200),
  assertions: z.array(keptRecord).max(200),
  devices: z.array(keptRecord).max(4096),
  /** Newest first. */
  evaluations: z.array(evaluationAnswer).max(50),
  /** Oldest first; those that wait, too. */
  decisions: z.array(equipmentDecisionBody).max(500),
  children: z.array(id).max(100),
  credential: z
    .object({ hash, validFrom: time, validUntil: time, logIndex: count, signers: z.array(id).max(9) })
    .nullable(),
  /** The trust list in force names it so; `null`: not on the list. */
  onTrustList: z.object({ version: count, status: line, approvedUntil: time.nullable() }).nullable(),
});

/** `GET /api/v1/equipment/devices/:id` */
export const deviceView = z.object({
  device: keptRecord,
  configuration: equipmentLine,
  state: z.enum(['planned', 'active', 'suspended', 'removed', 'retired']),
  standing,
  reasons: z.array(z.object({ code: line, detail: line, notice: z.array(bilingual).max(16) })).max(32),
  enrolled: z.boolean(),
  lastScanAt: time.nullable(),
  scansPerDay: z.number().nullable(),
  quarantinedLastDay: count,
  decisions: z.array(equipmentDecisionBody).max(500),
});

/** `GET /api/v1/equipment/calendar?days=`: what runs out, and what that would stop. */
export const calendarEntry = z.object({
  at: time,
  kind: z.enum([
    'approval',
    'standard',
    'evidence',
    'trust-list',
    'status-list',
    'device-replacement',
    'supplier-support',
  ]),
  subject: id,
  name: bilingual,
  configurations: z.array(id).max(500),
  stops: effectBody.pick({ lanes: true, sites: true, scansPerDay: true }),
});
export const equipmentCalendar = z.object({ at: time, entries: z.array(calendarEntry).max(2000) });

/** `GET /api/v1/equipment/installed`: what stands where, and what must be replaced when. */
export const installedBase = z.object({
  at: time,
  rows: z
    .array(
      z.object({
        device: id,
        serial: line,
        operator: id,
        operatorName: bilingual,
        site: id,
        siteName: bilingual,
        siteKind: line,
        lane: id,
        deviceState: z.enum(['planned', 'active', 'suspended', 'removed', 'retired']),
        configuration: id,
        configurationName: bilingual,
        type: equipmentType,
        standing,
        validUntil: time.nullable(),
        installedAt: time.nullable(),
        replaceBy: time.nullable(),
        replaceReason: bilingual.nullable(),
      }),
    )
    .max(4096),
});

/** `POST /api/v1/equipment/briefings`: who gets a briefing about a configuration. */
const recipient = z.object({ name: line, office: line, person: id.nullable() });
export const briefingRequest = z.object({
  configuration: id,
  recipients: z.array(recipient).min(1).max(64),
  note: bilingual,
});
export const briefingBody = z.object({
  id: hash,
  configuration: id,
  configurationName: bilingual,
  /** The record it was made of. */
  record: hash.nullable(),
  pdf: z.object({ es: hash, en: hash }),
  by: id,
  at: time,
  note: bilingual,
  logIndex: count,
  recipients: z.array(recipient.extend({ acknowledgedAt: time.nullable(), acknowledgedBy: id.nullable() })).max(64),
});
export const briefingList = z.object({ briefings: z.array(briefingBody).max(500) });

/** A suspension or removal that touches a scan, here or as the partner tells it. */
export const equipmentFlag = z.object({
  agency: id,
  subject: z.object({ kind: z.enum(['configuration', 'device']), id }),
  state: z.enum(['suspended', 'removed']),
  reason: line,
  words: bilingual,
  since: time,
  compromisedSince: time.nullable(),
  /** When trust was restored; `null`: it is not. */
  restoredAt: time.nullable(),
  decision: hash,
});

/** `GET /api/v1/equipment/flags`: what was decided against equipment of this agency and the partner's, newest first. */
export const equipmentFlagList = z.object({ flags: z.array(equipmentFlag).max(1000) });

export type EquipmentLine = z.infer<typeof equipmentLine>;
export type EquipmentRegister = z.infer<typeof equipmentRegister>;
export type ConfigurationView = z.infer<typeof configurationView>;
export type DeviceView = z.infer<typeof deviceView>;
export type CalendarEntry = z.infer<typeof calendarEntry>;
export type EquipmentCalendar = z.infer<typeof equipmentCalendar>;
export type InstalledBase = z.infer<typeof installedBase>;
export type BriefingRequest = z.infer<typeof briefingRequest>;
export type BriefingBody = z.infer<typeof briefingBody>;
export type BriefingList = z.infer<typeof briefingList>;
export type EquipmentFlag = z.infer<typeof equipmentFlag>;
export type EquipmentFlagList = z.infer<typeof equipmentFlagList>;
