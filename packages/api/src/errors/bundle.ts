import { words } from './words.ts';

/** The file that proves offline that a scan was handed over, and its verifier. */
export const BUNDLE_ERRORS = {
  BUNDLE_PARTS_MISMATCH: words(
    'The parts for the bundle do not belong together.',
    'Export again from the agency’s folder; if it stays so, run `garita fsck`.',
    'Las partes del expediente no corresponden entre sí.',
    'Exporte de nuevo desde la carpeta de la agencia; si persiste, ejecute `garita fsck`.',
  ),
  BUNDLE_HEADER_ALTERED: words(
    'A member’s header in the bundle is not as the exporter writes it.',
    'Get the bundle again, unchanged; do not unpack and repack it.',
    'El encabezado de un miembro del expediente no es como lo escribe el exportador.',
    'Obtenga de nuevo el expediente sin cambios; no lo desempaque ni lo vuelva a empacar.',
  ),
  BUNDLE_PADDING_ALTERED: words(
    'Bytes between the bundle’s members were changed.',
    'Get the bundle again, unchanged.',
    'Se cambiaron bytes entre los miembros del expediente.',
    'Obtenga de nuevo el expediente, sin cambios.',
  ),
  BUNDLE_ENDING_ALTERED: words(
    'The end of the bundle was changed, or something was added to it.',
    'Get the bundle again, unchanged.',
    'Se cambió el final del expediente, o se le añadió algo.',
    'Obtenga de nuevo el expediente, sin cambios.',
  ),
  BUNDLE_CUT_SHORT: words(
    'The bundle ends in the middle.',
    'Copy it again, and compare the sizes.',
    'El expediente termina a la mitad.',
    'Cópielo de nuevo y compare los tamaños.',
  ),
  BUNDLE_MEMBER_TOO_LARGE: words(
    'A member of the bundle is larger than its kind may be.',
    'Get the bundle again from the agency that exported it.',
    'Un miembro del expediente es más grande de lo que puede ser.',
    'Obtenga de nuevo el expediente de la agencia que lo exportó.',
  ),
  ROOTS_INVALID: words(
    'The verifier needs the root certificates of exactly two different agencies.',
    'Give both with --root, as received from each agency itself.',
    'El verificador necesita los certificados raíz de exactamente dos agencias distintas.',
    'Dé los dos con --root, tal como los recibió de cada agencia.',
  ),
  BUNDLE_UNRECOGNISED: words(
    'The file is not a bundle.',
    'Check that it is the file that `garita export` wrote, unpacked from nothing else.',
    'El archivo no es un expediente.',
    'Verifique que sea el archivo que escribió `garita export`, sin desempacar de otra cosa.',
  ),
  BUNDLE_MANIFEST_MALFORMED: words(
    'The bundle’s list of its members cannot be read.',
    'Get the bundle again, unchanged.',
    'La lista de miembros del expediente no se puede leer.',
    'Obtenga de nuevo el expediente, sin cambios.',
  ),
  BUNDLE_MEMBER_MISSING: words(
    'A member of the bundle is missing.',
    'Get the bundle again, whole.',
    'Falta un miembro del expediente.',
    'Obtenga de nuevo el expediente, completo.',
  ),
  BUNDLE_MEMBER_UNEXPECTED: words(
    'The bundle holds a member that does not belong in it.',
    'Get the bundle again, unchanged; ask who added something.',
    'El expediente contiene un miembro que no le corresponde.',
    'Obtenga de nuevo el expediente, sin cambios; pregunte quién añadió algo.',
  ),
  BUNDLE_MEMBER_DUPLICATED: words(
    'A member is in the bundle twice.',
    'Get the bundle again, unchanged; ask who added something.',
    'Un miembro está dos veces en el expediente.',
    'Obtenga de nuevo el expediente, sin cambios; pregunte quién añadió algo.',
  ),
  BUNDLE_MEMBER_MISPLACED: words(
    'A member of the bundle is not at its place.',
    'Get the bundle again, unchanged; do not unpack and repack it.',
    'Un miembro del expediente no está en su lugar.',
    'Obtenga de nuevo el expediente, sin cambios; no lo desempaque ni lo vuelva a empacar.',
  ),
  BUNDLE_MEMBER_ALTERED: words(
    'A member of the bundle was changed.',
    'Do not rely on it. Get the bundle again from the agency that exported it.',
    'Se cambió un miembro del expediente.',
    'No confíe en él. Obtenga de nuevo el expediente de la agencia que lo exportó.',
  ),
  BUNDLE_MEMBER_MALFORMED: words(
    'A member of the bundle is not written the way the protocol requires.',
    'Get the bundle again from the agency that exported it.',
    'Un miembro del expediente no está escrito como lo exige el protocolo.',
    'Obtenga de nuevo el expediente de la agencia que lo exportó.',
  ),
  BUNDLE_MANIFEST_MISMATCH: words(
    'The bundle’s list of its members is about another scan.',
    'Do not rely on it. Get the bundle again from the agency that exported it.',
    'La lista de miembros del expediente trata de otro escaneo.',
    'No confíe en ella. Obtenga de nuevo el expediente de la agencia que lo exportó.',
  ),
  BUNDLE_ROOT_UNKNOWN: words(
    'The bundle comes from agencies whose root certificates were not given.',
    'Give the roots of both agencies with --root, as received from each agency itself.',
    'El expediente proviene de agencias cuyos certificados raíz no se dieron.',
    'Dé con --root las raíces de ambas agencias, tal como las recibió de cada una.',
  ),
  BUNDLE_DOCUMENT_INVALID: words(
    'A signed document in the bundle does not hold.',
    'Read the detail; get the bundle again from the agency that exported it.',
    'Un documento firmado del expediente no se sostiene.',
    'Lea el detalle; obtenga de nuevo el expediente de la agencia que lo exportó.',
  ),
};
