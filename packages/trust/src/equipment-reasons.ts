import { sameBytes, toHex } from './bytes.ts';
import type { ScanStatement } from './statement.ts';
import type { ListedConfiguration, ListedDevice, TrustList } from './trust-list.ts';
import type { Reason, RefusalCode } from './verdict.ts';

/**
 * What the trust list has against a statement's device and configuration at a time. Without `software` (nobody asked
 * the device) that question stays open; `null` (the device does not say) answers it.
 */
export function equipmentReasons(
  statement: Pick<ScanStatement, 'device' | 'configuration'> & Partial<Pick<ScanStatement, 'software'>>,
  trustList: TrustList | undefined,
  agency: string,
  at: number,
): readonly Reason[] {
  if (trustList?.agency !== agency) {
    return [{ code: 'TRUST_LIST_MISSING', detail: `there is no trust list of agency ${agency}` }];
  }
  const expired: Reason[] =
    at >= trustList.expiresAt
      ? [{ code: 'TRUST_LIST_EXPIRED', detail: `expired at ${new Date(trustList.expiresAt).toISOString()}` }]
      : [];
  const device = trustList.devices.find(({ id }) => id === statement.device);
  const mismatch: Reason[] =
    device && device.configuration !== statement.configuration
      ? [{ code: 'CONFIGURATION_MISMATCH', detail: `listed with configuration ${device.configuration}` }]
      : [];
  const configurations = new Set([statement.configuration, device?.configuration ?? statement.configuration]);
  return [
    ...expired,
    ...deviceReasons(statement.device, device, at),
    ...mismatch,
    ...[...configurations].flatMap((id) => configurationReasons(id, trustList, at)),
    ...softwareReasons(
      statement.software,
      trustList.configurations.find(({ id }) => id === statement.configuration),
    ),
  ];
}

function deviceReasons(id: string, device: ListedDevice | undefined, at: number): Reason[] {
  if (!device) return [{ code: 'DEVICE_UNKNOWN', detail: `device ${id} is not on the trust list` }];
  const notice = device.reasons;
  const reasons: Reason[] = [];
  const since = new Date(device.effectiveFrom).toISOString();
  const inEffect = at >= device.effectiveFrom;
  if (device.status === 'active' && !inEffect) {
    reasons.push({ code: 'DEVICE_UNKNOWN', detail: `device ${id} is accepted from ${since} on`, notice });
  }
  if (device.status === 'suspended' && inEffect) {
    reasons.push({ code: 'DEVICE_SUSPENDED', detail: `since ${since}`, notice });
  }
  if (device.status === 'removed' && inEffect)
    reasons.push({ code: 'DEVICE_REMOVED', detail: `since ${since}`, notice });
  // Judged by the server's time: whoever holds the key can state any capture time.
  if (device.compromisedSince !== null && at >= device.compromisedSince) {
    const compromised = new Date(device.compromisedSince).toISOString();
    reasons.push({ code: 'DEVICE_COMPROMISED', detail: `its key may be in other hands since ${compromised}`, notice });
  }
  return reasons;
}

function softwareReasons(
  software: Uint8Array | null | undefined,
  configuration: ListedConfiguration | undefined,
): Reason[] {
  if (software === undefined || !configuration || configuration.software.length === 0) return [];
  if (software !== null && configuration.software.some((approved) => sameBytes(approved, software))) return [];
  const said = software === null ? 'the device does not say which software it runs' : `it runs ${toHex(software)}`;
  const detail = `configuration ${configuration.id} is approved with other software: ${said}`;
  return [{ code: 'CONFIGURATION_NOT_APPROVED', detail }];
}

const BAD_STATUS: Readonly<Record<ListedConfiguration['status'], RefusalCode | undefined>> = {
  approved: undefined,
  conditional: undefined,
  suspended: 'CONFIGURATION_SUSPENDED',
  removed: 'CONFIGURATION_REMOVED',
  refused: 'CONFIGURATION_REFUSED',
};

function configurationReasons(id: string, trustList: TrustList, at: number): Reason[] {
  const configuration = trustList.configurations.find((listed) => listed.id === id);
  if (!configuration)
    return [{ code: 'CONFIGURATION_UNKNOWN', detail: `configuration ${id} is not on the trust list` }];
  const { status, approvedUntil, reasons: notice } = configuration;
  const reasons: Reason[] = [];
  const code = BAD_STATUS[status];
  if (code) reasons.push({ code, detail: `configuration ${id} is ${status}`, notice });
  if (approvedUntil !== null && at >= approvedUntil) {
    const detail = `configuration ${id} was approved until ${new Date(approvedUntil).toISOString()}`;
    reasons.push({ code: 'CONFIGURATION_EXPIRED', detail, notice });
  }
  return reasons;
}
