import type { Bilingual } from '@garita/api';
import { isReasonCode, REASONS } from '@garita/evaluation';
import { type ApprovalCredential, type EquipmentDecision, toHex } from '@garita/trust';
import { momentText } from './date-words.ts';

const STATES: Readonly<Record<string, Bilingual>> = {
  draft: { es: 'borrador', en: 'draft' },
  submitted: { es: 'presentada', en: 'submitted' },
  returned: { es: 'devuelta', en: 'returned' },
  'accepted-for-test': { es: 'admitida a pruebas', en: 'accepted for testing' },
  'lab-certification': { es: 'en laboratorio', en: 'in the laboratory' },
  failed: { es: 'reprobada en pruebas', en: 'failed in testing' },
  'data-package-review': { es: 'expediente técnico en revisión', en: 'data package under review' },
  'integration-test': { es: 'prueba de integración', en: 'integration test' },
  'operational-test': { es: 'prueba en operación', en: 'operational test' },
  listed: { es: 'en lista', en: 'listed' },
  'change-pending': { es: 'cambio en trámite', en: 'change pending' },
  suspended: { es: 'suspensión', en: 'suspended' },
  removed: { es: 'baja', en: 'removed' },
  refused: { es: 'rechazada', en: 'refused' },
  expired: { es: 'vencida', en: 'expired' },
  active: { es: 'activo', en: 'active' },
};

/** Sections of the list, as whoever signs reads them. */
export const SECTION_NAMES: Readonly<Record<ApprovalCredential['section'], Bilingual>> = {
  qualified: { es: 'calificada', en: 'qualified' },
  'approved-conditional': { es: 'aprobada con condiciones', en: 'approved with conditions' },
  grandfathered: { es: 'con permiso transitorio', en: 'grandfathered' },
};

/** Which step it is, of what. */
export function decisionTitle({ subject: { id, kind }, to }: EquipmentDecision): Bilingual {
  const state = nameOf(to);
  return kind === 'device'
    ? { es: `Equipo ${id}: ${state.es}`, en: `Device ${id}: ${state.en}` }
    : { es: `Configuración ${id}: ${state.es}`, en: `Configuration ${id}: ${state.en}` };
}

/** Everything a decision says, sentence by sentence, for whoever is to sign it. */
export function decisionSentences(decision: EquipmentDecision): Bilingual[] {
  const { by, compromisedSince, conditions, contexts, evidence, from, reason, record, section, to } = decision;
  const { validFrom, validUntil } = decision;
  const [was, is] = [nameOf(from), nameOf(to)];
  const why = isReasonCode(reason) ? REASONS[reason].words : { es: reason, en: reason };
  const sentences: Bilingual[] = [
    {
      es: `Paso ${decision.seq}, de «${was.es}» a «${is.es}», propuesto por ${by} el ${momentText(decision.at)}.`,
      en: `Step ${decision.seq}, from “${was.en}” to “${is.en}”, proposed by ${by} on ${momentText(decision.at)}.`,
    },
    { es: `Motivo: ${why.es} (${reason})`, en: `Reason: ${why.en} (${reason})` },
    { es: decision.es, en: decision.en },
  ];
  if (section)
    sentences.push({ es: `Sección: ${SECTION_NAMES[section].es}.`, en: `Section: ${SECTION_NAMES[section].en}.` });
  if (validFrom !== null && validUntil !== null)
    sentences.push({
      es: `Vale del ${momentText(validFrom)} al ${momentText(validUntil)}.`,
      en: `It holds from ${momentText(validFrom)} until ${momentText(validUntil)}.`,
    });
  if (contexts.length > 0) sentences.push({ es: `Usos: ${contexts.join(', ')}.`, en: `Uses: ${contexts.join(', ')}.` });
  sentences.push(...conditions.map(({ es, en }) => ({ es: `Condición: ${es}`, en: `Condition: ${en}` })));
  if (compromisedSince !== null)
    sentences.push({
      es: `Lo firmado desde el ${momentText(compromisedSince)} no es de fiar.`,
      en: `What was signed since ${momentText(compromisedSince)} is not to be relied on.`,
    });
  if (record) sentences.push({ es: `Evaluación: ${toHex(record)}.`, en: `Evaluation: ${toHex(record)}.` });
  if (evidence.length > 0)
    sentences.push({
      es: `Evidencia, documentos por huella: ${evidence.length}.`,
      en: `Evidence, documents by hash: ${evidence.length}.`,
    });
  return sentences;
}

function nameOf(state: string): Bilingual {
  return STATES[state] ?? { es: state, en: state };
}
