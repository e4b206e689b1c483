import type { Grounding } from './assessment.ts';
import type { AssessmentReason } from './assessment-reasons.ts';
import { securityGaps } from './component-security.ts';
import { dataPath } from './data-path.ts';
import { clip, listed, quantity, same } from './explain.ts';
import type {
  ChecklistAnswer,
  ChecklistItem,
  FindingRecord,
  GateRequirement,
  Outcome,
  SecurityVector,
} from './records.ts';
import { type Bilingual, inBoth } from './words.ts';

/** What facts have against a finding, whatever it says: it comes out no better than `atBest`. */
export interface GateObjection {
  readonly atBest: Outcome;
  readonly reason: AssessmentReason;
  readonly words: Bilingual;
}

/** The facts that a gate’s finding cannot talk away. `supported` tells whether an evidence id counts. */
export function gateObjections(
  requirement: GateRequirement,
  finding: FindingRecord,
  checklist: readonly ChecklistItem[],
  supported: (id: string) => boolean,
  grounding: Grounding,
): GateObjection[] {
  switch (requirement.gate) {
    case 'data-destinations':
    case 'remote-access':
      return pathObjections(requirement, finding, grounding);
    case 'cyber-requirements':
      return checklistObjections(checklist, finding, supported);
    case 'component-security':
      return levelObjections(requirement.securityLevels ?? null, finding.componentSecurity);
    default:
      return [];
  }
}

/** A place seen and not declared: no pass. A reviewer who saw it may still set conditions. */
function pathObjections(
  { gate, freshMonths }: GateRequirement,
  finding: FindingRecord,
  grounding: Grounding,
): GateObjection[] {
  const { tests, undeclared } = dataPath(grounding.evidence, freshMonths, grounding.at);
  const matters = undeclared.filter(({ direction }) => gate === 'data-destinations' || direction === 'in');
  if (matters.length > 0) {
    const seenSince = matters.some(({ seenAt }) => seenAt > finding.at);
    return [
      {
        atBest: seenSince ? 'fail' : outcomeUnlessPass(finding),
        reason: 'UNDECLARED_DESTINATION',
        words: sayPlaces(matters),
      },
    ];
  }
  if (gate !== 'data-destinations' || tests.length > 0) return [];
  const words = inBoth(
    'Ninguna prueba vigente observó a dónde envía en realidad.',
    'No current test has watched where it really sends.',
  );
  return [{ atBest: 'not-assessed', reason: 'DATA_PATH_NOT_OBSERVED', words }];
}

function outcomeUnlessPass({ outcome }: FindingRecord): Outcome {
  return outcome === 'pass' ? 'fail' : outcome;
}

function sayPlaces(places: ReturnType<typeof dataPath>['undeclared']): Bilingual {
  const row = listed(
    places.map(({ destination, direction }) => {
      const name = clip(destination, 80);
      return direction === 'out'
        ? inBoth(`envía a ${name}`, `it sends to ${name}`)
        : inBoth(`se le alcanza desde ${name}`, `it is reached from ${name}`);
    }),
    6,
  );
  return inBoth(`Observado y no declarado: ${row.es}.`, `Observed and not declared: ${row.en}.`);
}

/** Says how long tests watched and that they saw nothing undeclared; `undefined` for other gates. */
export function sayWatched({ gate, freshMonths }: GateRequirement, grounding: Grounding): Bilingual | undefined {
  if (gate !== 'data-destinations') return undefined;
  const { tests, undeclared, hours } = dataPath(grounding.evidence, freshMonths, grounding.at);
  if (tests.length === 0 || undeclared.length > 0) return undefined;
  const watched = quantity(hours, 'h');
  return inBoth(
    `Se observó durante ${watched.es}: todo destino visto estaba declarado.`,
    `Watched for ${watched.en}: every destination seen was declared.`,
  );
}

/**
 * Every item whose text is public must be answered with evidence. Those whose text is not cannot be answered from here; they are counted and
 * said, and stand against nothing.
 */
