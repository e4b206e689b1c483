import type { CredentialState, TrustErrorCode } from '@garita/trust';

type Language = 'es' | 'en';
type InWords = Readonly<Record<Language, string>>;

/** How a signed document about equipment stands. */
export type EquipmentState =
  | CredentialState
  | 'forged'
  | 'short-of-signatures'
  | 'other-agency'
  | 'malformed'
  /** The descriptor does not hold, so nobody can say whose keys sign for the agency. */
  | 'not-judged';

export interface EquipmentFact extends InWords {
  readonly code: string;
}

export interface EquipmentProblem {
  /** Path of the file. */
  readonly member: string;
  readonly code: TrustErrorCode;
  /** Particulars, in English. */
  readonly detail: string;
}

/** The answer about a credential, a trust list or a status list. */
export interface EquipmentReport {
  /** Of the file; of the status list where that is what does not hold. */
  readonly kind: 'approval-credential' | 'trust-list' | 'status-list' | 'other';
  readonly state: EquipmentState;
  /** Genuine, and to be relied on now. */
  readonly verified: boolean;
  /** What is proven; empty where the signatures do not hold. */
  readonly facts: readonly EquipmentFact[];
  readonly problems: readonly EquipmentProblem[];
}

/** What a state means and what to do, for somebody who has never heard of it. */
export const STATES: Readonly<Record<EquipmentState, { readonly title: InWords; readonly means: InWords }>> = {
  valid: {
    title: { es: 'VÁLIDA', en: 'VALID' },
    means: {
      es: 'Es auténtica, está vigente y tiene las firmas que exige la agencia.',
      en: 'It is genuine, in force, and has the signatures that the agency asks for.',
    },
  },
  expired: {
    title: { es: 'VENCIDA', en: 'EXPIRED' },
    means: {
      es: 'Es auténtica, pero su tiempo terminó: hoy ya no respalda nada. Pida a la agencia la que la sustituye.',
      en: 'It is genuine, but its time is over: it vouches for nothing today. Ask the agency for the one that follows it.',
    },
  },
  'not-yet-valid': {
    title: { es: 'AÚN NO VIGENTE', en: 'NOT YET IN FORCE' },
    means: {
      es: 'Es auténtica, pero comienza más tarde. Verifique también el reloj de esta computadora.',
      en: 'It is genuine, but begins later. Check this computer’s clock, too.',
    },
  },
  suspended: {
    title: { es: 'SUSPENDIDA', en: 'SUSPENDED' },
    means: {
      es: 'Es auténtica, pero la agencia suspendió la aprobación: no se fíe del equipo mientras no la restablezca. Puede volver a valer.',
      en: 'It is genuine, but the agency has suspended the approval: do not rely on the equipment until it restores it. It may count again.',
    },
  },
  revoked: {
    title: { es: 'REVOCADA', en: 'REVOKED' },
    means: {
      es: 'Es auténtica, pero la agencia retiró la aprobación para siempre. Esta credencial no volverá a valer.',
      en: 'It is genuine, but the agency has taken the approval back for good. This credential will never count again.',
    },
  },
  'status-unknown': {
    title: { es: 'NO SE SABE SI SIGUE EN PIE', en: 'NOT KNOWN WHETHER IT STILL STANDS' },
    means: {
      es: 'Es auténtica y está en sus fechas, pero sin la lista de estados que ella nombra nadie puede decir si fue suspendida. Obténgala de la agencia y désela con --status.',
      en: 'It is genuine and within its dates, but without the status list that it names nobody can say whether it was suspended. Get that list from the agency and give it with --status.',
    },
  },
  'status-stale': {
    title: { es: 'ESTADO ATRASADO', en: 'STATUS OUT OF DATE' },
    means: {
      es: 'Lo firmado es auténtico, pero la lista de estados ya venció: no dice qué pasó después. Obtenga de la agencia la más reciente.',
      en: 'What was signed is genuine, but the status list is past its time: it cannot say what happened since. Get the newest from the agency.',
    },
  },
  forged: {
    title: { es: 'FALSA O ALTERADA', en: 'FORGED OR ALTERED' },
    means: {
      es: 'Una de sus firmas no es de un funcionario autorizado de esta agencia, o no corresponde al texto. No se fíe de nada de lo que dice.',
      en: 'One of its signatures is not that of an entitled officer of this agency, or does not match the text. Rely on nothing it says.',
    },
  },
  'short-of-signatures': {
    title: { es: 'FALTAN FIRMAS', en: 'SHORT OF SIGNATURES' },
    means: {
      es: 'Las firmas que tiene son auténticas, pero son menos de las que exige la agencia: no está en vigor.',
      en: 'The signatures it has are genuine, but fewer than the agency asks for: it is not in force.',
    },
  },
  'other-agency': {
    title: { es: 'DE OTRA AGENCIA', en: 'ANOTHER AGENCY’S' },
    means: {
      es: 'Nombra a otra agencia que la del descriptor. Verifique qué archivo corresponde a qué agencia.',
      en: 'It names another agency than the descriptor’s. Check which file belongs to which agency.',
    },
  },
  malformed: {
    title: { es: 'ILEGIBLE', en: 'NOT READABLE' },
    means: {
      es: 'No es un documento de los que aquí se verifican, o no está escrito como lo exige el protocolo.',
      en: 'It is none of the documents that are checked here, or not written the way the protocol requires.',
    },
  },
  'not-judged': {
    title: { es: 'SIN VERIFICAR', en: 'NOT JUDGED' },
    means: {
      es: 'El descriptor de la agencia no se sostiene bajo el certificado raíz dado, así que no se sabe qué llaves firman por ella.',
      en: 'The agency’s descriptor does not hold under the root certificate given, so nobody can say which keys sign for it.',
    },
  },
};

