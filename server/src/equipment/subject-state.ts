import type { DecisionSubject, Kept, LifeState, ListingSection } from '@garita/api';
import { effectiveState } from '@garita/evaluation';
import type { Tx } from '../ports/database.ts';
import type { DecisionBook } from './decision-book.ts';
import type { EquipmentRecords } from './equipment-records.ts';
import type { KeptDecision } from './kept-decision.ts';

/** Where a configuration or a device stands at a time. */
export interface SubjectState {
  readonly state: LifeState | 'active';
  /** Of its listing, if it is or was listed. */
  readonly section: ListingSection | null;
  /** Until when the listing holds: its own end or its standard's, whichever comes first. */
  readonly validUntil: number | null;
  /** Since when it is in this state; `null` before anything was decided. */
  readonly since: number | null;
  /** Decisions about it in force, oldest first. */
  readonly inForce: readonly KeptDecision[];
  readonly newest: KeptDecision | undefined;
  /** The decision by which it is, or was last, listed. */
  readonly listing: KeptDecision | undefined;
}

export interface SubjectStateNeeds {
  readonly records: Pick<EquipmentRecords, 'get'>;
  readonly decisions: Pick<DecisionBook, 'chain'>;
}

/** By the decisions in force and by the clock: nobody need do anything for a listing to run out. `at` in ms since 1970. */
export async function subjectState(
  subject: DecisionSubject,
  at: number,
  { decisions, records }: SubjectStateNeeds,
  from?: Tx,
): Promise<SubjectState> {
  const inForce = await decisions.chain(subject, from);
  if (subject.kind === 'device') {
    const newest = inForce.at(-1);
    const state = (newest?.decision.to ?? 'active') as SubjectState['state'];
    return {
      state,
      section: null,
      validUntil: null,
      since: newest?.inForceAt ?? null,
      inForce,
      newest,
      listing: undefined,
    };
  }
  const configuration = await records.get('configuration', subject.id, undefined, from);
  const standard = configuration && (await records.get('standard', configuration.body.standard, undefined, from));
  return configurationState(inForce, standard, at);
}

/** Of a configuration, by its decisions in force, oldest first. `at` in ms since 1970. */
export function configurationState(
  inForce: readonly KeptDecision[],
  standard: Kept<'standard'> | undefined,
  at: number,
): SubjectState {
  const steps = inForce.map(({ decision, inForceAt }) => ({
    to: decision.to,
    section: decision.section,
    validUntil: decision.validUntil,
    at: inForceAt ?? decision.at,
  }));
  const effective = effectiveState(steps, standard?.body.endsAt ?? null, at);
  const newest = inForce.at(-1);
  return { ...effective, inForce, newest, listing: inForce.findLast(({ decision: { to } }) => to === 'listed') };
}
