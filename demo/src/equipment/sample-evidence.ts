import { createHash } from 'node:crypto';
import { EVIDENCE_TYPES, type GateId, type RecordOf, type Requirement } from '@garita/api';
import { exactBounds, trialsForMisses } from '@garita/evaluation';
import { words } from '../sample-agency.ts';

type Evidence = RecordOf<'evidence'>;
type Finding = RecordOf<'finding'>;
type Standard = RecordOf<'standard'>;
type EvidenceType = (typeof EVIDENCE_TYPES)[number];
type Result = Evidence['results'][number];

/** What is peculiar to one made-up configuration; the rest of its file follows from what its standard asks. */
export interface SampleProfile {
  /** Missed test articles by threat class; none of the others. */
  readonly misses?: Readonly<Record<string, number>>;
  /** Requirements of which the laboratory tells less than is asked. */
  readonly short?: readonly string[];
  /** Kinds of evidence nobody handed in. */
  readonly lacks?: readonly EvidenceType[];
  /** A place it was seen to send to that its maker did not declare. */
  readonly undeclared?: string;
  readonly gates?: Partial<Record<GateId, Pick<Finding, 'outcome' | 'reasons'> & Partial<Finding>>>;
}

export interface SampleFile {
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly findings: ReadonlyMap<string, Finding>;
  /** The papers behind the evidence, by the name each record gives them. */
  readonly papers: ReadonlyMap<string, string>;
}

const DAY_MS = 86_400_000;
const LABORATORY = 'lab-sample';
/** Who tests in the demonstration; whoever decides is somebody else. */
const SAMPLE_TESTER = 'evaluator';

const TITLES: Readonly<Partial<Record<EvidenceType, ReturnType<typeof words>>>> = {
  'lab-certificate': words('Certificado de laboratorio (muestra)', 'Laboratory certificate (sample)'),
  'field-test': words('Prueba en campo (muestra)', 'Field test (sample)'),
  'periodic-verification': words('Verificación periódica (muestra)', 'Periodic verification (sample)'),
  'image-quality': words('Prueba de calidad de imagen (muestra)', 'Image quality test (sample)'),
  'integrity-test': words(
    'Prueba de integridad, del píxel a la declaración (muestra)',
    'Integrity test, from pixel to statement (sample)',
  ),
  'data-path-test': words('Prueba de la ruta de los datos (muestra)', 'Data path test (sample)'),
  'interoperability-test': words('Prueba de interoperabilidad (muestra)', 'Interoperability test (sample)'),
  'penetration-test': words('Prueba de penetración informática (muestra)', 'Penetration test (sample)'),
  sbom: words('Lista de componentes de software (muestra)', 'Software bill of materials (sample)'),
  'vulnerability-report': words('Informe de vulnerabilidades (muestra)', 'Vulnerability report (sample)'),
  'ownership-declaration': words('Declaración de propiedad (muestra)', 'Ownership declaration (sample)'),
  'ownership-finding': words(
    'Constatación de propiedad y control (muestra)',
    'Finding on ownership and control (sample)',
  ),
  'security-certificate': words(
    'Certificado de seguridad de componentes (muestra)',
    'Component security certificate (sample)',
  ),
  'data-package': words('Expediente técnico de calificación (muestra)', 'Qualification data package (sample)'),
  'operational-record': words('Registro de operación (muestra)', 'Operational record (sample)'),
  'maker-statement': words('Declaración del fabricante (muestra)', 'Maker’s statement (sample)'),
};

/** On which evidence a reviewer answers each question. */
const GROUNDS: Readonly<Record<GateId, readonly EvidenceType[]>> = {
  'ownership-and-control': ['ownership-declaration', 'ownership-finding'],
  'remote-access': ['data-path-test', 'penetration-test'],
  'data-destinations': ['data-path-test'],
  'cyber-requirements': ['penetration-test', 'security-certificate'],
  'component-security': ['security-certificate'],
  vulnerabilities: ['sbom', 'vulnerability-report'],
  'uninterrupted-coordination': ['interoperability-test', 'operational-record'],
  'information-protection': ['integrity-test', 'data-path-test'],
  'trade-flow': ['field-test', 'operational-record'],
};

