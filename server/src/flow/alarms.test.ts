import { alarmList, type LaneFlow, type SiteFlow } from '@garita/api';
import { describe, expect, test } from 'vitest';
import { type AlarmFacts, findAlarms } from './find-alarms.ts';
import { laneState, paceOf } from './lane-pace.ts';

const [SECOND, MINUTE, DAY] = [1000, 60_000, 86_400_000];
const at = Date.UTC(2026, 10, 23, 12);

const lane = (more: Partial<LaneFlow> = {}): LaneFlow => ({
  lane: 'lane-1',
  device: 'xr-1',
  planned: 'live',
  state: 'up',
  lastScanAt: at,
  admittedLastHour: 1,
  quarantinedLastHour: 0,
  configuration: 'cfg-1',
  standing: 'approved',
  ...more,
});
const site = (more: Partial<SiteFlow> = {}): SiteFlow => ({
  site: 'nuevo-laredo',
  waiting: 0,
  oldestOpenedAt: null,
  late: 0,
  admittedLastHour: 1,
  decidedLastHour: 1,
  sharedLastHour: 1,
  lanes: [lane()],
  ...more,
});
const dated = (leftDays: number, lifeDays = 365) => ({
  version: 3,
  issuedAt: at + (leftDays - lifeDays) * DAY,
  expiresAt: at + leftDays * DAY,
});
const well: AlarmFacts = {
  at,
  log: { size: 10, cosigned: 10 },
  partner: { agency: 'us', reach: 'up', lastContactAt: at, triedSince: at - DAY },
  trustList: dated(200),
  descriptors: [{ ...dated(200), agency: 'mx' }],
  disk: { freeBytes: 10 * 2 ** 30, roomForPartner: true, roomForLanes: true },
  flow: { at, sites: [site()] },
  usualGapMs: new Map(),
  lastHour: { admitted: 100, quarantined: new Map() },
};
const partnerDown = (since: number | null) => ({
  partner: { agency: 'us', reach: 'down' as const, lastContactAt: since, triedSince: at - 11 * MINUTE },
});

