import { words } from './words.ts';

/** What is wrong with a transparency log, its checkpoints, tiles or proofs. */
export const LOG_ERRORS = {
  SIZE_INVALID: words(
    'A size or position in the log is impossible.',
    'Get the checkpoint or proof again; if it is the same, tell the agency whose log it is.',
    'Un tamaño o una posición de la bitácora es imposible.',
    'Obtenga la cabeza firmada o la prueba otra vez; si es igual, avise a la agencia dueña de la bitácora.',
  ),
  HASH_MALFORMED: words(
    'A hash in the log’s data is not 32 bytes long.',
    'Get the data again; if it is the same, tell the agency whose log it is.',
    'Una huella en los datos de la bitácora no mide 32 bytes.',
    'Obtenga los datos otra vez; si son iguales, avise a la agencia dueña de la bitácora.',
  ),
  ENTRY_TOO_LARGE: words(
    'The entry is larger than 65535 bytes and does not fit into the log.',
    'Log the hash of the content instead of the content.',
    'La entrada ocupa más de 65535 bytes y no cabe en la bitácora.',
    'Registre la huella del contenido en lugar del contenido.',
  ),
  BUNDLE_MALFORMED: words(
    'A file of log entries is damaged.',
    'Get it again, or run `garita fsck` on the agency’s folder.',
    'Un archivo de entradas de la bitácora está dañado.',
    'Obténgalo otra vez, o ejecute `garita fsck` en la carpeta de la agencia.',
  ),
  TILE_MALFORMED: words(
    'A tile of the log is damaged.',
    'Get it again, or run `garita fsck` on the agency’s folder.',
    'Un mosaico de la bitácora está dañado.',
    'Obténgalo otra vez, o ejecute `garita fsck` en la carpeta de la agencia.',
  ),
  KEY_MALFORMED: words(
    'The log’s verifier key is not written as signed notes write it.',
    'Copy the whole key again: name, number and key, joined by plus signs.',
    'La llave verificadora de la bitácora no está escrita como en las notas firmadas.',
    'Copie otra vez la llave entera: nombre, número y llave, unidos por signos de más.',
  ),
  KEY_AMBIGUOUS: words(
    'Two verifier keys have the same name and number.',
    'Leave out one of them, or have one renamed.',
    'Dos llaves verificadoras tienen el mismo nombre y número.',
    'Deje fuera una de ellas, o haga renombrar una.',
  ),
  NOTE_MALFORMED: words(
    'The checkpoint is not a signed note.',
    'Get it again from the log’s address, unchanged.',
    'La cabeza de la bitácora no es una nota firmada.',
    'Obténgala otra vez de la dirección de la bitácora, sin cambios.',
  ),
  NOTE_TOO_LARGE: words(
    'The checkpoint is larger than a signed note may be.',
    'Get it again from the log’s address; if it is the same, tell the agency.',
    'La cabeza de la bitácora es más grande de lo que puede ser una nota firmada.',
    'Obténgala otra vez de la dirección de la bitácora; si es igual, avise a la agencia.',
  ),
  CHECKPOINT_MALFORMED: words(
    'The checkpoint’s text does not name a log, a size and a root hash.',
    'Get it again from the log’s address, unchanged.',
    'El texto de la cabeza firmada no nombra una bitácora, un tamaño y una huella raíz.',
    'Obténgala otra vez de la dirección de la bitácora, sin cambios.',
  ),
  ORIGIN_UNEXPECTED: words(
    'The checkpoint is another log’s.',
    'Check which address belongs to which agency.',
    'La cabeza firmada es de otra bitácora.',
    'Verifique qué dirección corresponde a qué agencia.',
  ),
  SIGNATURE_MISSING: words(
    'The log’s own signature is missing from the checkpoint.',
    'Get the checkpoint again from the log’s address.',
    'Falta la firma de la propia bitácora en su cabeza.',
    'Obtenga la cabeza firmada otra vez de la dirección de la bitácora.',
  ),
  SIGNATURE_UNKNOWN: words(
    'The checkpoint carries a signature by a key not known here.',
    'Use the newest agency descriptor, which names the log’s and the witness’s keys.',
    'La cabeza de la bitácora lleva una firma de una llave que aquí no se conoce.',
    'Use el descriptor más reciente de la agencia, que nombra las llaves de la bitácora y del testigo.',
  ),
  SIGNATURE_DUPLICATE: words(
    'The checkpoint carries two signatures by the same key.',
    'Get the checkpoint again from the log’s address.',
    'La cabeza de la bitácora lleva dos firmas de la misma llave.',
    'Obtenga la cabeza firmada otra vez de la dirección de la bitácora.',
  ),
  COSIGNATURE_MISSING: words(
    'The partner’s witness has not cosigned this checkpoint.',
    'Wait until the partner can be reached again, then get the proof anew.',
    'El testigo de la contraparte no ha cofirmado esta cabeza.',
    'Espere a que la contraparte esté de nuevo al alcance y obtenga la prueba otra vez.',
  ),
  TIME_INVALID: words(
    'The time of a cosignature is impossible.',
    'Check the clocks of both agencies’ servers, then get the proof anew.',
    'La hora de una cofirma es imposible.',
    'Revise los relojes de los servidores de ambas agencias y obtenga la prueba otra vez.',
  ),
  REQUEST_MALFORMED: words(
    'The request to the witness is not written the way the protocol requires.',
    'Update the server that sent it; docs/protocol describes the form.',
    'La solicitud al testigo no está escrita como lo exige el protocolo.',
    'Actualice el servidor que la envió; docs/protocol describe la forma.',
  ),
  PROOF_MALFORMED: words(
    'The proof is not written the way the protocol requires.',
    'Get the proof again from the agency, unchanged.',
    'La prueba no está escrita como lo exige el protocolo.',
    'Obtenga la prueba otra vez de la agencia, sin cambios.',
  ),
  EXTRA_UNEXPECTED: words(
    'The proof carries additional data that nobody asked for.',
    'Get the proof again from the agency; if it is the same, tell that agency.',
    'La prueba lleva datos adicionales que nadie pidió.',
    'Obtenga la prueba otra vez de la agencia; si es igual, avise a esa agencia.',
  ),
  INCLUSION_INVALID: words(
    'The proof does not show that the entry is in the log.',
    'Do not rely on the entry. Get the proof again; if it is the same, tell the agency and its partner.',
    'La prueba no demuestra que la entrada esté en la bitácora.',
    'No confíe en la entrada. Obtenga la prueba otra vez; si es igual, avise a la agencia y a su contraparte.',
  ),
  INCONSISTENT: words(
    'The log does not grow out of what it was before: two histories exist.',
    'Do not rely on the log. Keep both checkpoints as evidence and tell both agencies at once.',
    'La bitácora no continúa lo que era antes: existen dos historias.',
    'No confíe en la bitácora. Conserve ambas cabezas firmadas como prueba y avise de inmediato a las dos agencias.',
  ),
};
