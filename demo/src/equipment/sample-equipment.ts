import type { ListingSection, RecordOf } from '@garita/api';
import { SAMPLE_BAGGAGE_STANDARD, SAMPLE_CARGO_STANDARD, SAMPLE_IMPORT_STANDARD } from '@garita/evaluation';
import { words } from '../sample-agency.ts';
import type { SampleProfile } from './sample-evidence.ts';

/** By what each kind of equipment is judged. */
export const SAMPLE_STANDARDS = {
  'sample-cargo-vehicle': SAMPLE_CARGO_STANDARD,
  'sample-baggage-ct': SAMPLE_BAGGAGE_STANDARD,
  'sample-file-import': SAMPLE_IMPORT_STANDARD,
} as unknown as Readonly<Record<SampleStandard, RecordOf<'standard'>>>;
export type SampleStandard = 'sample-cargo-vehicle' | 'sample-baggage-ct' | 'sample-file-import';

/** How far a made-up configuration went, and what its file says on the way. */
export interface SampleApproval {
  readonly model: string;
  readonly standard: SampleStandard;
  readonly name: RecordOf<'configuration'>['name'];
  readonly hardware: string;
  readonly software: string;
  readonly contexts: readonly string[];
  readonly conceptOfOperations: RecordOf<'configuration'>['conceptOfOperations'];
  readonly parent?: string;
  readonly change?: RecordOf<'configuration'>['change'];
  readonly profile: SampleProfile;
  readonly end: SampleEnd;
}

export type SampleEnd =
  | {
      readonly state: 'listed';
      readonly section: ListingSection;
      /** Days from now until it runs out. */
      readonly days: number;
      readonly conditions?: readonly RecordOf<'configuration'>['name'][];
    }
  | { readonly state: 'refused'; readonly reason: string; readonly es: string; readonly en: string }
  | { readonly state: 'lab-certification' };

const QUALIFIED: Readonly<Record<RecordOf<'supplier'>['qualification'], ReturnType<typeof words>>> = {
  pass: words(
    'Muestra: historial, soporte y propiedad comprobados.',
    'Sample: record, support and ownership were checked.',
  ),
  conditional: words(
    'Muestra: falta comprobar una parte de la cadena de propiedad.',
    'Sample: a part of the ownership chain is still to be checked.',
  ),
  fail: words('Muestra: no calificado.', 'Sample: not qualified.'),
  'not-assessed': words(
    'Muestra: no entregó la declaración de propiedad; no se sabe quién lo controla.',
    'Sample: no declaration of ownership was handed in; who controls it is not known.',
  ),
};

export const SAMPLE_SUPPLIERS: Readonly<Record<string, RecordOf<'supplier'>>> = {
  'maker-a': maker('Fabricante A (muestra)', 'pass', [
    ['Grupo A (muestra)', 100, 'no', false],
    ['Accionistas en bolsa (muestra) / listed shares (sample)', 92.5, 'no', true],
  ]),
  'maker-b': maker('Fabricante B (muestra)', 'pass', [['Fundación B (muestra)', 100, 'no', true]]),
  'maker-c': maker('Fabricante C (muestra)', 'conditional', [
    ['Holding C (muestra)', 60, 'no', false],
    ['Fondo C (muestra)', null, 'unknown', true],
  ]),
  'maker-e': maker('Fabricante E (muestra)', 'conditional', [['Grupo E (muestra)', 51, 'unknown', true]]),
  'maker-x': maker('Fabricante X (muestra)', 'not-assessed', [['Matriz X (muestra)', null, 'unknown', true]]),
  garita: maker('Garita', 'pass', []),
};

type Owner = readonly [
  owner: string,
  percent: number | null,
  stateControl: 'yes' | 'no' | 'unknown',
  ultimate: boolean,
];

