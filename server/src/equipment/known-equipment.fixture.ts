// What an agency knows of equipment, as values, for the tests of what is read and compiled from it.
import type { Kept, RecordKind, RecordOf, SiteRegister } from '@garita/api';
import { hasher } from '@garita/node-crypto';
import { type EquipmentDecision, encodeEquipmentDecision, toHex } from '@garita/trust';
import type { DecisionBook } from './decision-book.ts';
import type { EquipmentRecords } from './equipment-records.ts';
import type { KeptDecision } from './kept-decision.ts';
import { openSiteBook } from './site-book.ts';

export const DAY_MS = 86_400_000;
export const NOW = Date.UTC(2026, 10, 23, 12);
const words = (text: string) => ({ es: `${text} (es)`, en: text });

const BODIES: { readonly [K in RecordKind]?: RecordOf<K> } = {
  supplier: {
    ...{ name: 'Maker A', roles: ['maker'], ownership: [], performance: [], support: null, sample: true },
    ...{ qualification: 'pass', qualificationReasons: words('It delivers.') },
  },
  model: { name: 'Portal X', maker: 'maker-a', type: 'cargo-portal', sample: true },
  configuration: {
    ...{ model: 'portal', name: words('Portal X, first'), hardware: 'HW 1', standard: 'standard-1', sample: true },
    software: [{ name: 'acquire', version: '1.0', sha256: 'aa'.repeat(32) }],
    ...{ conceptOfOperations: words('Trucks drive through.'), contexts: ['lane'], parent: null, change: null },
  },
  device: {
    ...{ serial: 'SN-1', configuration: 'portal-1', operator: 'customs', site: 'otay', lane: 'gate-1', sample: true },
    ...{ state: 'installed', installedAt: NOW - 100 * DAY_MS, replaceBy: null, replaceReason: null },
  },
  standard: {
    ...{ title: words('Sample standard'), issuer: 'Agency', edition: '1', equipmentTypes: [], checklist: [] },
    ...{ validFrom: NOW - 400 * DAY_MS, endsAt: null, sample: true },
    contexts: [
      { id: 'lane', name: words('At a lane'), siteKinds: [], network: 'agency-network', dataClass: 'restricted' },
    ],
    requirements: [
      {
        ...{ kind: 'gate', id: 'r-1', text: words('Gate'), contexts: [], freshMonths: null },
        ...{ conditionIfMissed: null, gate: 'trade-flow' },
      },
    ],
  },
  evidence: {
    ...{ configuration: 'portal-1', type: 'field-test', title: words('Field test'), document: null, issuer: 'Lab' },
    ...{ laboratory: null, testers: [], issuedAt: NOW - DAY_MS, validUntil: null, claims: [], results: [] },
    ...{ counters: [], confidence: 'high', confidenceReason: words('Seen.'), sample: true },
  },
};

/** A record as it is kept, with the particulars that a test is about. */
export function kept<K extends RecordKind>(kind: K, id: string, change: Partial<RecordOf<K>> = {}): Kept<K> {
  const versioned = { version: 1, hash: '0'.repeat(64), by: 'evaluator', at: NOW - 200 * DAY_MS, logIndex: 1 };
  return { kind, id, ...versioned, body: { ...BODIES[kind], ...change } } as unknown as Kept<K>;
}

/** A decision in force, not signed by anybody. */
export function decided(id: string, change: Partial<EquipmentDecision> = {}, kind: KeptDecision['state'] = 'in-force') {
  const at = change.at ?? NOW - 50 * DAY_MS;
  const decision: EquipmentDecision = {
    ...{ v: 1, agency: 'mx', subject: { kind: 'configuration', id }, seq: 1, previous: null },
    ...{ from: 'operational-test', to: 'listed', section: 'qualified', reason: 'REQUIREMENTS_MET' },
    ...{ es: 'Cumple.', en: 'It meets them.', record: null, evidence: [], conditions: [], contexts: ['lane'] },
    ...{ validFrom: null, validUntil: null, compromisedSince: null, by: 'equipment-authority', at },
    ...change,
  };
  const payloadHash = hasher.sha256(encodeEquipmentDecision({ ...decision, previous: previousOf(decision) }));
  return {
    ...{ hash: toHex(payloadHash), state: kind, cose: new Uint8Array(), signers: [], needed: 2, at, logIndex: 2 },
    inForceAt: at,
    decision: { ...decision, payloadHash, hash: payloadHash, signers: [decision.by] },
  } as unknown as KeptDecision;
}

function previousOf({ seq, previous }: EquipmentDecision): Uint8Array | null {
  return seq === 1 ? null : (previous ?? new Uint8Array(32));
}

const BEFORE = { to: 'suspended', section: null, from: 'listed', reason: 'UNDER_INQUIRY' } as const;
/** A suspension of a configuration, the second decision about it. */
export function suspension(id: string, change: Partial<EquipmentDecision> = {}) {
  return decided(id, {
    ...BEFORE,
    seq: 2,
    es: 'Se investiga.',
    en: 'It is being looked into.',
    at: NOW - DAY_MS,
    ...change,
  });
}

export function bookOf(decisions: readonly KeptDecision[]): DecisionBook {
  const inForce = decisions.filter(({ state }) => state === 'in-force');
  const about = (left: KeptDecision) => `${left.decision.subject.kind} ${left.decision.subject.id}`;
  return {
    of: async (subject) => decisions.filter((one) => about(one) === `${subject.kind} ${subject.id}`),
    chain: async (subject) => inForce.filter((one) => about(one) === `${subject.kind} ${subject.id}`),
    chains: async (kind) =>
      Map.groupBy(
        inForce.filter(({ decision: { subject } }) => subject.kind === kind),
        ({ decision }) => decision.subject.id,
      ),
    newest: async (subject) => inForce.findLast((one) => about(one) === `${subject.kind} ${subject.id}`),
    one: async (hash) => decisions.find((one) => one.hash === hash),
    recent: async () => [...decisions].reverse(),
    inForce: async () => [...new Map(inForce.map((one) => [about(one), one])).values()],
    takingAway: async () => inForce.filter(({ decision: { to } }) => to === 'suspended' || to === 'removed'),
    countTakingAway: async () =>
      inForce.filter(({ decision: { to } }) => to === 'suspended' || to === 'removed').length,
    waiting: async () => decisions.filter(({ state }) => state === 'waiting'),
  };
}

export function recordsOf(records: readonly Kept<RecordKind>[]): Pick<EquipmentRecords, 'list' | 'get'> {
  return {
    async list<K extends RecordKind>(kind: K, configuration?: string) {
      const of = (one: Kept<RecordKind>) => 'configuration' in one.body && one.body.configuration === configuration;
      return records.filter((one) => one.kind === kind && (configuration === undefined || of(one))) as Kept<K>[];
    },
    async get<K extends RecordKind>(kind: K, id: string) {
      return records.find((one) => one.kind === kind && one.id === id) as Kept<K> | undefined;
    },
  };
}

const lane = (id: string, device: string | null) => ({
  ...{ id, name: words(id), ooiKind: 'truck', direction: 'northbound', device, state: 'live' as const },
});
const register: SiteRegister = {
  operators: [{ id: 'customs', name: words('Customs') }],
  sites: [
    {
      ...{ id: 'otay', name: words('Otay'), kind: 'land-port', operator: 'customs', place: null },
      lanes: [lane('gate-1', 'xr-1'), lane('gate-2', 'xr-2'), lane('gate-3', 'xr-3'), lane('gate-4', null)],
    },
  ],
  sample: true,
};
export const sites = openSiteBook(register);
