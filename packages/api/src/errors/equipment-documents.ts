import { words } from './words.ts';

/** Documents by which equipment is trusted, and the several signatures under them. */
export const EQUIPMENT_DOCUMENT_ERRORS = {
  COSE_SIGNED_TWICE: words(
    'This officer’s key has signed the document already.',
    'Another officer must sign: several signatures of one person count as one.',
    'La llave de este funcionario ya firmó el documento.',
    'Debe firmar otro funcionario: varias firmas de una persona cuentan como una.',
  ),
  TRUST_LIST_SIGNATURES_MISSING: words(
    'Fewer officers have signed the trust list than the agency asks for.',
    'Have the missing equipment authorities sign it before it is put in force.',
    'Firmaron la lista de confianza menos funcionarios de los que exige la agencia.',
    'Que la firmen las autoridades de equipos que faltan antes de ponerla en vigor.',
  ),
  EQUIPMENT_DECISION_MALFORMED: words(
    'The equipment decision is not written the way the protocol requires.',
    'Write and sign it again on the decisions page or with `garita equipment`.',
    'La decisión sobre el equipo no está escrita como lo exige el protocolo.',
    'Escríbala y fírmela otra vez en la página de decisiones o con `garita equipment`.',
  ),
  EQUIPMENT_DECISION_SIGNATURE_INVALID: words(
    'A signature under the equipment decision does not match its text.',
    'Do not act on it. Have it signed again by the officers it names.',
    'Una firma de la decisión sobre el equipo no corresponde a su texto.',
    'No actúe con base en ella. Que la firmen de nuevo los funcionarios que nombra.',
  ),
  EQUIPMENT_DECISION_SIGNER_NOT_ENTITLED: words(
    'Whoever signed the equipment decision is not named for it in the agency descriptor, or is not the one it names.',
    'Have it signed by an equipment authority or evaluator whom the descriptor names.',
    'Quien firmó la decisión sobre el equipo no figura para ello en el descriptor de la agencia, o no es quien ella nombra.',
    'Que la firme una autoridad de equipos o un evaluador que el descriptor nombre.',
  ),
  EQUIPMENT_DECISION_AGENCY_MISMATCH: words(
    'The equipment decision is another agency’s.',
    'Check which file belongs to which agency.',
    'La decisión sobre el equipo es de otra agencia.',
    'Verifique qué archivo corresponde a qué agencia.',
  ),
  EQUIPMENT_DECISION_TIME_IMPLAUSIBLE: words(
    'The equipment decision is dated in the future.',
    'Check the clock of the computer where it was signed, and sign it again.',
    'La decisión sobre el equipo tiene una fecha futura.',
    'Revise el reloj de la computadora donde se firmó, y fírmela otra vez.',
  ),
} as const;