const PASSES: Readonly<Record<GateId, ReturnType<typeof words>>> = {
  'ownership-and-control': words(
    'Muestra: la cadena de propiedad declarada coincide con la constatada hasta su matriz; juzgada en conjunto, no se encontró control que obligue a entregar datos.',
    'Sample: the ownership chain as declared agrees with the one found, up to the ultimate parent; judged in aggregate, no control was found that could compel it to hand over data.',
  ),
  'remote-access': words(
    'Muestra: el acceso remoto está desactivado de fábrica, solo la agencia puede abrirlo y queda registrado.',
    'Sample: remote access is off by default, only the agency can open it, and each use is recorded.',
  ),
  'data-destinations': words(
    'Muestra: en 168 horas de observación solo envió a las direcciones declaradas.',
    'Sample: in 168 hours of observation it sent to the declared addresses alone.',
  ),
  'cyber-requirements': words(
    'Muestra: cumple los requisitos cuyo texto es público; los demás se muestran sin evaluar.',
    'Sample: it meets the requirements whose text is public; the others are shown as not assessed.',
  ),
  'component-security': words(
    'Muestra: el certificado cubre los niveles que la norma de muestra pide.',
    'Sample: the certificate covers the levels that the sample standard asks for.',
  ),
  vulnerabilities: words(
    'Muestra: ninguna vulnerabilidad explotada conocida en los componentes identificables; la cobertura se indica junto a la cuenta.',
    'Sample: no known exploited vulnerability in the components that could be identified; the coverage is stated beside the count.',
  ),
  'uninterrupted-coordination': words(
    'Muestra: entrega DICOS abierto, comprobado con un archivo; sin red guarda los escaneos y los envía después.',
    'Sample: it delivers open DICOS, proven with a file; without a network it keeps the scans and sends them later.',
  ),
  'information-protection': words(
    'Muestra: del detector a la declaración firmada no cambió un solo píxel en 200 pasadas de prueba.',
    'Sample: from detector to signed statement not one pixel changed in 200 test passes.',
  ),
  'trade-flow': words(
    'Muestra: a la tasa medida no forma fila con el tránsito previsto del sitio.',
    'Sample: at the measured rate it makes no queue with the traffic expected at the site.',
  ),
};

/** The evidence and findings of one configuration, dated before `now`; every figure is made up and marked so. */
export function sampleFile(configuration: string, standard: Standard, profile: SampleProfile, now: number): SampleFile {
  const evidence = new Map<string, Evidence>();
  const papers = new Map<string, string>();
  const asked = askedTypes(standard).filter((type) => !profile.lacks?.includes(type));
  const idOf = (type: EvidenceType) => `${configuration}.${type}`;
  for (const [place, type] of asked.entries()) {
    const issuedAt = now - (40 + 3 * place) * DAY_MS;
    const results = resultsOf(type, standard.requirements, profile, issuedAt);
    const title = TITLES[type] ?? words(type, type);
    const record: Evidence = {
      configuration,
      type,
      title,
      document: null,
      issuer:
        type === 'maker-statement' || type === 'ownership-declaration'
          ? 'Fabricante (muestra)'
          : 'Laboratorio de muestra',
      laboratory: FROM_LABORATORY.has(type) ? LABORATORY : null,
      testers: FROM_LABORATORY.has(type) ? [SAMPLE_TESTER] : [],
      issuedAt,
      validUntil: now + 700 * DAY_MS,
      claims: [words('Muestra: ninguna cifra es de un producto real.', 'Sample: no figure is of a real product.')],
      results,
      counters: [],
      confidence: type === 'maker-statement' || type === 'ownership-declaration' ? 'medium' : 'high',
      confidenceReason: words('Muestra: documento de demostración.', 'Sample: a document of the demonstration.'),
      sample: true,
    };
    papers.set(idOf(type), paperOf(configuration, record));
    evidence.set(idOf(type), record);
  }
  const findings = new Map<string, Finding>();
  for (const { gate } of standard.requirements.filter((one) => one.kind === 'gate')) {
    const special = profile.gates?.[gate];
    if (special === undefined && profile.gates && GROUNDS[gate].some((type) => profile.lacks?.includes(type))) continue;
    const grounds = GROUNDS[gate].map(idOf).filter((id) => evidence.has(id));
    if (grounds.length === 0) continue;
    findings.set(`${configuration}.${gate}`, {
      configuration,
      gate,
      contexts: [],
      outcome: 'pass',
      reasons: PASSES[gate],
      conditions: [],
      evidence: grounds,
      reviewer: SAMPLE_TESTER,
      checklist: gate === 'cyber-requirements' ? checklistOf(standard, grounds) : [],
      componentSecurity: gate === 'component-security' ? { iac: 2, uc: 2, si: 2, dc: 2, rdf: 2, tre: 2, ra: 2 } : null,
      at: now - 20 * DAY_MS,
      sample: true,
      ...special,
    });
  }
  return { evidence, findings, papers };
}