function maker(
  name: string,
  qualification: RecordOf<'supplier'>['qualification'],
  owners: readonly Owner[],
): RecordOf<'supplier'> {
  const at = Date.UTC(2026, 8, 1);
  return {
    name,
    roles: ['maker'],
    ownership: owners.flatMap(([owner, percent, stateControl, ultimate]) => [
      { owner, percent, ultimate, stateControl, basis: 'declared' as const, evidence: null, at },
      { owner, percent, ultimate, stateControl, basis: 'found' as const, evidence: null, at },
    ]),
    performance: [
      {
        text: words(
          'Muestra: entregas y reparaciones según contrato en dos sitios.',
          'Sample: deliveries and repairs as contracted at two sites.',
        ),
        rating: qualification === 'pass' ? 'good' : qualification === 'conditional' ? 'mixed' : 'unknown',
        evidence: null,
      },
    ],
    support: {
      text: words('Muestra: refacciones y técnicos en el país.', 'Sample: parts and technicians in the country.'),
      untilAtLeast: qualification === 'not-assessed' ? null : Date.UTC(2032, 0, 1),
    },
    qualification,
    qualificationReasons: QUALIFIED[qualification],
    sample: true,
  };
}

export const SAMPLE_MODELS: Readonly<Record<string, RecordOf<'model'>>> = {
  'portal-6-9': { name: 'Portal 6/9 MV (muestra)', maker: 'maker-a', type: 'vehicle-portal', sample: true },
  'gate-a': { name: 'Acceso vehicular (muestra)', maker: 'maker-a', type: 'vehicle-portal', sample: true },
  'container-6-9': { name: 'Contenedor 6/9 MV (muestra)', maker: 'maker-b', type: 'cargo-portal', sample: true },
  'baggage-ct': { name: 'Tomógrafo de equipaje (muestra)', maker: 'maker-c', type: 'baggage-ct', sample: true },
  'rail-6-9': { name: 'Ferroviario 6/9 MV (muestra)', maker: 'maker-e', type: 'rail-portal', sample: true },
  'container-x': { name: 'Contenedor X (muestra)', maker: 'maker-x', type: 'cargo-portal', sample: true },
  'file-import': { name: 'Importación manual (muestra)', maker: 'garita', type: 'file-import', sample: true },
};

const PORTAL_USE = words(
  'El vehículo pasa a velocidad constante sin pasajeros; un analista remoto decide. Muestra.',
  'The vehicle passes at constant speed without passengers; a remote analyst decides. Sample.',
);

const TRUCK_PORTAL: SampleApproval = {
  model: 'portal-6-9',
  standard: 'sample-cargo-vehicle',
  name: words('Arco de camiones de doble energía (muestra)', 'Dual-energy truck portal (sample)'),
  hardware: 'HW-A3 (muestra)',
  software: '4.2.0-muestra',
  contexts: ['land-port'],
  conceptOfOperations: PORTAL_USE,
  profile: { misses: { firearm: 1, ammunition: 2 } },
  end: { state: 'listed', section: 'qualified', days: 420 },
};

const CONTAINER_PORTAL: SampleApproval = {
  model: 'container-6-9',
  standard: 'sample-cargo-vehicle',
  name: words('Arco de contenedores (muestra)', 'Container portal (sample)'),
  hardware: 'HW-B1 (muestra)',
  software: '2.9.1-muestra',
  contexts: ['seaport'],
  conceptOfOperations: PORTAL_USE,
  profile: { misses: { 'bulk-cash': 1 } },
  end: { state: 'listed', section: 'qualified', days: 300 },
};

