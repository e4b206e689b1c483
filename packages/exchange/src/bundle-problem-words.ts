import type { BundleProblem, BundleProblemCode, Finding } from './bundle-report.ts';

interface Words {
  readonly es: string;
  readonly en: string;
}

/** A finding in plain words; its `detail` stays for whoever looks closer. */
export function inWords(finding: Finding): BundleProblem {
  const { es, en } = WORDS[finding.code] ?? wordsByGroup(finding.code);
  return { ...finding, es: `${finding.member}: ${es}.`, en: `${finding.member}: ${en}.` };
}

const WORDS: Partial<Record<BundleProblemCode, Words>> = {
  BUNDLE_MEMBER_MISSING: { es: 'falta en el expediente', en: 'is missing from the bundle' },
  BUNDLE_MEMBER_UNEXPECTED: { es: 'no pertenece a un expediente', en: 'does not belong in a bundle' },
  BUNDLE_MEMBER_DUPLICATED: { es: 'está más de una vez', en: 'is there more than once' },
  BUNDLE_MEMBER_MISPLACED: { es: 'no está en su lugar', en: 'is not in its place' },
  BUNDLE_MEMBER_ALTERED: { es: 'fue alterado', en: 'was altered' },
  BUNDLE_MEMBER_TOO_LARGE: { es: 'es demasiado grande', en: 'is too large' },
  BUNDLE_MANIFEST_MALFORMED: { es: 'no se puede leer', en: 'cannot be read' },
  BUNDLE_MANIFEST_MISMATCH: {
    es: 'fue alterado: no describe los demás miembros como son',
    en: 'was altered: it does not describe the other members as they are',
  },
  BUNDLE_HEADER_ALTERED: { es: 'su encabezado en el archivo fue alterado', en: 'its header in the file was altered' },
  BUNDLE_PADDING_ALTERED: { es: 'el relleno que le sigue fue alterado', en: 'the padding after it was altered' },
  BUNDLE_ENDING_ALTERED: { es: 'fue alterado, o le siguen otros bytes', en: 'was altered, or other bytes follow it' },
  BUNDLE_CUT_SHORT: { es: 'el archivo termina antes de tiempo', en: 'the file ends too early' },
  BUNDLE_ROOT_UNKNOWN: {
    es: 'no es ninguno de los certificados raíz que usted indicó',
    en: 'is none of the root certificates you gave',
  },
  BUNDLE_DOCUMENT_INVALID: { es: 'no es válido', en: 'is not valid' },
  SIGNATURE_INVALID: { es: 'su firma no corresponde a su contenido', en: 'its signature does not match its content' },
  OBJECT_MISSING: { es: 'el archivo no está', en: 'the file is not there' },
  OBJECT_SIZE_MISMATCH: { es: 'no tiene el tamaño firmado', en: 'does not have the signed size' },
  OBJECT_HASH_MISMATCH: { es: 'sus bytes no son los firmados', en: 'its bytes are not the ones that were signed' },
  OBJECT_CHUNK_ROOT_MISMATCH: {
    es: 'sus partes no son las firmadas',
    en: 'its chunks are not the ones that were signed',
  },
  ADMISSION_PROOF_INVALID: {
    es: 'no demuestra que la admisión esté en la bitácora refrendada',
    en: 'does not prove that the admission is in the cosigned log',
  },
  SHARE_PROOF_INVALID: {
    es: 'no demuestra que el envío esté en la bitácora refrendada',
    en: 'does not prove that the share is in the cosigned log',
  },
  RECEIPT_PROOF_INVALID: {
    es: 'no demuestra que el acuse esté en la bitácora refrendada del destinatario',
    en: 'does not prove that the receipt is in the recipient’s cosigned log',
  },
  TIME_IMPLAUSIBLE: { es: 'sus horas se contradicen', en: 'its times contradict each other' },
};

/** Codes with their own entry in the error catalogue need no second one here: what they are about is said. */
function wordsByGroup(code: BundleProblemCode): Words {
  if (code.startsWith('AGREEMENT_'))
    return { es: 'no es el convenio que firmaron ambas', en: 'is not the agreement that both signed' };
  if (code.startsWith('RECEIPT_'))
    return { es: 'no es el acuse de lo compartido', en: 'is not the receipt of what was shared' };
  if (code.startsWith('CERTIFICATE_')) return { es: 'su certificado no es válido', en: 'its certificate is not valid' };
  if (/^(DEVICE|CONFIGURATION)_/.test(code)) {
    return {
      es: 'viene de un equipo que la lista no acepta',
      en: 'comes from equipment that the list does not accept',
    };
  }
  return { es: 'no corresponde a lo demás del expediente', en: 'does not fit the rest of the bundle' };
}
