import { CYBER_CHECKLIST } from './cyber-checklist.ts';
import type {
  DetectionRequirement,
  EvidenceRequirement,
  FalseAlarmRequirement,
  Gate,
  GateRequirement,
  MeasureRequirement,
  Requirement,
  SecurityVector,
  StandardRecord,
  UseContext,
} from './records.ts';
import { type Bilingual, inBoth } from './words.ts';

// Probabilities of detection and of false alarms that real agencies ask for are not public. Every number here is made up, and every
// standard says that it is a sample. Classes are classes of test articles: X-rays show density and shape, and do not name drugs.

const SAMPLE_BEGINS = Date.UTC(2026, 0, 1);
const SAMPLE_ENDS = Date.UTC(2029, 0, 1);

export const SAMPLE_CONTEXTS: readonly UseContext[] = [
  use(
    'land-port',
    'Puerto terrestre (muestra)',
    'Land port (sample)',
    ['land-port', 'rail-port'],
    'agency-network',
    'restricted',
  ),
  use('seaport', 'Puerto marítimo (muestra)', 'Seaport (sample)', ['seaport'], 'agency-network', 'restricted'),
  use('airport', 'Aeropuerto (muestra)', 'Airport (sample)', ['airport'], 'agency-network', 'restricted'),
  use(
    'monitoring-centre',
    'Centro de monitoreo (muestra)',
    'Monitoring centre (sample)',
    ['facility'],
    'isolated',
    'sensitive',
  ),
];

/** Classes of test articles, with the words that requirements use. */
export const SAMPLE_CLASSES = {
  precursor: inBoth('precursores (simulante en tambo)', 'precursors (simulant in a drum)'),
  fentanyl: inBoth('fentanilo (simulante en paquete pequeño)', 'fentanyl (simulant in a small package)'),
  methamphetamine: inBoth('metanfetamina (simulante)', 'methamphetamine (simulant)'),
  'bulk-cash': inBoth('efectivo en volumen (papel moneda de prueba)', 'bulk cash (test bank notes)'),
  firearm: inBoth('armas de fuego (armas inertes)', 'firearms (inert weapons)'),
  ammunition: inBoth('municiones (cartuchos inertes)', 'ammunition (inert rounds)'),
} as const satisfies Readonly<Record<string, Bilingual>>;
type SampleClass = keyof typeof SAMPLE_CLASSES;

const GATE_TEXTS: Readonly<Record<Gate, Bilingual>> = {
  'ownership-and-control': inBoth(
    'Propiedad y control del proveedor y de sus componentes, en conjunto y con razones.',
    'Ownership and control of the supplier and its components, in aggregate and with reasons.',
  ),
  'remote-access': inBoth(
    'Acceso remoto: quién, cómo, y que pueda cerrarse.',
    'Remote access: who, how, and that it can be closed.',
  ),
  'data-destinations': inBoth('A dónde envía, declarado y observado.', 'Where it sends, declared and observed.'),
  'cyber-requirements': inBoth(
    'Requisitos de ciberseguridad para equipos de inspección.',
    'Cyber requirements for screening equipment.',
  ),
  'component-security': inBoth(
    'Seguridad del componente (IEC 62443-4-2).',
    'Security of the component (IEC 62443-4-2).',
  ),
  vulnerabilities: inBoth('Vulnerabilidades conocidas y su corrección.', 'Known vulnerabilities and their repair.'),
  'uninterrupted-coordination': inBoth(
    '¿Mantiene sin interrupciones la coordinación? Formatos abiertos, interfaces, y qué hace sin conexión.',
    'Does it keep coordination uninterrupted? Open formats, interfaces, and what it does when cut off.',
  ),
  'information-protection': inBoth(
    '¿Protege la información que se comparte, del píxel a la declaración?',
    'Does it protect the information shared, from pixel to statement?',
  ),
  'trade-flow': inBoth(
    '¿Deja fluir el comercio? Segundos, falsas alarmas y la fila que causan.',
    'Does it let trade flow? Seconds, false alarms, and the queue they cause.',
  ),
};

const LEVEL_TWO: SecurityVector = { iac: 2, uc: 2, si: 2, dc: 2, rdf: 1, tre: 1, ra: 1 };

const common = { contexts: [], freshMonths: null, conditionIfMissed: null } as const;

const gates: readonly GateRequirement[] = Object.entries(GATE_TEXTS).map(([gate, text]) => ({
  ...common,
  kind: 'gate',
  id: `gate-${gate}`,
  text,
  gate: gate as Gate,
  freshMonths: gate === 'vulnerabilities' ? 6 : 24,
  ...(gate === 'component-security' ? { securityLevels: LEVEL_TWO } : {}),
}));

const integrity = evidence(
  'integrity-test',
  12,
  'Prueba de integridad: ningún píxel cambia entre el detector y la declaración firmada.',
  'Integrity test: no pixel changes between the detector and the signed statement.',
);
const dataPath = evidence(
  'data-path-test',
  12,
  'Prueba de la ruta de los datos, declarada y observada.',
  'Test of the data path, declared and observed.',
);
const interoperability = evidence(
  'interoperability-test',
  24,
  'Un archivo en formato abierto que la contraparte leyó.',
  'A file in an open format that the partner has read.',
);
const ownership = evidence('ownership-declaration', 24, 'Declaración de propiedad.', 'Declaration of ownership.');
const billOfMaterials = evidence('sbom', 12, 'Lista de componentes de software.', 'Software bill of materials.');

