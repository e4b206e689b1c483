import type {
  AssessedOutcome,
  Bilingual,
  ComponentSecurity,
  EquipmentLine,
  EquipmentType,
  GateId,
  LifeState,
  ListingSection,
  RecordOf,
} from '@garita/api';
import type { Tone } from '../../report/report.ts';

type Words<Key extends string> = Readonly<Record<Key, Bilingual>>;
type Evidence = RecordOf<'evidence'>;
type Assertion = RecordOf<'assertion'>;
type Supplier = RecordOf<'supplier'>;
type Outage = Extract<Evidence['results'][number], { kind: 'outage' }>;
type ChecklistStatus = RecordOf<'finding'>['checklist'][number]['status'];

const both = (es: string, en: string): Bilingual => ({ es, en });

export const OUTCOMES: Words<AssessedOutcome> = {
  pass: both('Se cumple', 'Met'),
  conditional: both('Se cumple con condiciones', 'Met with conditions'),
  fail: both('No se cumple', 'Not met'),
  'not-assessed': both('Sin evaluar', 'Not assessed'),
};
export const OUTCOME_TONES: Readonly<Record<AssessedOutcome, Tone>> = {
  pass: 'good',
  conditional: 'attention',
  fail: 'bad',
  'not-assessed': 'unknown',
};

export const STATES: Words<LifeState> = {
  draft: both('Borrador', 'Draft'),
  submitted: both('Presentada', 'Submitted'),
  returned: both('Devuelta a quien la presentó', 'Returned to the submitter'),
  'accepted-for-test': both('Admitida a pruebas', 'Accepted for testing'),
  'lab-certification': both('En laboratorio', 'In the laboratory'),
  failed: both('Reprobada en pruebas', 'Failed in testing'),
  'data-package-review': both('Expediente técnico en revisión', 'Data package under review'),
  'integration-test': both('Prueba de integración', 'Integration test'),
  'operational-test': both('Prueba en operación', 'Operational test'),
  listed: both('En lista', 'Listed'),
  'change-pending': both('Cambio en trámite', 'Change pending'),
  suspended: both('Suspendida', 'Suspended'),
  removed: both('Dada de baja', 'Removed'),
  refused: both('Rechazada', 'Refused'),
  expired: both('Vencida', 'Expired'),
};
export const SECTIONS: Words<ListingSection> = {
  qualified: both('calificada', 'qualified'),
  'approved-conditional': both('aprobada con condiciones', 'approved with conditions'),
  grandfathered: both('con permiso transitorio', 'grandfathered'),
};

export const GATE_QUESTIONS: Words<GateId> = {
  'ownership-and-control': both(
    '¿Quién es dueño del fabricante y quién lo controla?',
    'Who owns the maker, and who controls it?',
  ),
  'remote-access': both('¿Quién puede llegar al equipo a distancia?', 'Who can reach the equipment from afar?'),
  'data-destinations': both('¿A dónde envía datos?', 'Where does it send data?'),
  'cyber-requirements': both(
    '¿Cumple los requisitos de ciberseguridad publicados?',
    'Does it meet the published cyber requirements?',
  ),
  'component-security': both('¿Qué tan seguros son sus componentes?', 'How secure are its components?'),
  vulnerabilities: both(
    '¿Qué debilidades se conocen, y están corregidas?',
    'Which weaknesses are known, and are they fixed?',
  ),
  'uninterrupted-coordination': both(
    '¿Mantiene sin interrupciones la coordinación entre los dos países?',
    'Does it keep the two countries’ coordination uninterrupted?',
  ),
  'information-protection': both(
    '¿Protege la información que se comparte?',
    'Does it protect the information that is shared?',
  ),
  'trade-flow': both('¿Deja fluir el comercio?', 'Does it let trade flow?'),
};
export const SECURITY_GATES = [
  'ownership-and-control',
  'remote-access',
  'data-destinations',
  'cyber-requirements',
  'component-security',
  'vulnerabilities',
] as const satisfies readonly GateId[];

export const TYPES: Words<EquipmentType> = {
  'cargo-portal': both('arco de carga', 'cargo portal'),
  'vehicle-portal': both('arco de vehículos', 'vehicle portal'),
  'rail-portal': both('arco ferroviario', 'rail portal'),
  'baggage-ct': both('tomógrafo de equipaje', 'baggage CT'),
  'cabinet-xray': both('gabinete de rayos X', 'cabinet X-ray'),
  backscatter: both('retrodispersión', 'backscatter'),
  trace: both('detector de trazas', 'trace detector'),
  'metal-detector': both('detector de metales', 'metal detector'),
  'radiation-portal': both('arco detector de radiación', 'radiation portal'),
  'file-import': both('importación de archivos', 'file import'),
  other: both('otro', 'other'),
};