describe('the alarms', () => {
  test('are none while the house is well', () => expect(findAlarms(well)).toEqual([]));

  test.each<[string, Partial<AlarmFacts>, string, string, object?]>([
    ['the log has halted', { log: { size: 1, cosigned: 1, halted: 'x' } }, 'LOG_HALTED', 'alarm', { detail: 'x' }],
    [
      'entries wait for the cosignature for over a minute',
      { log: { size: 12, cosigned: 10, uncosignedSince: at - 61 * SECOND } },
      'LOG_NOT_COSIGNED',
      'warning',
      { detail: '10 / 12', since: at - 61 * SECOND },
    ],
    [
      'they wait for over ten minutes',
      { log: { size: 12, cosigned: 10, uncosignedSince: at - 11 * MINUTE } },
      'LOG_NOT_COSIGNED',
      'alarm',
    ],
    ['the partner is away', partnerDown(at - MINUTE), 'PARTNER_DOWN', 'warning', { subject: 'us', since: at - MINUTE }],
    ['the partner never answered since the start', partnerDown(null), 'PARTNER_DOWN', 'alarm'],
    ['there is no trust list and a lane is live', { trustList: undefined }, 'TRUST_LIST_MISSING', 'alarm'],
    ['the trust list has run out', { trustList: dated(0) }, 'TRUST_LIST_EXPIRED', 'alarm', { since: at }],
    ['the trust list runs out in 29 days', { trustList: dated(29) }, 'TRUST_LIST_EXPIRING', 'warning'],
    ['a list of a month is in its last third', { trustList: dated(9, 30) }, 'TRUST_LIST_EXPIRING', 'warning'],
    [
      'the partner’s descriptor runs out',
      { descriptors: [{ ...dated(5), agency: 'us' }] },
      'DESCRIPTOR_EXPIRING',
      'warning',
      { subject: 'us' },
    ],
    [
      'the disk has no room for the partner',
      { disk: { freeBytes: 900 * 2 ** 20, roomForPartner: false, roomForLanes: true } },
      'DISK_NEARLY_FULL',
      'warning',
      { detail: '900 MiB' },
    ],
    [
      'the disk has no room for lanes',
      { disk: { freeBytes: 2 ** 20, roomForPartner: false, roomForLanes: false } },
      'DISK_FULL',
      'alarm',
    ],
    [
      'more than a tenth of the scans are in quarantine',
      {
        lastHour: {
          admitted: 80,
          quarantined: new Map([
            ['DEVICE_UNKNOWN', 4],
            ['OBJECT_HASH_MISMATCH', 6],
          ]),
        },
      },
      'QUARANTINE_RATE_HIGH',
      'warning',
      { detail: '10 / 90 · 6 × OBJECT_HASH_MISMATCH' },
    ],
    [
      'more than half of them are',
      { lastHour: { admitted: 2, quarantined: new Map([['DEVICE_UNKNOWN', 3]]) } },
      'QUARANTINE_RATE_HIGH',
      'alarm',
    ],
    [
      'a lane is silent',
      {
        flow: { at, sites: [site({ lanes: [lane({ state: 'silent', lastScanAt: at - 400 * SECOND })] })] },
        usualGapMs: new Map([['lane-1', 8 * SECOND]]),
      },
      'LANE_SILENT',
      'warning',
      { subject: 'lane-1', detail: '400 s ≫ 8 s', since: at - 400 * SECOND },
    ],
    [
      'cases are late',
      { flow: { at, sites: [site({ waiting: 7, late: 2, oldestOpenedAt: at - MINUTE })] } },
      'CASES_LATE',
      'warning',
      { subject: 'nuevo-laredo', detail: '2 / 7' },
    ],
  ])('tell when %s', (_, change, code, severity, more = {}) => {
    const alarms = findAlarms({ ...well, ...change });
    expect(alarms).toMatchObject([{ code, severity, ...more }]);
    expect(alarmList.parse({ at, alarms }).alarms[0]?.wayOut.es.length).toBeGreaterThan(10);
  });

  test.each<[string, Partial<AlarmFacts>]>([
    ['a cosignature on its way', { log: { size: 12, cosigned: 10, uncosignedSince: at - 59 * SECOND } }],
    ['two quarantined scans of four', { lastHour: { admitted: 2, quarantined: new Map([['DEVICE_UNKNOWN', 2]]) } }],
    ['no trust list where no lane is live', { trustList: undefined, flow: { at, sites: [] } }],
    ['a list of a month with half of it left', { trustList: dated(15, 30) }],
  ])('do not tell of %s', (_, change) => expect(findAlarms({ ...well, ...change })).toEqual([]));

  test('have the worst first; a cosignature that waits for an absent partner is a note', () => {
    const log = { size: 12, cosigned: 10, uncosignedSince: at - 20 * MINUTE };
    const found = findAlarms({ ...well, ...partnerDown(at - 20 * MINUTE), log, trustList: dated(9) });
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([
      ['PARTNER_DOWN', 'alarm'],
      ['TRUST_LIST_EXPIRING', 'warning'],
      ['LOG_NOT_COSIGNED', 'note'],
    ]);
  });
});

describe('a lane', () => {
  const times = (count: number, gap: number, last: number) => Array.from({ length: count }, (_, n) => last - n * gap);
  const live = { state: 'live' as const };
  const state = (last: number, gap: number, count = 60, since = 0) =>
    laneState(live, paceOf(times(count, gap, last)), { now: at, since });

  test('has the pace of its last fifty gaps, whatever came before and however long one of them was', () => {
    const newest = times(51, 8 * SECOND, at);
    const old = times(500, DAY, at - 2 * DAY);
    expect(paceOf([...old, ...newest])).toEqual({ lastScanAt: at, usualGapMs: 8 * SECOND });
    expect(paceOf([...times(20, 8 * SECOND, at), ...times(20, 8 * SECOND, at - DAY)]).usualGapMs).toBe(8 * SECOND);
  });

  test.each([
    ['up within five of its gaps', state(at - 49 * MINUTE, 10 * MINUTE), 'up'],
    ['silent after them', state(at - 51 * MINUTE, 10 * MINUTE), 'silent'],
    ['up within five minutes, however fast it was', state(at - 299 * SECOND, SECOND), 'up'],
    ['silent after those', state(at - 301 * SECOND, SECOND), 'silent'],
    ['of unknown pace after five scans', state(at - DAY, SECOND, 5), 'unknown'],
    ['of unknown pace before the first', laneState(live, paceOf([]), { now: at, since: 0 }), 'unknown'],
    ['not to blame for the time this server was away', state(at - DAY, SECOND, 60, at - 4 * MINUTE), 'up'],
    [
      'never silent where scans come only when somebody brings them',
      laneState({ state: 'live', paced: false }, paceOf(times(60, SECOND, at - DAY)), { now: at, since: 0 }),
      'up',
    ],
    ['not live while it is planned', laneState({ state: 'planned' }, paceOf([]), { now: at, since: 0 }), 'not-live'],
  ])('is %s', (_, found, expected) => expect(found).toBe(expected));
});