const FROM_LABORATORY: ReadonlySet<EvidenceType> = new Set([
  'lab-certificate',
  'field-test',
  'image-quality',
  'integrity-test',
  'data-path-test',
  'interoperability-test',
  'penetration-test',
]);

/** What the standard asks for by name, and what its gates and numbers rest on. */
function askedTypes({ requirements }: Standard): readonly EvidenceType[] {
  const asked = new Set<string>();
  for (const one of requirements) {
    if (one.kind === 'evidence') asked.add(one.evidenceType);
    if (one.kind === 'gate') for (const type of GROUNDS[one.gate]) asked.add(type);
    if (one.kind === 'detection') asked.add('lab-certificate');
    if (one.kind === 'false-alarm') asked.add('field-test');
    if (one.kind === 'measure') asked.add(sourceOf(one.measure));
  }
  return EVIDENCE_TYPES.filter((type) => asked.has(type));
}

function sourceOf(measure: string): EvidenceType {
  if (/availability|repair|uptime/.test(measure)) return 'operational-record';
  if (/throughput|seconds|minutes|queue/.test(measure)) return 'field-test';
  return 'image-quality';
}

function resultsOf(
  type: EvidenceType,
  requirements: readonly Requirement[],
  profile: SampleProfile,
  at: number,
): Result[] {
  const measures = requirements.flatMap((one) =>
    one.kind === 'measure' && one.measure !== 'availability' && sourceOf(one.measure) === type
      ? [measured(one, profile, at)]
      : [],
  );
  switch (type) {
    case 'lab-certificate':
      return requirements.flatMap((one) => (one.kind === 'detection' ? [detected(one, profile, at)] : []));
    case 'field-test':
      return [
        ...requirements.flatMap((one) => (one.kind === 'false-alarm' ? [alarmed(one, profile, at)] : [])),
        ...measures,
      ];
    case 'operational-record':
      return [
        ...measures,
        // Availability is reckoned from the outages of these hours, not stated.
        { kind: 'measure', measure: 'observed-hours', unit: 'h', value: 8760, at },
        { kind: 'outage', from: at - 30 * DAY_MS, until: at - 30 * DAY_MS + 7_200_000, reason: 'maintenance' },
        { kind: 'outage', from: at - 12 * DAY_MS, until: at - 12 * DAY_MS + 3_000_000, reason: 'power' },
      ];
    case 'data-path-test':
      return [paths(profile, at)];
    case 'integrity-test':
      return [
        check(
          'pixel-to-statement',
          'yes',
          'Sin cambios en 200 de 200 pasadas (muestra).',
          'Unchanged in 200 of 200 passes (sample).',
          at,
        ),
      ];
    case 'interoperability-test':
      return [
        check(
          'dicos-file',
          'yes',
          'Un archivo DICOS de la unidad se abrió y verificó (muestra).',
          'A DICOS file of the unit was opened and verified (sample).',
          at,
        ),
      ];
    default:
      return measures;
  }
}