/** For vehicles and containers driven or pulled through. All numbers are made up. */
export const SAMPLE_CARGO_STANDARD: StandardRecord = standard(
  'Norma de muestra para arcos de carga y de vehículos',
  'Sample standard for cargo and vehicle portals',
  ['cargo-portal', 'vehicle-portal', 'rail-portal', 'backscatter'],
  [
    detection('precursor', 0.9),
    detection('fentanyl', 0.8),
    detection('methamphetamine', 0.85),
    detection('bulk-cash', 0.8),
    detection('firearm', 0.9),
    detection('ammunition', 0.85),
    falseAlarm(0.1),
    measure('throughput-per-hour', '1/h', { atLeast: 20 }, 'Vehículos por hora.', 'Vehicles in an hour.'),
    {
      ...measure('availability', '%', { atLeast: 95 }, 'Disponibilidad.', 'Availability.'),
      conditionIfMissed: inBoth(
        'Con un segundo carril disponible en el mismo sitio.',
        'With a second lane available at the same site.',
      ),
    },
    measure('steel-penetration-mm', 'mm', { atLeast: 250 }, 'Penetración en acero.', 'Penetration of steel.'),
    evidence(
      'periodic-verification',
      12,
      'Verificación periódica con objeto de prueba.',
      'Periodic verification with a test object.',
    ),
    integrity,
    dataPath,
    interoperability,
    ownership,
    billOfMaterials,
    ...gates,
  ],
);

/** For baggage in computed tomography. All numbers are made up. */
export const SAMPLE_BAGGAGE_STANDARD: StandardRecord = standard(
  'Norma de muestra para tomografía de equipaje',
  'Sample standard for baggage CT',
  ['baggage-ct', 'cabinet-xray'],
  [
    detection('fentanyl', 0.9),
    detection('methamphetamine', 0.9),
    detection('bulk-cash', 0.85),
    detection('firearm', 0.95),
    detection('ammunition', 0.9),
    falseAlarm(0.08),
    measure('throughput-per-hour', '1/h', { atLeast: 150 }, 'Bultos por hora.', 'Bags in an hour.'),
    measure('availability', '%', { atLeast: 97 }, 'Disponibilidad.', 'Availability.'),
    evidence('image-quality', 12, 'Calidad de imagen con objeto ASTM F792.', 'Image quality with an ASTM F792 object.'),
    integrity,
    dataPath,
    interoperability,
    ownership,
    billOfMaterials,
    ...gates,
  ],
);

/** For files that an officer brings in: nothing is detected here, and everything else is asked. All numbers are made up. */
export const SAMPLE_IMPORT_STANDARD: StandardRecord = standard(
  'Norma de muestra para importación de archivos',
  'Sample standard for the import of files',
  ['file-import'],
  [
    measure('seconds-per-object', 's', { atMost: 60 }, 'Segundos por archivo.', 'Seconds for a file.'),
    integrity,
    dataPath,
    interoperability,
    ...gates,
  ],
);

function standard(
  es: string,
  en: string,
  equipmentTypes: StandardRecord['equipmentTypes'],
  requirements: readonly Requirement[],
): StandardRecord {
  return {
    title: inBoth(es, en),
    issuer: 'Garita (muestra / sample)',
    edition: '1',
    equipmentTypes,
    validFrom: SAMPLE_BEGINS,
    endsAt: SAMPLE_ENDS,
    contexts: SAMPLE_CONTEXTS,
    requirements,
    checklist: CYBER_CHECKLIST,
    sample: true,
  };
}

function use(
  id: string,
  es: string,
  en: string,
  siteKinds: UseContext['siteKinds'],
  network: UseContext['network'],
  dataClass: UseContext['dataClass'],
): UseContext {
  return { id, name: inBoth(es, en), siteKinds, network, dataClass };
}

function detection(threatClass: SampleClass, atLeast: number): DetectionRequirement {
  const { es, en } = SAMPLE_CLASSES[threatClass];
  return {
    ...common,
    kind: 'detection',
    id: `detects-${threatClass}`,
    text: inBoth(`Detecta ${es}.`, `Detects ${en}.`),
    threatClass,
    atLeast,
    confidence: 0.95,
    freshMonths: 36,
  };
}

function falseAlarm(atMost: number): FalseAlarmRequirement {
  return {
    ...common,
    kind: 'false-alarm',
    id: 'false-alarms',
    text: inBoth('Falsas alarmas en carga limpia.', 'False alarms on clean objects.'),
    threatClass: null,
    atMost,
    confidence: 0.95,
    freshMonths: 36,
  };
}

function measure(
  id: string,
  unit: string,
  limits: { readonly atLeast?: number; readonly atMost?: number },
  es: string,
  en: string,
): MeasureRequirement {
  const { atLeast = null, atMost = null } = limits;
  return { ...common, kind: 'measure', id, text: inBoth(es, en), measure: id, unit, atLeast, atMost, freshMonths: 24 };
}

function evidence(evidenceType: string, freshMonths: number, es: string, en: string): EvidenceRequirement {
  return {
    ...common,
    kind: 'evidence',
    id: `evidence-${evidenceType}`,
    text: inBoth(es, en),
    evidenceType,
    freshMonths,
  };
}
