import type { Language } from '../i18n/language.tsx';

type Words = Readonly<Record<Language, string>>;
const words = (en: string, es: string): Words => ({ en, es });

/** Findings that are odd or worth knowing; those of severity `error` are in the catalogue of errors. */
const WORDS: Readonly<Record<string, Words>> = {
  PREAMBLE_MISSING: words('The file begins without a preamble.', 'El archivo empieza sin preámbulo.'),
  PREAMBLE_POLYGLOT: words(
    'The file’s first bytes make it another kind of file, too, perhaps a program: never open it with a double click.',
    'Los primeros bytes hacen que el archivo sea también de otro tipo, quizá un programa: no lo abra con doble clic.',
  ),
  META_LENGTH_WRONG: words('The meta group’s length is wrong.', 'El tamaño del grupo de metadatos es incorrecto.'),
  META_DISAGREES: words('Meta group and data disagree.', 'Los metadatos y los datos no concuerdan.'),
  TRANSFER_SYNTAX_MISSING: words('It does not say how it is written.', 'No dice cómo está escrito.'),
  TRANSFER_SYNTAX_UNKNOWN: words(
    'It names a way of writing nobody knows.',
    'Nombra una forma de escritura desconocida.',
  ),
  ELEMENT_OUT_OF_ORDER: words('Attributes are out of order.', 'Hay atributos en desorden.'),
  ELEMENT_REPEATED: words('An attribute is there twice.', 'Hay un atributo repetido.'),
  VR_UNKNOWN: words('An attribute is of an unknown kind.', 'Hay un atributo de tipo desconocido.'),
  VR_UNEXPECTED: words(
    'An attribute is of another kind than it should be.',
    'Hay un atributo de otro tipo que el debido.',
  ),
  UID_MALFORMED: words('An identifier is malformed.', 'Hay un identificador mal escrito.'),
  ATTRIBUTE_MISSING: words('A required attribute is missing.', 'Falta un atributo obligatorio.'),
  ATTRIBUTE_EMPTY: words('A required attribute is empty.', 'Hay un atributo obligatorio vacío.'),
  PIXELS_PADDED: words('There are more bytes of pixels than needed.', 'Hay más bytes de píxeles de los necesarios.'),
  TRAILING_BYTES: words('Bytes follow the end of the data.', 'Hay bytes después del fin de los datos.'),
  PREAMBLE_USED: words('The preamble is not empty.', 'El preámbulo no está vacío.'),
  LENGTH_ODD: words('A value has an odd length.', 'Hay un valor de longitud impar.'),
  UID_LEADING_ZERO: words('An identifier has a leading zero.', 'Hay un identificador con un cero al principio.'),
  VALUE_UNKNOWN: words('A value is none the standard names.', 'Hay un valor que la norma no prevé.'),
  DICOS_VERSION_DISAGREES: words('It names two versions of the standard.', 'Nombra dos versiones de la norma.'),
  DICOS_VERSION_MISSING: words('It does not name its version of the standard.', 'No nombra su versión de la norma.'),
  VR_DIFFERS_FROM_DICOM: words('DICOS and DICOM differ on an attribute.', 'DICOS y DICOM difieren en un atributo.'),
  TRANSFER_SYNTAX_NOT_DICOM: words(
    'Written in a way that DICOM software may not read.',
    'Escrito de una forma que un programa DICOM puede no leer.',
  ),
  IMAGE_SYNTHETIC: words('The image is computed, not measured.', 'La imagen es calculada, no medida.'),
  IMAGE_AUGMENTED: words('A threat was projected into the image.', 'Se proyectó una amenaza en la imagen.'),
  OWNER_RISK_SCORE_PRESENT: words(
    'It carries a risk score of the owner.',
    'Trae un puntaje de riesgo del propietario.',
  ),
};

/** A finding in words; `undefined` for one that the catalogue of errors has, or nobody. */
export function findingWords(code: string, language: Language): string | undefined {
  return Object.hasOwn(WORDS, code) ? WORDS[code]?.[language] : undefined;
}