export const STANDINGS: Words<EquipmentLine['standing']> = {
  approved: both('Sus escaneos se admiten.', 'Its scans are admitted.'),
  conditional: both('Sus escaneos se admiten, con condiciones.', 'Its scans are admitted, under conditions.'),
  suspended: both('Sus escaneos van a cuarentena: está suspendida.', 'Its scans go to quarantine: it is suspended.'),
  refused: both('Sus escaneos van a cuarentena: se rechazó.', 'Its scans go to quarantine: it was refused.'),
  expired: both('Sus escaneos van a cuarentena: venció.', 'Its scans go to quarantine: it has expired.'),
  unknown: both(
    'Sus escaneos van a cuarentena: no está en la lista de confianza.',
    'Its scans go to quarantine: it is not on the trust list.',
  ),
};

export const EVIDENCE_NAMES: Words<Evidence['type']> = {
  'lab-certificate': both('Certificado de laboratorio', 'Laboratory certificate'),
  'field-test': both('Prueba de campo', 'Field test'),
  'periodic-verification': both('Verificación periódica', 'Periodic verification'),
  'image-quality': both('Calidad de imagen', 'Image quality'),
  'integrity-test': both('Prueba de integridad', 'Integrity test'),
  'data-path-test': both('Prueba de la ruta de los datos', 'Data path test'),
  'interoperability-test': both('Prueba de interoperabilidad', 'Interoperability test'),
  'penetration-test': both('Prueba de penetración informática', 'Penetration test'),
  sbom: both('Lista de componentes de software', 'Software bill of materials'),
  'vulnerability-report': both('Informe de vulnerabilidades', 'Vulnerability report'),
  'ownership-declaration': both('Declaración de propiedad', 'Ownership declaration'),
  'ownership-finding': both('Propiedad comprobada', 'Ownership as found'),
  'security-certificate': both('Certificado de seguridad', 'Security certificate'),
  'data-package': both('Expediente técnico', 'Data package'),
  'operational-record': both('Registro de operación', 'Operational record'),
  'maker-statement': both('Declaración del fabricante', 'Statement by the maker'),
  other: both('Otro documento', 'Other document'),
};
export const CONFIDENCE: Words<Evidence['confidence']> = {
  low: both('Baja', 'Low'),
  medium: both('Media', 'Medium'),
  high: both('Alta', 'High'),
};
export const OUTAGES: Words<Outage['reason']> = {
  fault: both('falla', 'fault'),
  maintenance: both('mantenimiento', 'maintenance'),
  power: both('energía eléctrica', 'power'),
  network: both('red', 'network'),
  software: both('software', 'software'),
  operator: both('operador', 'operator'),
  weather: both('clima', 'weather'),
  unknown: both('se desconoce', 'unknown'),
};
export const CHECKS: Words<ChecklistStatus> = {
  met: both('Se cumple', 'Met'),
  'not-met': both('No se cumple', 'Not met'),
  'not-applicable': both('No aplica', 'Does not apply'),
  'not-assessed': both('Sin evaluar', 'Not assessed'),
  'text-not-public': both('Sin evaluar: su texto no es público', 'Not assessed: its text is not public'),
};
export const ANSWERS: Words<'yes' | 'no' | 'unknown'> = {
  yes: both('sí', 'yes'),
  no: both('no', 'no'),
  unknown: both('se desconoce', 'unknown'),
};

export const PARTIES: Words<Assertion['partyKind']> = {
  'partner-authority': both('autoridad de la contraparte', 'partner’s authority'),
  maker: both('fabricante', 'maker'),
  auditor: both('auditoría', 'auditor'),
  other: both('otro', 'other'),
};
export const ASSERTION_STANDINGS: Words<Assertion['standing']> = {
  'not-verified': both('No verificado por esta agencia', 'Not verified by this agency'),
  supported: both('Respaldado por la evidencia', 'Supported by evidence'),
  contradicted: both('Contradicho por la evidencia', 'Contradicted by evidence'),
};
export const RATINGS: Words<Supplier['performance'][number]['rating']> = {
  good: both('Bueno', 'Good'),
  mixed: both('Irregular', 'Mixed'),
  poor: both('Malo', 'Poor'),
  unknown: both('Se desconoce', 'Unknown'),
};
export const LEVELS: Words<keyof ComponentSecurity> = {
  iac: both('Identificación y autenticación (IAC)', 'Identification and authentication (IAC)'),
  uc: both('Control de uso (UC)', 'Use control (UC)'),
  si: both('Integridad del sistema (SI)', 'System integrity (SI)'),
  dc: both('Confidencialidad de los datos (DC)', 'Data confidentiality (DC)'),
  rdf: both('Flujo de datos restringido (RDF)', 'Restricted data flow (RDF)'),
  tre: both('Respuesta oportuna a eventos (TRE)', 'Timely response to events (TRE)'),
  ra: both('Disponibilidad de recursos (RA)', 'Resource availability (RA)'),
};
/** Of a configuration on the trust list. */
export const LISTED_AS: Readonly<Record<string, Bilingual>> = {
  approved: both('aprobada', 'approved'),
  active: both('activa', 'active'),
  conditional: both('aprobada con condiciones', 'approved with conditions'),
  suspended: both('suspendida', 'suspended'),
  removed: both('dada de baja', 'removed'),
  refused: both('rechazada', 'refused'),
};
