import type { RecordKind } from '@garita/api';

const both = (es: string, en: string) => ({ es, en });

const DAY_MS = 86_400_000;

/** An example of a kind, whole, with times as people write them: around `now` (ms since 1970), so that it can be put as it is. */
export function recordTemplate(kind: RecordKind, now: number): object {
  const day = (offset: number) => new Date(now + offset * DAY_MS).toISOString().slice(0, 10);
  return templates(day)[kind];
}

const templates = (day: (offset: number) => string): Readonly<Record<RecordKind, object>> => ({
  supplier: {
    name: 'Maker A',
    roles: ['maker'],
    ownership: [
      {
        ...{ owner: 'Group A', percent: 60, ultimate: false, stateControl: 'no', basis: 'declared' },
        ...{ evidence: null, at: day(-90) },
      },
      {
        ...{ owner: 'Fund A', percent: null, ultimate: true, stateControl: 'unknown', basis: 'found' },
        ...{ evidence: null, at: day(-60) },
      },
    ],
    performance: [{ text: both('Entregó a tiempo.', 'It delivered on time.'), rating: 'good', evidence: null }],
    support: { text: both('Técnicos en el país.', 'Technicians in the country.'), untilAtLeast: day(1825) },
    qualification: 'pass',
    qualificationReasons: both('Cumplió dos contratos.', 'It kept two contracts.'),
    sample: false,
  },
  model: { name: 'Portal 6', maker: 'maker-a', type: 'cargo-portal', sample: false },
  configuration: {
    model: 'portal-6',
    name: both('Arco de camiones', 'Truck portal'),
    hardware: 'P6-2026',
    software: [{ name: 'acquire', version: '4.2.1', sha256: null }],
    standard: 'standard-1',
    conceptOfOperations: both('El camión pasa por el arco.', 'The truck drives through the portal.'),
    contexts: ['lane'],
    parent: null,
    change: null,
    sample: false,
  },
  device: {
    serial: 'S-0007',
    configuration: 'portal-6-a',
    operator: 'customs',
    site: 'nuevo-laredo',
    lane: 'lane-7',
    state: 'installed',
    installedAt: day(-180),
    replaceBy: null,
    replaceReason: null,
    sample: false,
  },
  laboratory: { name: 'Laboratory L', accreditation: 'ISO/IEC 17025, no. 12', sample: false },
  standard: {
    title: both('Norma de arcos', 'Portal standard'),
    issuer: 'Agency',
    edition: '1',
    equipmentTypes: ['cargo-portal'],
    validFrom: day(-330),
    endsAt: day(730),
    contexts: [
      {
        ...{ id: 'lane', name: both('En un carril', 'At a lane'), siteKinds: ['land-port'] },
        ...{ network: 'agency-network', dataClass: 'restricted' },
      },
    ],
    requirements: [
      {
        ...{ kind: 'detection', id: 'd-firearm', text: both('Detecta armas', 'It detects firearms'), contexts: [] },
        ...{ freshMonths: 36, conditionIfMissed: null, threatClass: 'firearm', atLeast: 0.9, confidence: 0.95 },
      },
      {
        ...{ kind: 'false-alarm', id: 'f-all', text: both('Pocas falsas alarmas', 'Few false alarms'), contexts: [] },
        ...{ freshMonths: 36, conditionIfMissed: both('Con más personal.', 'With more staff.') },
        ...{ threatClass: null, atMost: 0.1, confidence: 0.95 },
      },
      {
        ...{ kind: 'measure', id: 'm-rate', text: both('Camiones por hora', 'Trucks an hour'), contexts: [] },
        ...{ freshMonths: null, conditionIfMissed: null, measure: 'throughput-per-hour', unit: '1/h' },
        ...{ atLeast: 60, atMost: null },
      },
      {
        ...{ kind: 'evidence', id: 'e-sbom', text: both('Lista de componentes', 'Bill of materials'), contexts: [] },
        ...{ freshMonths: 12, conditionIfMissed: null, evidenceType: 'sbom' },
      },
      {
        ...{ kind: 'gate', id: 'g-flow', text: both('Deja fluir el comercio', 'It lets trade flow'), contexts: [] },
        ...{ freshMonths: null, conditionIfMissed: null, gate: 'trade-flow' },
      },
    ],
    checklist: [
      { id: 'c-1', text: both('Cuentas propias', 'Accounts of one’s own'), textPublic: true, source: 'Agency, 3.1' },
    ],
    sample: false,
  },
  evidence: {
    configuration: 'portal-6-a',
    type: 'lab-certificate',
    title: both('Certificado del laboratorio', 'Laboratory certificate'),
    document: null,
    issuer: 'Laboratory L',
    laboratory: 'laboratory-l',
    testers: ['v.luna'],
    issuedAt: day(-50),
    validUntil: day(1000),
    claims: [both('Detecta armas.', 'It detects firearms.')],
    results: [
      {
        ...{ kind: 'trials', outcome: 'detection', threatClass: 'firearm', article: 'steel, 20 cm' },
        ...{ hits: 59, trials: 59, at: day(-65) },
      },
      {
        ...{ kind: 'trials', outcome: 'false-alarm', threatClass: null, article: 'empty truck' },
        ...{ hits: 2, trials: 100, at: day(-64) },
      },
      { kind: 'measure', measure: 'throughput-per-hour', unit: '1/h', value: 82, at: day(-63) },
      { kind: 'outage', from: `${day(-62)}T08:00:00Z`, until: `${day(-62)}T09:30:00Z`, reason: 'power' },
      {
        kind: 'data-path',
        declared: [{ destination: 'gateway.example', purpose: 'scans', direction: 'out' }],
        observed: [{ destination: 'gateway.example', purpose: 'scans', direction: 'out' }],
        ...{ observedHours: 168, at: day(-60) },
      },
      {
        ...{ kind: 'check', check: 'pixel-to-statement', met: 'yes', at: day(-59) },
        text: both('Sin cambios en 200 pasadas.', 'Unchanged in 200 passes.'),
      },
    ],
    counters: [],
    confidence: 'high',
    confidenceReason: both('Laboratorio acreditado.', 'An accredited laboratory.'),
    sample: false,
  },
  finding: {
    configuration: 'portal-6-a',
    gate: 'trade-flow',
    contexts: [],
    outcome: 'pass',
    reasons: both('82 camiones por hora; la cola no crece.', '82 trucks an hour; the queue does not grow.'),
    conditions: [],
    evidence: ['portal-6-a-lab'],
    reviewer: 'v.luna',
    checklist: [],
    componentSecurity: null,
    at: day(-45),
    sample: false,
  },
  assertion: {
    about: { kind: 'supplier', id: 'maker-a' },
    party: 'Partner authority',
    partyKind: 'partner-authority',
    text: both('Su planta cambió de dueño.', 'Its plant changed owner.'),
    source: 'Note 12/2026',
    document: null,
    saidAt: day(-43),
    standing: 'not-verified',
    standingReasons: null,
    evidence: [],
    sample: false,
  },
});
