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
    'Write and sign it again on the page of the configuration or device.',
    'La decisión sobre el equipo no está escrita como lo exige el protocolo.',
    'Escríbala y fírmela otra vez en la página de la configuración o del equipo.',
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
  JSON_MALFORMED: words(
    'The file is not JSON in the strict form that the protocol requires (RFC 8785).',
    'Get the file again from whoever made it; if it is the same, they need a correct version of their software.',
    'El archivo no es JSON en la forma estricta que exige el protocolo (RFC 8785).',
    'Obtenga el archivo otra vez de quien lo hizo; si es igual, necesita una versión correcta de su software.',
  ),
  CREDENTIAL_MALFORMED: words(
    'The approval credential is not written the way the protocol requires, or is another kind of file.',
    'Get it again from the agency that issued it.',
    'La credencial de aprobación no está escrita como lo exige el protocolo, o es otro tipo de archivo.',
    'Obténgala otra vez de la agencia que la emitió.',
  ),
  CREDENTIAL_SIGNATURE_INVALID: words(
    'The approval credential is forged: a signature under it does not match its text.',
    'Do not rely on it. Get it from the agency itself, and tell them where this one came from.',
    'La credencial de aprobación es falsa: una de sus firmas no corresponde a su texto.',
    'No se fíe de ella. Obténgala de la propia agencia y dígale de dónde vino esta.',
  ),
  CREDENTIAL_SIGNER_NOT_ENTITLED: words(
    'Whoever signed the approval credential is not named as an equipment authority of this agency.',
    'Do not rely on it. Check that the descriptor is that of the agency it names, and its newest.',
    'Quien firmó la credencial de aprobación no figura como autoridad de equipos de esta agencia.',
    'No se fíe de ella. Verifique que el descriptor sea el de la agencia que ella nombra, y el más reciente.',
  ),
  CREDENTIAL_SIGNATURES_MISSING: words(
    'Fewer officers have signed the approval credential than the agency asks for.',
    'It is not in force. Ask the agency for the one that all of them signed.',
    'Firmaron la credencial de aprobación menos funcionarios de los que exige la agencia.',
    'No está en vigor. Pida a la agencia la que firmaron todos.',
  ),
  CREDENTIAL_AGENCY_MISMATCH: words(
    'The approval credential is another agency’s.',
    'Check which file belongs to which agency.',
    'La credencial de aprobación es de otra agencia.',
    'Verifique qué archivo corresponde a qué agencia.',
  ),
  STATUS_LIST_MALFORMED: words(
    'The status list is not written the way the protocol requires, or is another kind of file.',
    'Get it again from the agency that issued it.',
    'La lista de estados no está escrita como lo exige el protocolo, o es otro tipo de archivo.',
    'Obténgala otra vez de la agencia que la emitió.',
  ),
  STATUS_LIST_SIGNATURE_INVALID: words(
    'The status list is forged: a signature under it does not match its text.',
    'Do not rely on it. Get it from the agency itself, and tell them where this one came from.',
    'La lista de estados es falsa: una de sus firmas no corresponde a su texto.',
    'No se fíe de ella. Obténgala de la propia agencia y dígale de dónde vino esta.',
  ),
  STATUS_LIST_SIGNER_NOT_ENTITLED: words(
    'Whoever signed the status list is not named as an equipment authority of this agency.',
    'Do not rely on it. Check that the descriptor is that of the agency it names, and its newest.',
    'Quien firmó la lista de estados no figura como autoridad de equipos de esta agencia.',
    'No se fíe de ella. Verifique que el descriptor sea el de la agencia que ella nombra, y el más reciente.',
  ),
  STATUS_LIST_SIGNATURES_MISSING: words(
    'Fewer officers have signed the status list than the agency asks for.',
    'It is not in force. Ask the agency for the one that all of them signed.',
    'Firmaron la lista de estados menos funcionarios de los que exige la agencia.',
    'No está en vigor. Pida a la agencia la que firmaron todos.',
  ),
  STATUS_LIST_AGENCY_MISMATCH: words(
    'The status list is another agency’s.',
    'Check which file belongs to which agency.',
    'La lista de estados es de otra agencia.',
    'Verifique qué archivo corresponde a qué agencia.',
  ),
  STATUS_LIST_NOT_YET_VALID: words(
    'The status list is dated in the future.',
    'Check this computer’s clock, and get the list again.',
    'La lista de estados tiene una fecha futura.',
    'Revise el reloj de esta computadora y obtenga la lista otra vez.',
  ),
  STATUS_LIST_ROLLED_BACK: words(
    'The status list is older than one already seen.',
    'Get the newest from the agency; somebody may be hiding what was suspended since.',
    'La lista de estados es más antigua que otra ya vista.',
    'Obtenga la más reciente de la agencia; alguien podría estar ocultando lo suspendido desde entonces.',
  ),
} as const;