const KINDS: Readonly<Record<EquipmentReport['kind'], InWords>> = {
  'approval-credential': { es: 'Credencial de aprobación', en: 'Approval credential' },
  'trust-list': { es: 'Lista de confianza', en: 'Trust list' },
  'status-list': { es: 'Lista de estados', en: 'Status list' },
  other: { es: 'Otro documento', en: 'Another document' },
};

/** What nobody should read into an answer. */
const NOT_PROVEN: readonly EquipmentFact[] = [
  {
    code: 'NOT_THE_DEVICE',
    es: 'Que un equipo concreto tenga la configuración que dice tener: eso lo dicen la lista de confianza y sus firmas.',
    en: 'That a given device has the configuration it says it has: the trust list and its signatures speak of devices.',
  },
  {
    code: 'NOT_THE_EVALUATION',
    es: 'Que la evaluación fuera acertada: solo quiénes respondieron por ella con su firma.',
    en: 'That the evaluation was right: only who answered for it with a signature.',
  },
  {
    code: 'NOT_SINCE',
    es: 'Que nada haya pasado después de la fecha de lo que se leyó.',
    en: 'That nothing has happened since the date of what was read.',
  },
];

const HEADS = {
  es: { proven: 'Queda demostrado:', notProven: 'Lo que esto no demuestra:' },
  en: { proven: 'This is proven:', notProven: 'What this does not prove:' },
} as const;

/** The report for a person. `printable` makes a stranger's text fit for a terminal. */
export function equipmentInWords(
  report: EquipmentReport,
  language: Language,
  printable: (text: string) => string,
): string {
  const { title, means } = STATES[report.state];
  const heads = HEADS[language];
  const lines = [`${title[language]}. ${KINDS[report.kind][language]}.`, means[language]];
  for (const { code, detail, member } of report.problems)
    lines.push(`  ! ${printable(member)}`, `      ${code}: ${printable(detail)}`);
  if (report.facts.length > 0) {
    const proven = report.facts.map((fact) => `  + ${printable(fact[language])}`);
    const not = NOT_PROVEN.map((sentence) => `  - ${sentence[language]}`);
    lines.push('', heads.proven, ...proven, '', heads.notProven, ...not);
  }
  return `${lines.join('\n')}\n`;
}
