import { words } from './words.ts';

/** What makes an image file unreadable or incomplete: findings of severity `error`. */
export const DICOS_ERRORS = {
  META_MISSING: words(
    'The file has no meta group, so nothing says how it is written.',
    'Export it from the scanner as a DICOM Part 10 file.',
    'El archivo no tiene grupo de metadatos; nada dice cómo está escrito.',
    'Expórtelo desde el escáner como archivo DICOM Parte 10.',
  ),
  DATASET_TRUNCATED: words(
    'The file ends in the middle.',
    'Copy or export it again, and compare the sizes.',
    'El archivo termina a la mitad.',
    'Cópielo o expórtelo de nuevo y compare los tamaños.',
  ),
  DATASET_MALFORMED: words(
    'The file’s attributes cannot be followed to the end.',
    'Export it again; if it stays so, report the finding to the scanner’s maker.',
    'Los atributos del archivo no se pueden seguir hasta el final.',
    'Expórtelo de nuevo; si persiste, informe el hallazgo al fabricante del escáner.',
  ),
  NESTING_TOO_DEEP: words(
    'Sequences inside the file are nested deeper than any real scan needs.',
    'Do not rely on the file; ask where it comes from.',
    'Las secuencias del archivo están anidadas más de lo que necesita un escaneo real.',
    'No confíe en el archivo; pregunte de dónde viene.',
  ),
  ELEMENTS_TOO_MANY: words(
    'The file has more attributes than any real scan needs.',
    'Do not rely on the file; ask where it comes from.',
    'El archivo tiene más atributos de los que necesita un escaneo real.',
    'No confíe en el archivo; pregunte de dónde viene.',
  ),
  HEAD_TOO_LARGE: words(
    'The part of the file before the pixels is larger than is read.',
    'Export it without embedded documents, or ask the scanner’s maker.',
    'La parte del archivo antes de los píxeles es más grande de lo que se lee.',
    'Expórtelo sin documentos incrustados, o pregunte al fabricante del escáner.',
  ),
  TRANSFER_SYNTAX_UNSUPPORTED: words(
    'The file is written in a transfer syntax that is not read here.',
    'Export it as explicit little endian, JPEG Lossless or RLE.',
    'El archivo está escrito en una sintaxis de transferencia que aquí no se lee.',
    'Expórtelo como explicit little endian, JPEG sin pérdida o RLE.',
  ),
  SOP_CLASS_MISSING: words(
    'The file does not say what kind of object it is.',
    'Export it again with its SOP Class UID.',
    'El archivo no dice qué clase de objeto es.',
    'Expórtelo de nuevo con su SOP Class UID.',
  ),
  SOP_INSTANCE_MISSING: words(
    'The file does not name itself.',
    'Export it again with its SOP Instance UID.',
    'El archivo no se nombra a sí mismo.',
    'Expórtelo de nuevo con su SOP Instance UID.',
  ),
  PIXELS_MISSING: words(
    'The file describes an image, but holds no pixels.',
    'Export it again with its pixels.',
    'El archivo describe una imagen, pero no contiene píxeles.',
    'Expórtelo de nuevo con sus píxeles.',
  ),
  PIXELS_TRUNCATED: words(
    'There are fewer pixels in the file than it says.',
    'Copy or export it again, and compare the sizes.',
    'En el archivo hay menos píxeles de los que dice.',
    'Cópielo o expórtelo de nuevo y compare los tamaños.',
  ),
  PIXELS_EXCEED_FRAMES: words(
    'There are more pixels in the file than its frame count says.',
    'Export it again; a program may have changed the frame count.',
    'En el archivo hay más píxeles de los que dice su número de cuadros.',
    'Expórtelo de nuevo; un programa pudo cambiar el número de cuadros.',
  ),
  PIXEL_DESCRIPTION_UNUSABLE: words(
    'The file’s rows, columns or bits do not describe an image.',
    'Export it again; if it stays so, report the finding to the scanner’s maker.',
    'Las filas, columnas o bits del archivo no describen una imagen.',
    'Expórtelo de nuevo; si persiste, informe el hallazgo al fabricante del escáner.',
  ),
  PIXEL_ENCODING_DISAGREES: words(
    'The pixels are stored in another way than the transfer syntax says.',
    'Export it again; a program may have rewritten the file.',
    'Los píxeles están guardados de otra forma que la que dice la sintaxis de transferencia.',
    'Expórtelo de nuevo; un programa pudo reescribir el archivo.',
  ),
  FRAGMENTS_MALFORMED: words(
    'The pieces of the compressed image cannot be followed.',
    'Export it again.',
    'Las piezas de la imagen comprimida no se pueden seguir.',
    'Expórtelo de nuevo.',
  ),
  FRAGMENTS_TOO_MANY: words(
    'The compressed image is cut into more pieces than any real scan needs.',
    'Do not rely on the file; ask where it comes from.',
    'La imagen comprimida está cortada en más piezas de las que necesita un escaneo real.',
    'No confíe en el archivo; pregunte de dónde viene.',
  ),
  FRAME_COUNT_DISAGREES: words(
    'The number of images in the file is not the number it says.',
    'Export it again; a program may have cut or joined frames.',
    'El número de imágenes del archivo no es el que dice.',
    'Expórtelo de nuevo; un programa pudo cortar o unir cuadros.',
  ),
  VERDICT_MISSING: words(
    'The file is a threat detection report without a verdict.',
    'Export it again with its verdict; a report that says nothing counts as none.',
    'El archivo es un informe de detección de amenazas sin veredicto.',
    'Expórtelo de nuevo con su veredicto; un informe que no dice nada cuenta como ninguno.',
  ),
};
