// Records of one sample portal, as an evaluator would write them, for tests.
import { type RecordOf, siteRegister } from '@garita/api';
import { DAY_MS, WORLD_TIME } from '../../../testdata/world.ts';

const inBoth = (es: string, en: string) => ({ es, en });
const lane = (id: string) => ({
  ...{ id, name: inBoth(id, id), ooiKind: 'truck', direction: 'northbound', device: null, state: 'live' },
});

const supplier: RecordOf<'supplier'> = {
  name: 'Fabricante de muestra A',
  roles: ['maker'],
  ownership: [
    ...(['declared', 'found'] as const).map((basis) => ({
      ...{ owner: 'Matriz de muestra', percent: 80, ultimate: true, stateControl: 'unknown' as const },
      ...{ basis, evidence: null, at: WORLD_TIME },
    })),
  ],
  performance: [],
  support: null,
  qualification: 'pass',
  qualificationReasons: inBoth('De muestra.', 'A sample.'),
  sample: true,
};

const standard: RecordOf<'standard'> = {
  title: inBoth('Norma de muestra', 'Sample standard'),
  issuer: 'Garita',
  edition: '1',
  equipmentTypes: ['cargo-portal'],
  validFrom: WORLD_TIME - 400 * DAY_MS,
  endsAt: WORLD_TIME + 400 * DAY_MS,
  contexts: [
    {
      ...{ id: 'port', name: inBoth('Puerto', 'Port'), siteKinds: ['land-port'] },
      ...{ network: 'agency-network', dataClass: 'sensitive' },
    },
  ],
  requirements: [
    {
      ...{ kind: 'detection', id: 'pd-bulk', text: inBoth('Detecta bultos', 'Detects bulk'), contexts: [] },
      ...{ freshMonths: 24, conditionIfMissed: null, threatClass: 'bulk', atLeast: 0.9, confidence: 0.95 },
    },
    {
      ...{ kind: 'gate', id: 'remote', text: inBoth('Acceso remoto', 'Remote access'), contexts: [] },
      ...{ freshMonths: null, conditionIfMissed: null, gate: 'remote-access' },
    },
  ],
  checklist: [],
  sample: true,
};

const evidence: Omit<RecordOf<'evidence'>, 'configuration'> = {
  type: 'lab-certificate',
  title: inBoth('Certificado de muestra', 'Sample certificate'),
  document: null,
  issuer: 'Laboratorio de muestra',
  laboratory: 'lab-1',
  testers: ['T. Pruebas'],
  issuedAt: WORLD_TIME - 10 * DAY_MS,
  validUntil: null,
  claims: [],
  results: [
    {
      ...{ kind: 'trials', outcome: 'detection', threatClass: 'bulk', article: 'TO-1' },
      ...{ hits: 59, trials: 59, at: WORLD_TIME - 12 * DAY_MS },
    },
  ],
  counters: [],
  confidence: 'high',
  confidenceReason: inBoth('De muestra.', 'A sample.'),
  sample: true,
};

export const samples = {
  supplier,
  model: { name: 'Portal', maker: 'maker-a', type: 'cargo-portal', sample: true } satisfies RecordOf<'model'>,
  laboratory: { name: 'Laboratorio de muestra', accreditation: null, sample: true } satisfies RecordOf<'laboratory'>,
  standard,
  configuration: {
    ...{ model: 'portal', name: inBoth('Portal de muestra', 'Sample portal'), hardware: 'H1' },
    software: [{ name: 'reconstruct', version: '2.1', sha256: null }],
    ...{ standard: 'std-1', conceptOfOperations: inBoth('Se conduce por él.', 'Driven through.') },
    ...{ contexts: ['port'], parent: null, change: null, sample: true },
  } satisfies RecordOf<'configuration'>,
  evidence,
  finding: {
    ...{ gate: 'remote-access', contexts: [], outcome: 'pass', reasons: inBoth('No hay acceso.', 'There is none.') },
    ...{ conditions: [], reviewer: 'evaluator', checklist: [], componentSecurity: null, at: WORLD_TIME, sample: true },
  } satisfies Omit<RecordOf<'finding'>, 'configuration' | 'evidence'>,
  device: {
    ...{ serial: 'S-1', configuration: 'cfg-1', operator: 'customs', site: 'otay', lane: 'gate-1' },
    ...{ state: 'installed', installedAt: WORLD_TIME, replaceBy: null, replaceReason: null, sample: true },
  } satisfies RecordOf<'device'>,
  register: siteRegister.parse({
    operators: [{ id: 'customs', name: inBoth('Aduanas', 'Customs') }],
    sites: [
      {
        ...{ id: 'otay', name: inBoth('Otay', 'Otay'), kind: 'land-port', operator: 'customs', place: null },
        lanes: [lane('gate-1'), lane('gate-2')],
      },
    ],
    sample: true,
  }),
};
