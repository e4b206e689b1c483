import { ERRORS, isErrorCode } from '@garita/api';
import type { Finding, FindingCode } from '@garita/dicos';

/** What an oddity means, in Spanish; errors are in the catalogue. The findings themselves are written in English. */
const ODDITIES: Partial<Record<FindingCode, string>> = {
  PREAMBLE_MISSING: 'Faltan el preámbulo y las letras DICM.',
  PREAMBLE_POLYGLOT: 'El preámbulo hace pasar el archivo por otro tipo.',
  META_LENGTH_WRONG: 'La longitud del grupo de metadatos no es la real.',
  META_DISAGREES: 'Los metadatos y los datos se contradicen.',
  TRANSFER_SYNTAX_MISSING: 'No dice su sintaxis de transferencia.',
  TRANSFER_SYNTAX_UNKNOWN: 'Su sintaxis de transferencia no es conocida.',
  ELEMENT_OUT_OF_ORDER: 'Un atributo no está en su orden.',
  ELEMENT_REPEATED: 'Un atributo está más de una vez.',
  VR_UNKNOWN: 'Un atributo tiene una representación desconocida.',
  VR_UNEXPECTED: 'Un atributo tiene otra representación que la prevista.',
  UID_MALFORMED: 'Un identificador UID está mal escrito.',
  ATTRIBUTE_MISSING: 'Falta un atributo requerido.',
  ATTRIBUTE_EMPTY: 'Un atributo requerido está vacío.',
  PIXELS_PADDED: 'A los píxeles les sigue relleno.',
  TRAILING_BYTES: 'Después del contenido hay más bytes.',
  PREAMBLE_USED: 'El preámbulo no está vacío.',
  LENGTH_ODD: 'Un valor tiene longitud impar.',
  UID_LEADING_ZERO: 'Una parte de un UID empieza con cero.',
  VALUE_UNKNOWN: 'Un valor no es de los definidos.',
  DICOS_VERSION_DISAGREES: 'Nombra dos versiones distintas de DICOS.',
  DICOS_VERSION_MISSING: 'No nombra su versión de DICOS.',
  VR_DIFFERS_FROM_DICOM: 'DICOS usa aquí otra representación que DICOM.',
  TRANSFER_SYNTAX_NOT_DICOM: 'Su sintaxis de transferencia es de DICOS, no de DICOM.',
  IMAGE_SYNTHETIC: 'La imagen es sintética, y así lo dice.',
  IMAGE_AUGMENTED: 'La imagen fue modificada con contenido sintético, y así lo dice.',
  OWNER_RISK_SCORE_PRESENT: 'Contiene una calificación de riesgo del dueño del objeto.',
};

/** A finding as one line for a person. */
export function findingInWords({ code, detail }: Pick<Finding, 'code' | 'detail'>, language: 'es' | 'en'): string {
  if (language === 'en') return detail;
  const words = isErrorCode(code) ? ERRORS[code].es.says : ODDITIES[code];
  return words ? `${words} (${detail})` : detail;
}
