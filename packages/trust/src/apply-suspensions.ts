import { compareBytes, toHex } from './bytes.ts';
import { takesTrustAway, type VerifiedEquipmentDecision } from './equipment-decision.ts';
import type { ListedConfiguration, ListedDevice, Notice, TrustList } from './trust-list.ts';
import { CLOCK_SKEW_MS } from './versioned.ts';

/** As many as a signed list holds. */
const MAX_NOTICES = 16;

/** Nothing with a later status ever gets an earlier one: trust only shrinks. */
const CONFIGURATION_ORDER: readonly ListedConfiguration['status'][] = [
  'approved',
  'conditional',
  'suspended',
  'removed',
  'refused',
];
const DEVICE_ORDER: readonly ListedDevice['status'][] = ['active', 'suspended', 'removed'];

/**
 * The list as it stands with the decisions that take trust away and that it does not answer: their subjects are
 * suspended or removed, with the decisions' own words. Only a newer list lifts that, by answering the decision; a later
 * decision that grants does not. Decisions of another agency, and of subjects that are not listed, change nothing.
 * The order of the decisions does not matter, and applying them twice is applying them once. `hash` stays the signed
 * list's.
 */
export function applySuspensions(list: TrustList, decisions: readonly VerifiedEquipmentDecision[]): TrustList {
  const answered = new Set(list.answers.map(toHex));
  const taking = decisions
    .filter((decision) => decision.agency === list.agency && takesTrustAway(decision))
    .filter(({ payloadHash }) => !answered.has(toHex(payloadHash)))
    .sort((left, right) => right.seq - left.seq || compareBytes(left.payloadHash, right.payloadHash));
  if (taking.length === 0) return list;
  const about = (kind: 'configuration' | 'device', id: string) =>
    taking.filter(({ subject }) => subject.kind === kind && subject.id === id);
  return {
    ...list,
    configurations: list.configurations.map((listed) => suspended(listed, about('configuration', listed.id))),
    devices: list.devices.map((device) => {
      const own = about('device', device.id);
      const since = [...own, ...about('configuration', device.configuration)];
      return compromised(stopped(device, own, list), since);
    }),
  };
}

function suspended(listed: ListedConfiguration, taking: readonly VerifiedEquipmentDecision[]): ListedConfiguration {
  if (taking.length === 0) return listed;
  const status = worst(CONFIGURATION_ORDER, [listed.status, ...taking.map(statusIn)]);
  return { ...listed, status, reasons: withNotices(listed.reasons, taking) };
}

/**
 * Its status holds as long as this list can be read at all: neither an officer's clock that is ahead nor a device whose
 * time had not come yet makes a gap.
 */
function stopped(device: ListedDevice, taking: readonly VerifiedEquipmentDecision[], list: TrustList): ListedDevice {
  if (taking.length === 0) return device;
  const status = worst(DEVICE_ORDER, [device.status, ...taking.map(statusIn)]);
  const earliest = Math.min(...taking.map(({ at }) => at), list.issuedAt - CLOCK_SKEW_MS);
  const since = device.status === 'active' ? earliest : Math.min(earliest, device.effectiveFrom);
  return { ...device, status, effectiveFrom: Math.max(0, since), reasons: withNotices(device.reasons, taking) };
}

function compromised(device: ListedDevice, taking: readonly VerifiedEquipmentDecision[]): ListedDevice {
  const since = taking.flatMap(({ compromisedSince }) => (compromisedSince === null ? [] : [compromisedSince]));
  if (since.length === 0) return device;
  const reasons = withNotices(
    device.reasons,
    taking.filter(({ compromisedSince }) => compromisedSince !== null),
  );
  return {
    ...device,
    compromisedSince: Math.min(device.compromisedSince ?? Number.POSITIVE_INFINITY, ...since),
    reasons,
  };
}

function statusIn({ to }: VerifiedEquipmentDecision): 'suspended' | 'removed' {
  return to === 'removed' ? 'removed' : 'suspended';
}

function worst<T>(order: readonly T[], statuses: readonly T[]): T {
  return order[Math.max(...statuses.map((status) => order.indexOf(status)))] as T;
}

/** The newest decision first, then what the list said; none twice. */
function withNotices(said: readonly Notice[], taking: readonly VerifiedEquipmentDecision[]): readonly Notice[] {
  const notices: readonly Notice[] = [...taking.map(({ reason: code, es, en }) => ({ code, es, en })), ...said];
  const isNew = (notice: Notice, index: number) =>
    notices.findIndex(({ code, es, en }) => code === notice.code && es === notice.es && en === notice.en) === index;
  return notices.filter(isNew).slice(0, MAX_NOTICES);
}