function detected(one: Extract<Requirement, { kind: 'detection' }>, profile: SampleProfile, at: number): Result {
  const misses = profile.misses?.[one.threatClass] ?? 0;
  const enough = trialsForMisses(one.atLeast, one.confidence, misses);
  const trials = profile.short?.includes(one.id) ? Math.max(misses + 1, Math.floor(enough / 3)) : enough;
  return {
    kind: 'trials',
    outcome: 'detection',
    threatClass: one.threatClass,
    article: `${one.threatClass}, artículo de prueba / test article (muestra / sample)`,
    hits: trials - misses,
    trials,
    at,
  };
}

function alarmed(one: Extract<Requirement, { kind: 'false-alarm' }>, profile: SampleProfile, at: number): Result {
  const trials = 600;
  let hits = Math.floor(one.atMost * trials);
  // As many false alarms as the exact bound still lets pass; half of them are what the sample had.
  while (hits > 0 && exactBounds(hits, trials, one.confidence, 'upper').upper > one.atMost) hits--;
  const seen = profile.short?.includes(one.id) ? Math.ceil(one.atMost * trials * 1.5) : Math.floor(hits / 2);
  return {
    kind: 'trials',
    outcome: 'false-alarm',
    threatClass: one.threatClass,
    article: 'sin amenaza / no threat',
    hits: seen,
    trials,
    at,
  };
}

function measured(one: Extract<Requirement, { kind: 'measure' }>, profile: SampleProfile, at: number): Result {
  const better = profile.short?.includes(one.id) ? -0.15 : 0.15;
  const value = one.atLeast === null ? (one.atMost ?? 1) * (1 - better) : one.atLeast * (1 + better);
  return { kind: 'measure', measure: one.measure, unit: one.unit, value: Math.round(value * 1000) / 1000, at };
}

function paths({ undeclared }: SampleProfile, at: number): Result {
  const declared = [
    { destination: 'lane-gateway.example', purpose: 'escaneos / scans', direction: 'out' as const },
    { destination: 'time.example', purpose: 'hora / time', direction: 'out' as const },
    {
      destination: 'updates.maker.example',
      purpose: 'actualizaciones, a pedido / updates, on request',
      direction: 'in' as const,
    },
  ];
  const [scans, time] = declared;
  const observed = [scans, time].flatMap((one) => (one ? [one] : []));
  if (undeclared !== undefined)
    observed.push({ destination: undeclared, purpose: 'desconocido / unknown', direction: 'out' });
  return { kind: 'data-path', declared, observed, observedHours: 168, at };
}

function check(id: string, met: 'yes' | 'no', es: string, en: string, at: number): Result {
  return { kind: 'check', check: id, met, text: words(es, en), at };
}

function checklistOf({ checklist }: Standard, evidence: readonly string[]): Finding['checklist'] {
  return checklist.map(({ id, textPublic }) => ({
    item: id,
    status: textPublic ? 'met' : 'text-not-public',
    evidence: textPublic ? [...evidence] : [],
    note: textPublic
      ? words('Muestra: comprobado en la prueba de penetración.', 'Sample: checked in the penetration test.')
      : words('Su texto no es público: no se evaluó.', 'Its text is not public: not assessed.'),
  }));
}

/** What a document of the demonstration says; plain text, so that anybody can read what was hashed. */
function paperOf(configuration: string, { issuedAt, results, title }: Evidence): string {
  const lines = results.map((result) => JSON.stringify(result));
  return `MUESTRA / SAMPLE\n${title.es} / ${title.en}\n${configuration}\n${new Date(issuedAt).toISOString()}\n${lines.join('\n')}\n`;
}

/** Name of a paper's file. */
export function paperName(evidence: string): string {
  return `${evidence}-${createHash('sha256').update(evidence).digest('hex').slice(0, 8)}.txt`;
}
