import { words } from './words.ts';

/** Why an object of a scan, or a whole scan, has no picture. */
export const PICTURE_ERRORS = {
  PICTURE_NONE: words(
    'Nothing of this scan can be shown as an image.',
    'Open the case: it says of each object what it is and why it is not shown.',
    'Nada de este escaneo se puede mostrar como imagen.',
    'Abra el caso: dice de cada objeto qué es y por qué no se muestra.',
  ),
  PICTURE_FAILED: words(
    'The image could not be decoded, so it is not shown.',
    'The original is untouched: download it, and ask the lane for a new scan if it is damaged.',
    'La imagen no se pudo decodificar, por eso no se muestra.',
    'El original está intacto: descárguelo, y pida al carril un escaneo nuevo si está dañado.',
  ),
  PICTURE_TOO_LARGE: words(
    'The image is larger than is decoded here.',
    'The original is untouched: download it and open it with the maker’s software.',
    'La imagen es más grande de lo que aquí se decodifica.',
    'El original está intacto: descárguelo y ábralo con el programa del fabricante.',
  ),
  PICTURE_UNSUPPORTED: words(
    'The image is written in a way that is not read here.',
    'The original is untouched: download it and open it with the maker’s software; ask the maker for DICOS with JPEG lossless or no compression.',
    'La imagen está escrita de una forma que aquí no se lee.',
    'El original está intacto: descárguelo y ábralo con el programa del fabricante; pida al fabricante DICOS con JPEG sin pérdida o sin compresión.',
  ),
  PICTURE_NO_IMAGE: words(
    'This object is no image.',
    'Download it to see it.',
    'Este objeto no es una imagen.',
    'Descárguelo para verlo.',
  ),
  PICTURE_OBJECT_MISSING: words(
    'This object is not in the archive, or not whole.',
    'If the scan is in quarantine the lane may still be sending it; otherwise run `garita fsck` and restore it from a copy.',
    'Este objeto no está en el archivo, o no está completo.',
    'Si el escaneo está en cuarentena, el carril quizá lo siga enviando; si no, ejecute `garita fsck` y recupérelo de una copia.',
  ),
  PICTURE_REPORT_APART: words(
    'This is the report of an operator, which is not shown among the marks of machines.',
    'It is in the list of objects of the case.',
    'Este es el reporte de un operador, que no se muestra entre las marcas de las máquinas.',
    'Está en la lista de objetos del caso.',
  ),
  PICTURE_TRUTH_WITHHELD: words(
    'This object says what the load really holds, for training and tests; it is not shown to those who are to find it.',
    'It is in the list of objects of the case, for afterwards.',
    'Este objeto dice qué lleva en realidad la carga, para capacitación y pruebas; no se muestra a quien debe encontrarlo.',
    'Está en la lista de objetos del caso, para después.',
  ),
} as const;