/** Which configurations each agency has looked at, by id. The same models, each agency judging for itself. */
export const SAMPLE_APPROVALS: Readonly<Record<'mx' | 'us', Readonly<Record<string, SampleApproval>>>> = {
  mx: {
    'cfg-truck-portal-a': TRUCK_PORTAL,
    'cfg-container-portal-b': CONTAINER_PORTAL,
    'cfg-baggage-ct-c': {
      model: 'baggage-ct',
      standard: 'sample-baggage-ct',
      name: words('Tomografía de equipaje (muestra)', 'Baggage CT (sample)'),
      hardware: 'HW-C2 (muestra)',
      software: '7.0.3-muestra',
      contexts: ['airport'],
      conceptOfOperations: words(
        'Cada pieza se escanea entera; el analista ve cortes en tres planos. Muestra.',
        'Each bag is scanned whole; the analyst sees slices in three planes. Sample.',
      ),
      profile: {
        gates: {
          'ownership-and-control': {
            outcome: 'conditional',
            reasons: words(
              'Muestra: una parte de la cadena de propiedad no se pudo comprobar; se acepta en una red de la agencia sin salida, con revisión cada seis meses.',
              'Sample: a part of the ownership chain could not be checked; accepted on an agency network without a way out, with a review every six months.',
            ),
            conditions: [
              words(
                'Sin conexión fuera de la red de la agencia; revisión de propiedad cada seis meses.',
                'No connection outside the agency’s network; ownership reviewed every six months.',
              ),
            ],
          },
        },
      },
      end: {
        state: 'listed',
        section: 'approved-conditional',
        days: 75,
        conditions: [
          words(
            'Sin conexión fuera de la red de la agencia; revisión de propiedad cada seis meses.',
            'No connection outside the agency’s network; ownership reviewed every six months.',
          ),
        ],
      },
    },
    'cfg-gate-d': {
      model: 'gate-a',
      standard: 'sample-cargo-vehicle',
      name: words('Acceso vehicular (muestra)', 'Vehicle gate (sample)'),
      hardware: 'HW-A1 (muestra)',
      software: '3.8.0-muestra',
      contexts: ['land-port'],
      conceptOfOperations: PORTAL_USE,
      profile: { lacks: ['penetration-test', 'security-certificate', 'sbom', 'vulnerability-report'], gates: {} },
      end: { state: 'listed', section: 'grandfathered', days: 160 },
    },
    'cfg-container-portal-x': {
      model: 'container-x',
      standard: 'sample-cargo-vehicle',
      name: words('Arco de contenedores X (muestra)', 'Container portal X (sample)'),
      hardware: 'HW-X1 (muestra)',
      software: '1.0.0-muestra',
      contexts: ['seaport'],
      conceptOfOperations: PORTAL_USE,
      profile: {
        lacks: ['integrity-test', 'ownership-finding', 'security-certificate', 'sbom'],
        undeclared: 'support.undeclared.example',
        short: [],
        gates: {
          'remote-access': {
            outcome: 'fail',
            reasons: words(
              'Muestra: el acceso remoto del fabricante no se puede desactivar.',
              'Sample: the maker’s remote access cannot be switched off.',
            ),
          },
          'data-destinations': {
            outcome: 'fail',
            reasons: words(
              'Muestra: envía datos a una dirección que su fabricante no declaró.',
              'Sample: it sends data to an address that its maker did not declare.',
            ),
          },
        },
      },
      end: {
        state: 'refused',
        reason: 'SECURITY_REVIEW_FAILED',
        es: 'Muestra: el acceso remoto del fabricante no se puede desactivar y envía datos a una dirección no declarada; no presentó evidencia de la prueba de integridad del píxel a la declaración.',
        en: 'Sample: the maker’s remote access cannot be switched off, and it sends data to an undeclared address; no evidence was given of the integrity test from pixel to statement.',
      },
    },
    'cfg-manual-import': {
      model: 'file-import',
      standard: 'sample-file-import',
      name: words('Importación manual de archivos (muestra)', 'Manual import of files (sample)'),
      hardware: 'Estación de importación (muestra)',
      software: '0.1.0',
      contexts: ['monitoring-centre'],
      conceptOfOperations: words(
        'Una persona trae archivos de otro equipo; se toman como llegaron y se dice de dónde vienen. Muestra.',
        'A person brings files of other equipment; they are taken as they came, and it is said where from. Sample.',
      ),
      profile: {},
      end: { state: 'listed', section: 'qualified', days: 365 },
    },
    'cfg-truck-portal-a2': {
      ...TRUCK_PORTAL,
      name: words('Arco de camiones, software 4.3 (muestra)', 'Truck portal, software 4.3 (sample)'),
      software: '4.3.0-muestra',
      parent: 'cfg-truck-portal-a',
      change: words(
        'Cambia el algoritmo de material y la actualización remota. Muestra.',
        'The material algorithm and remote updating change. Sample.',
      ),
      profile: { lacks: ['field-test', 'penetration-test', 'integrity-test', 'operational-record'], gates: {} },
      end: { state: 'lab-certification' },
    },
  },
  us: {
    'cfg-truck-portal-a': TRUCK_PORTAL,
    'cfg-container-portal-b': CONTAINER_PORTAL,
    'cfg-rail-portal-e': {
      model: 'rail-6-9',
      standard: 'sample-cargo-vehicle',
      name: words('Arco ferroviario (muestra)', 'Rail portal (sample)'),
      hardware: 'HW-E1 (muestra)',
      software: '5.1.0-muestra',
      contexts: ['land-port'],
      conceptOfOperations: PORTAL_USE,
      profile: {
        gates: {
          'trade-flow': {
            outcome: 'conditional',
            reasons: words(
              'Muestra: falta la prueba de penetración a la velocidad de operación.',
              'Sample: the penetration test at operating speed is still missing.',
            ),
            conditions: [
              words(
                'Entregar la prueba de penetración a velocidad de operación.',
                'Hand in the penetration test at operating speed.',
              ),
            ],
          },
        },
      },
      end: {
        state: 'listed',
        section: 'approved-conditional',
        days: 120,
        conditions: [
          words(
            'Entregar la prueba de penetración a velocidad de operación.',
            'Hand in the penetration test at operating speed.',
          ),
        ],
      },
    },
  },
};

