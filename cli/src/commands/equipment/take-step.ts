import type { EquipmentDecisionList, ListingSection, NextDecision, SignedAnswer } from '@garita/api';
import { isReasonCode, REASONS, transitionOf } from '@garita/evaluation';
import { trustCrypto } from '@garita/node-crypto';
import { type DecisionWords, draftEquipmentDecision, makeEquipmentDecision } from '@garita/trust';
import type { Words } from '../../answer.ts';
import { Failure } from '../../failure.ts';
import { ask, EQUIPMENT, get, inPath, officerOf, type Signing } from './asking.ts';
import { nextOf, type OfSubject } from './subject.ts';

/** A step as a person asks for it; what is left out follows from where the subject stands. */
export interface StepAsked extends Signing, OfSubject {
  readonly to?: string;
  readonly reason?: string;
  readonly es?: string;
  readonly en?: string;
  readonly section?: ListingSection;
  readonly conditionEs?: readonly string[];
  readonly conditionEn?: readonly string[];
  readonly context?: readonly string[];
  readonly validFrom?: number;
  readonly validUntil?: number;
  readonly compromisedSince?: number;
}

export interface StepTaken extends SignedAnswer {
  readonly subject: NextDecision['subject'];
  readonly from: string;
  readonly to: string;
}

/** Writes a decision on the ground that the server tells of, signs it here, and brings it. Whether it stands, the server says. */
export async function takeStep(id: string, to: string, asked: StepAsked): Promise<StepTaken> {
  const [ground, { id: by, signer }] = await Promise.all([nextOf(id, asked), officerOf(asked)]);
  const step = ground.steps.find((one) => one.to === to);
  if (!step)
    throw new Failure(
      'TRANSITION_ILLEGAL',
      `${id} is ${ground.from}; open from there: ${ground.steps.map((one) => one.to).join(', ') || 'nothing'}`,
    );
  const reason = asked.reason ?? (step.reasons.length === 1 ? step.reasons[0] : undefined);
  if (reason === undefined || !step.reasons.includes(reason))
    throw new Failure('REASON_NOT_ALLOWED', `${reason ?? 'no --reason'}; one of ${step.reasons.join(', ')}`);
  const row = transitionOf(ground.subject.kind, ground.from, to);
  const lists = row !== undefined && row.sections.length > 0;
  const at = Date.now();
  const words: DecisionWords = {
    ...{ to, reason, by, at },
    ...wordsOf(asked, reason, row?.needs.includes('words') ?? true),
    compromisedSince: asked.compromisedSince ?? null,
    ...(lists ? await listing(ground, asked, at) : {}),
  };
  const cose = await makeEquipmentDecision(draftEquipmentDecision(ground, words), { crypto: trustCrypto, signer });
  const signed = await ask<SignedAnswer>(asked, { method: 'POST', path: `${EQUIPMENT}/decisions`, cose });
  return { ...signed, subject: ground.subject, from: ground.from, to };
}

/** Paper work may speak by its reason alone; whatever decides has words of its own. */
function wordsOf({ en, es }: StepAsked, reason: string, mustSay: boolean): Words {
  if (es && en) return { es, en };
  if (es || en || mustSay || !isReasonCode(reason))
    throw new Failure('REASON_WORDS_MISSING', `${es ? '' : '--es '}${en ? '' : '--en'}`.trim());
  return REASONS[reason].words;
}

/** What only a listing carries. The evaluation's conditions always come along. */
async function listing(ground: NextDecision, asked: StepAsked, at: number) {
  const { conditionEn = [], conditionEs = [] } = asked;
  if (conditionEn.length !== conditionEs.length)
    throw new Failure('USAGE', 'each --condition-es goes with one --condition-en');
  const conditions = [...ground.conditions, ...conditionEs.map((es, nth) => ({ es, en: conditionEn[nth] ?? '' }))];
  return {
    section: asked.section ?? (await sectionBefore(ground, asked)) ?? earned(conditions.length > 0),
    conditions,
    contexts: [...(asked.context ?? ground.contexts)],
    validFrom: asked.validFrom ?? at,
    validUntil: asked.validUntil ?? ground.latestValidUntil,
  };
}

/** What is given back is given back as it was. */
async function sectionBefore({ from, subject }: NextDecision, asked: StepAsked): Promise<ListingSection | undefined> {
  if (from !== 'suspended' && from !== 'change-pending') return undefined;
  const path = `${EQUIPMENT}/decisions?kind=${subject.kind}&id=${inPath(subject.id)}`;
  const { decisions } = await get<EquipmentDecisionList>(asked, path);
  const inForce = decisions.filter(({ section, state }) => state === 'in-force' && section !== null);
  return inForce.sort((one, other) => other.seq - one.seq)[0]?.section ?? undefined;
}

function earned(isConditional: boolean): ListingSection {
  return isConditional ? 'approved-conditional' : 'qualified';
}