function checklistObjections(
  checklist: readonly ChecklistItem[],
  { checklist: answers }: FindingRecord,
  supported: (id: string) => boolean,
): GateObjection[] {
  const answerTo = new Map(answers.map((answer) => [answer.item, answer]));
  const asked = checklist.filter(({ textPublic }) => textPublic);
  const notMet = asked.filter(({ id }) => answerTo.get(id)?.status === 'not-met');
  const open = asked.filter(({ id }) => !isAnswered(answerTo.get(id), supported));
  const objections: GateObjection[] = [];
  if (notMet.length > 0)
    // Conditions may bridge what is not met; a pass may not.
    objections.push({
      atBest: 'conditional',
      reason: 'CHECKLIST_ITEM_NOT_MET',
      words: sayItems('No se cumple', 'Not met', notMet),
    });
  if (open.length > 0)
    objections.push({
      atBest: 'not-assessed',
      reason: 'CHECKLIST_INCOMPLETE',
      words: sayItems('Sin respuesta con evidencia', 'Not answered with evidence', open),
    });
  return objections;
}

function isAnswered(answer: ChecklistAnswer | undefined, supported: (id: string) => boolean): boolean {
  if (!answer) return false;
  if (answer.status === 'met') return answer.evidence.some(supported);
  return answer.status === 'not-met' || answer.status === 'not-applicable';
}

function sayItems(es: string, en: string, items: readonly ChecklistItem[]): Bilingual {
  const row = listed(
    items.map(({ id, text }) => inBoth(`${id} (${clip(text.es, 80)})`, `${id} (${clip(text.en, 80)})`)),
    6,
  );
  return inBoth(`${es}: ${row.es}.`, `${en}: ${row.en}.`);
}

/** Says how many items nobody outside can answer; `undefined` where every text is public. */
export function sayNotPublic({ gate }: GateRequirement, checklist: readonly ChecklistItem[]): Bilingual | undefined {
  const hidden = checklist.filter(({ textPublic }) => !textPublic).length;
  if (gate !== 'cyber-requirements' || hidden === 0) return undefined;
  return inBoth(
    `De ${checklist.length} requisitos, ${hidden} no son públicos y no se juzgaron.`,
    `Of ${checklist.length} requirements ${hidden} are not public and were not judged.`,
  );
}

function levelObjections(asked: SecurityVector | null, found: SecurityVector | null): GateObjection[] {
  if (!asked) return [];
  const gaps = found ? securityGaps(asked, found) : [];
  const say = (es: string, en: string, which: typeof gaps): Bilingual => {
    const row = listed(
      which.map(({ of, asked: level, found: reached }) => same(`${of.toUpperCase()} ${reached ?? '?'} < ${level}`)),
    );
    return inBoth(`${es}: ${row.es}.`, `${en}: ${row.en}.`);
  };
  const below = gaps.filter((gap) => gap.found !== null);
  const unknown = gaps.filter((gap) => gap.found === null);
  const objections: GateObjection[] = [];
  if (below.length > 0)
    objections.push({
      atBest: 'conditional',
      reason: 'SECURITY_LEVEL_NOT_REACHED',
      words: say(
        'Nivel de seguridad por debajo de lo pedido (IEC 62443-4-2)',
        'Security level below what is asked (IEC 62443-4-2)',
        below,
      ),
    });
  if (!found || unknown.length > 0)
    objections.push({
      atBest: 'not-assessed',
      reason: 'SECURITY_LEVEL_UNKNOWN',
      words: found
        ? say('Nivel de seguridad no conocido (IEC 62443-4-2)', 'Security level not known (IEC 62443-4-2)', unknown)
        : inBoth(
            'No se dan los niveles de seguridad que se piden (IEC 62443-4-2).',
            'The security levels that are asked for are not given (IEC 62443-4-2).',
          ),
    });
  return objections;
}
