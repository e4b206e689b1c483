import { words } from './words.ts';

/** What can go wrong while an agency is made, joined with a partner, or run by its people. */
export const AGENCY_ERRORS = {
  FOLDER_DAMAGED: words(
    'Something in the agency’s folder is missing or cannot be read.',
    'Restore the file named in the detail from a backup; nothing was changed.',
    'Algo en la carpeta de la agencia falta o no se puede leer.',
    'Restaure desde un respaldo el archivo que nombra el detalle; no se cambió nada.',
  ),
  FOLDER_KEY_MISSING: words(
    'The key that this needs is not here.',
    'Bring the key file named in the detail, or name where it is.',
    'La llave que esto necesita no está aquí.',
    'Traiga el archivo de llave que nombra el detalle, o indique dónde está.',
  ),
  AGENCY_ID_INVALID: words(
    'This name cannot be used here.',
    'The detail says which characters it may have; choose another and try again.',
    'Este nombre no se puede usar aquí.',
    'El detalle dice qué caracteres puede tener; elija otro e intente de nuevo.',
  ),
  OFFICER_UNKNOWN: words(
    'This agency has no officer with this key.',
    'Name the officer’s own key file, or add the officer with `garita officer add` and the root key.',
    'Esta agencia no tiene un funcionario con esa llave.',
    'Indique el archivo de llave del funcionario, o agréguelo con `garita officer add` y la llave raíz.',
  ),
  OFFICER_NOT_ENTITLED: words(
    'This officer’s role does not allow this.',
    'The detail names the role that is needed; have an officer with that role do it.',
    'El cargo de este funcionario no permite esto.',
    'El detalle nombra el cargo necesario; que lo haga un funcionario con ese cargo.',
  ),
  OFFICER_EXISTS: words(
    'An officer of this name stands in the descriptor already, with another key.',
    'Choose another id, or remove the old one first with `garita officer remove`.',
    'Ya hay en el descriptor un funcionario con ese nombre y otra llave.',
    'Elija otro identificador, o quite primero el anterior con `garita officer remove`.',
  ),
  PARTNER_FILE_MALFORMED: words(
    'This is not an invitation or an acceptance of a partner, or it was changed on the way.',
    'Ask the partner to send the file again, and compare its SHA-256 with them.',
    'Esto no es una invitación ni una aceptación de una contraparte, o se modificó en el camino.',
    'Pida a la contraparte que envíe el archivo otra vez, y comparen su SHA-256.',
  ),
  PARTNER_FILE_EXPIRED: words(
    'The invitation’s time is over.',
    'Ask the partner for a new invitation: `garita partner invite`.',
    'La vigencia de la invitación terminó.',
    'Pida a la contraparte una invitación nueva: `garita partner invite`.',
  ),
  PARTNER_FILE_FOREIGN: words(
    'The file is meant for another agency, or answers another invitation.',
    'Check that the right file reached the right agency.',
    'El archivo es para otra agencia, o responde a otra invitación.',
    'Verifique que el archivo correcto llegó a la agencia correcta.',
  ),
  PARTNER_FINGERPRINT_MISMATCH: words(
    'The root certificate in the file is not the one whose fingerprint was given.',
    'Have the partner read its fingerprint out again over another channel; if it still differs, trust nothing in the file.',
    'El certificado raíz del archivo no es el de la huella indicada.',
    'Que la contraparte vuelva a leer su huella por otro medio; si aún difiere, no confíe en nada del archivo.',
  ),
  PARTNER_ROOT_CHANGED: words(
    'This partner is known here under another root certificate.',
    'A new root is a new agency to a verifier: make sure in person why it changed, then remove the old partner’s folder.',
    'A esta contraparte se le conoce aquí con otro certificado raíz.',
    'Una raíz nueva es una agencia nueva para quien verifica: aclare en persona por qué cambió y luego quite la carpeta anterior.',
  ),
  PARTNER_IS_SELF: words(
    'The file comes from this very agency.',
    'Give it to the partner; they accept it in their own folder.',
    'El archivo proviene de esta misma agencia.',
    'Entréguelo a la contraparte; ella lo acepta en su propia carpeta.',
  ),
  AGREEMENT_TERMS_INVALID: words(
    'The terms of the agreement are not written the way they must be.',
    'The detail names the field; correct the file of terms and invite again.',
    'Los términos del convenio no están escritos como deben.',
    'El detalle nombra el campo; corrija el archivo de términos e invite de nuevo.',
  ),
  REGISTER_INVALID: words(
    'The register of sites contradicts itself.',
    'The detail names the entry; correct register.json and start again.',
    'El registro de sitios se contradice.',
    'El detalle nombra la entrada; corrija register.json y vuelva a iniciar.',
  ),
  TOO_MANY_GUESSES: words(
    'Too many wrong codes came in a short time.',
    'Wait for the time named in the detail, then type the code again with care.',
    'Llegaron demasiados códigos equivocados en poco tiempo.',
    'Espere el tiempo que indica el detalle y escriba el código otra vez con cuidado.',
  ),
  KEY_ID_UNKNOWN: words(
    'There is no API key with this id.',
    'Take the id from `garita key list`; it is not the key itself.',
    'No existe una llave de API con ese identificador.',
    'Tome el identificador de `garita key list`; no es la llave misma.',
  ),
  DECISION_OTHER_SCAN: words(
    'The signed decision is about another scan.',
    'Sign a decision for the scan on screen; its hash is in the address.',
    'La decisión firmada es sobre otro escaneo.',
    'Firme una decisión para el escaneo en pantalla; su huella está en la dirección.',
  ),
  DECISION_OTHER_PERSON: words(
    'The decision was signed by one person and sent by another.',
    'Send it with the API key of the person who signed.',
    'La decisión la firmó una persona y la envió otra.',
    'Envíela con la llave de API de la persona que la firmó.',
  ),
};