export const SAMPLE_ASSERTIONS: Readonly<Record<string, RecordOf<'assertion'>>> = {
  'assertion-partner-x': {
    about: { kind: 'configuration', id: 'cfg-container-portal-x' },
    party: 'Autoridad de la contraparte (muestra) / partner authority (sample)',
    partyKind: 'partner-authority',
    text: words(
      'Muestra: dice que este equipo no cumplió sus normas de control de calidad.',
      'Sample: says that this equipment did not meet its quality control standards.',
    ),
    source: 'Carta de muestra / sample letter',
    document: null,
    saidAt: Date.UTC(2026, 4, 2),
    standing: 'not-verified',
    standingReasons: null,
    evidence: [],
    sample: true,
  },
  'assertion-maker-a': {
    about: { kind: 'supplier', id: 'maker-a' },
    party: 'Fabricante A (muestra)',
    partyKind: 'maker',
    text: words(
      'Muestra: se llama a sí mismo proveedor probado y confiable.',
      'Sample: calls itself a proven and reliable supplier.',
    ),
    source: 'Folleto de muestra / sample brochure',
    document: null,
    saidAt: Date.UTC(2026, 5, 10),
    standing: 'not-verified',
    standingReasons: null,
    evidence: [],
    sample: true,
  },
};

/** Maker and model of a configuration, by name; nothing for one that nobody looked at. */
export function sampleModel(
  agency: 'mx' | 'us',
  configuration: string | undefined,
): { readonly maker: string; readonly name: string } | undefined {
  const model = SAMPLE_MODELS[SAMPLE_APPROVALS[agency][configuration ?? '']?.model ?? ''];
  const supplier = model && SAMPLE_SUPPLIERS[model.maker];
  return supplier && { maker: supplier.name, name: model.name };
}
