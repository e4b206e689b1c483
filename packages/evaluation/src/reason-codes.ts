import { type Bilingual, inBoth } from './words.ts';

interface ReasonEntry {
  readonly words: Bilingual;
  /**
   * Which of the ten conditions of FAR 9.207(a) (48 CFR 9.207) it answers to, 1 to 10, in the order of that text; `null`: ours alone.
   * That text says when an approved product is to be reported for removal; docs/standards/removal-triggers.md has the table.
   */
  readonly trigger: number | null;
}

const forward = (es: string, en: string): ReasonEntry => ({ words: inBoth(es, en), trigger: null });
const against = (trigger: number | null, es: string, en: string): ReasonEntry => ({ words: inBoth(es, en), trigger });

/** Every reason a step of the life cycle can be taken for. Codes are API: documented, translated, never reused. */
export const REASONS = {
  SUBMISSION_COMPLETE: forward('La solicitud está completa.', 'The submission is complete.'),
  SUBMISSION_INCOMPLETE: forward('A la solicitud le faltan partes.', 'Parts of the submission are missing.'),
  SUBMISSION_CORRECTED: forward('Se corrigió la solicitud.', 'The submission was corrected.'),
  ACCEPTED_FOR_TEST: forward('Se admite a pruebas.', 'It is accepted for testing.'),
  TESTING_BEGINS: forward('Comienza la prueba.', 'Testing begins.'),
  STAGE_PASSED: forward('Superó esta etapa.', 'It passed this stage.'),
  STAGE_FAILED: forward('No superó esta etapa.', 'It failed this stage.'),
  RETEST_GRANTED: forward('Se concede otra prueba.', 'Another test is granted.'),
  REQUIREMENTS_MET: forward('Cumple los requisitos de la norma.', 'It meets the requirements of the standard.'),
  REQUIREMENTS_MET_CONDITIONALLY: forward(
    'Cumple los requisitos de la norma con condiciones.',
    'It meets the requirements of the standard under conditions.',
  ),
  GRANDFATHERED: forward(
    'Ya estaba en uso: puede seguir hasta su término, no comprarse de nuevo.',
    'It was in use already: it may stay until its end, and is not bought anew.',
  ),
  RENEWED: forward('Se evaluó de nuevo y se renueva.', 'It was evaluated anew and is renewed.'),
  FIELD_TEST_PASSED: forward('Superó la prueba de campo.', 'It passed the field test.'),
  CHANGE_NOTIFIED: forward('Se anunció un cambio de la configuración.', 'A change of the configuration was notified.'),
  CHANGE_ACCEPTED: forward('El cambio no afecta lo aprobado.', 'The change does not touch what was approved.'),
  CHANGE_NEEDS_TEST: forward('El cambio exige probar de nuevo.', 'The change calls for a new test.'),
  RESTORED_AFTER_CORRECTION: forward(
    'Se corrigió la causa y se comprobó.',
    'The cause was corrected, and that was checked.',
  ),
  SUSPENSION_UNFOUNDED: forward(
    'La causa de la suspensión no se confirmó.',
    'The cause of the suspension was not confirmed.',
  ),

  QUALITY_CONTROL_NOT_MET: against(
    1,
    'No cumple los requisitos de control de calidad con que se aprueba.',
    'It does not meet the quality control requirements that approval rests on.',
  ),
  DEFECTS_NOT_CORRECTED: against(
    2,
    'Se rechazó por defectos que no se corrigieron.',
    'It was rejected for defects that were not corrected.',
  ),
  MAKER_MOVED_OR_CHANGED_OWNER: against(
    3,
    'La planta cambió de lugar o de dueño y no se pidió reevaluar.',
    'The plant moved or changed owner, and no re-evaluation was asked for.',
  ),
  MANUFACTURE_ENDED: against(4, 'El fabricante dejó de producirla.', 'Its maker stopped making it.'),
  WITHDRAWN_BY_MAKER: against(
    5,
    'El fabricante o proveedor pide retirarla.',
    'Its maker or supplier asks to withdraw it.',
  ),
  CONDITION_BREACHED: against(
    6,
    'Se incumplió una condición de la aprobación.',
    'A condition of the approval was breached.',
  ),
  STANDARD_REVISED: against(
    7,
    'La norma se revisó y pide algo más que no se ha demostrado.',
    'The standard was revised and asks for more, which has not been shown.',
  ),
  CHANGED_WITHOUT_APPROVAL: against(
    8,
    'El diseño, el software o la fabricación cambió sin aprobación.',
    'Its design, software or manufacture was changed without approval.',
  ),
  SUPPLIER_EXCLUDED: against(
    9,
    'Una lista oficial excluye al proveedor de contratar.',
    'An official list excludes its supplier from contracts.',
  ),
  PERFORMANCE_UNSATISFACTORY: against(
    10,
    'Su desempeño en operación no es satisfactorio.',
    'Its performance in operation is not satisfactory.',
  ),

  KEY_COMPROMISE: against(null, 'Su llave pudo estar en otras manos.', 'Its key may have been in other hands.'),
  SECURITY_REVIEW_FAILED: against(null, 'No superó la revisión de seguridad.', 'It failed the security review.'),
  VULNERABILITY_UNFIXED: against(
    null,
    'Tiene una vulnerabilidad grave sin corregir.',
    'It has a grave vulnerability that is not fixed.',
  ),
  UNDECLARED_DATA_PATH: against(
    null,
    'Envía a un lugar no declarado o se le alcanza desde él.',
    'It sends to, or is reached from, a place that was not declared.',
  ),
  INTEGRITY_DOUBTED: against(
    null,
    'Hay duda de que sus imágenes lleguen sin alterar.',
    'It is in doubt whether its images arrive unaltered.',
  ),
  DETECTION_NOT_SHOWN: against(
    null,
    'Las pruebas no muestran la detección que la norma pide.',
    'The tests do not show the detection that the standard asks for.',
  ),
  STANDARD_ENDED: against(null, 'La norma en que se apoya terminó.', 'The standard it rests on has ended.'),
  APPROVAL_LAPSED: against(null, 'La aprobación venció y no se renovó.', 'The approval ran out and was not renewed.'),
  UNDER_INQUIRY: against(
    null,
    'Se investiga; mientras tanto no se confía en ella.',
    'It is being looked into, and is not trusted meanwhile.',
  ),
  DEVICE_LOST: against(
    null,
    'El equipo se perdió, fue robado o manipulado.',
    'The device was lost, stolen or tampered with.',
  ),
  DEVICE_RETIRED: against(null, 'El equipo salió de servicio.', 'The device went out of service.'),
} as const satisfies Readonly<Record<string, ReasonEntry>>;

export type ReasonCode = keyof typeof REASONS;

export const REASON_CODES = Object.keys(REASONS) as readonly ReasonCode[];

/** True for a code of the list; a partner's newer list may hold more. */
export function isReasonCode(code: string): code is ReasonCode {
  return Object.hasOwn(REASONS, code);
}
