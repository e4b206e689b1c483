import type { ReasonCode } from './reason-codes.ts';
import type { ListingSection } from './records.ts';

export const CONFIGURATION_STATES = [
  'draft',
  'submitted',
  'returned',
  'accepted-for-test',
  'lab-certification',
  'failed',
  'data-package-review',
  'integration-test',
  'operational-test',
  'listed',
  'change-pending',
  'suspended',
  'removed',
  'refused',
  'expired',
] as const;
/** A device starts `active` when it is enrolled. */
export const DEVICE_STATES = ['active', 'suspended', 'removed'] as const;

export type ConfigurationState = (typeof CONFIGURATION_STATES)[number];
export type DeviceState = (typeof DEVICE_STATES)[number];
export type SubjectKind = 'configuration' | 'device';
export type DecidingRole = 'evaluator' | 'equipment-authority';

/** What a step asks for before it may be taken; `checkTransition` holds each. */
export type Need =
  /** Reasons in words, in both languages. */
  | 'words'
  /** Evidence named by hash. */
  | 'evidence'
  /** Whoever signs tested nothing of this configuration. */
  | 'not-a-tester'
  /**
   * It gives trust: a section, uses, times within the standard's, and an evaluation at most 30 days old of exactly this configuration
   * and standard in which nothing asked for fails or is unknown. A grandfathered listing rests on evidence in the evaluation's place.
   */
  | 'grounds';

export interface Transition {
  readonly subject: SubjectKind;
  readonly from: ConfigurationState | DeviceState;
  readonly to: ConfigurationState | DeviceState;
  /** Who may sign it, first or second. */
  readonly roles: readonly DecidingRole[];
  /** `threshold`: as many different officers as the agency's descriptor asks for, two at least. */
  readonly signatures: 1 | 'threshold';
  readonly reasons: readonly ReasonCode[];
  readonly needs: readonly Need[];
  /** Sections of the list that it may lead to; empty where it lists nothing. */
  readonly sections: readonly ListingSection[];
}

type Rules = Omit<Transition, 'subject' | 'from' | 'to'>;

const EVALUATING: readonly DecidingRole[] = ['evaluator', 'equipment-authority'];
const DECIDING: readonly DecidingRole[] = ['equipment-authority'];

/** The ten triggers of FAR 9.207(a), then ours: grounds on which trust is taken from a configuration. */
const AGAINST_LISTED: readonly ReasonCode[] = [
  'QUALITY_CONTROL_NOT_MET',
  'DEFECTS_NOT_CORRECTED',
  'MAKER_MOVED_OR_CHANGED_OWNER',
  'MANUFACTURE_ENDED',
  'WITHDRAWN_BY_MAKER',
  'CONDITION_BREACHED',
  'STANDARD_REVISED',
  'CHANGED_WITHOUT_APPROVAL',
  'SUPPLIER_EXCLUDED',
  'PERFORMANCE_UNSATISFACTORY',
  'KEY_COMPROMISE',
  'SECURITY_REVIEW_FAILED',
  'VULNERABILITY_UNFIXED',
  'UNDECLARED_DATA_PATH',
  'INTEGRITY_DOUBTED',
  'DETECTION_NOT_SHOWN',
  'STANDARD_ENDED',
];
const AGAINST_TESTED: readonly ReasonCode[] = [
  'QUALITY_CONTROL_NOT_MET',
  'DEFECTS_NOT_CORRECTED',
  'MAKER_MOVED_OR_CHANGED_OWNER',
  'MANUFACTURE_ENDED',
  'WITHDRAWN_BY_MAKER',
  'STANDARD_REVISED',
  'SUPPLIER_EXCLUDED',
  'PERFORMANCE_UNSATISFACTORY',
  'SECURITY_REVIEW_FAILED',
  'VULNERABILITY_UNFIXED',
  'UNDECLARED_DATA_PATH',
  'INTEGRITY_DOUBTED',
  'DETECTION_NOT_SHOWN',
  'STANDARD_ENDED',
];
const AGAINST_DEVICE: readonly ReasonCode[] = [
  'QUALITY_CONTROL_NOT_MET',
  'CONDITION_BREACHED',
  'CHANGED_WITHOUT_APPROVAL',
  'PERFORMANCE_UNSATISFACTORY',
  'KEY_COMPROMISE',
  'UNDECLARED_DATA_PATH',
  'INTEGRITY_DOUBTED',
  'DEVICE_LOST',
  'DEVICE_RETIRED',
];

/** Paper work: one signature, and nothing has been tested yet. */
const step = (...reasons: ReasonCode[]): Rules => ({
  roles: EVALUATING,
  signatures: 1,
  reasons,
  needs: [],
  sections: [],
});
/** The result of a stage: with evidence, by somebody who did not test. */
const result = (...reasons: ReasonCode[]): Rules => ({
  ...step(...reasons),
  needs: ['words', 'evidence', 'not-a-tester'],
});
const refuse: Rules = {
  roles: DECIDING,
  signatures: 'threshold',
  reasons: AGAINST_TESTED,
  needs: ['words', 'evidence', 'not-a-tester'],
  sections: [],
};
/** One officer's notice, which acts at once because it only takes trust away. */
const suspend: Rules = {
  roles: DECIDING,
  signatures: 1,
  reasons: [...AGAINST_LISTED, 'UNDER_INQUIRY'],
  needs: ['words'],
  sections: [],
};
const remove: Rules = {
  roles: DECIDING,
  signatures: 'threshold',
  reasons: AGAINST_LISTED,
  needs: ['words', 'evidence', 'not-a-tester'],
  sections: [],
};
const list = (sections: readonly ListingSection[], ...reasons: ReasonCode[]): Rules => ({
  roles: DECIDING,
  signatures: 'threshold',
  reasons,
  needs: ['words', 'evidence', 'not-a-tester', 'grounds'],
  sections,
});
const EARNED: readonly ListingSection[] = ['qualified', 'approved-conditional'];
const ANY: readonly ListingSection[] = [...EARNED, 'grandfathered'];

const grandfather = list(['grandfathered'], 'GRANDFATHERED');
const fail = result('STAGE_FAILED', ...AGAINST_TESTED);
const pass = result('STAGE_PASSED');
const restore: Rules = list(ANY, 'RESTORED_AFTER_CORRECTION', 'SUSPENSION_UNFOUNDED');
const retest: Rules = { ...step('CHANGE_NEEDS_TEST', 'RETEST_GRANTED'), needs: ['words'] };

// Evaluation notes behind the stages: TSA's gates (qualification package, laboratory, data package, integration, operation), ECAC's change
// management, the sections of the air cargo list. Whoever may go on may also be refused at every stage of testing.
const CONFIGURATION: Readonly<
  Record<ConfigurationState, Readonly<Partial<Record<Exclude<ConfigurationState, 'expired'>, Rules>>>>
> = {
  draft: { submitted: step('SUBMISSION_COMPLETE'), listed: grandfather },
  submitted: {
    'accepted-for-test': step('ACCEPTED_FOR_TEST'),
    returned: { ...step('SUBMISSION_INCOMPLETE'), needs: ['words'] },
    listed: grandfather,
  },
  returned: { submitted: step('SUBMISSION_CORRECTED') },
  'accepted-for-test': { 'lab-certification': step('TESTING_BEGINS'), refused: refuse },
  'lab-certification': { 'data-package-review': pass, failed: fail, refused: refuse },
  failed: { 'lab-certification': retest, refused: refuse },
  'data-package-review': { 'integration-test': pass, failed: fail, refused: refuse },
  'integration-test': { 'operational-test': pass, failed: fail, refused: refuse },
  'operational-test': {
    listed: list(EARNED, 'REQUIREMENTS_MET', 'REQUIREMENTS_MET_CONDITIONALLY'),
    failed: fail,
    refused: refuse,
  },
  listed: {
    listed: list(EARNED, 'RENEWED', 'FIELD_TEST_PASSED'),
    'change-pending': { ...step('CHANGE_NOTIFIED'), roles: DECIDING, needs: ['words'] },
    suspended: suspend,
    removed: remove,
  },
  'change-pending': {
    listed: list(ANY, 'CHANGE_ACCEPTED'),
    'lab-certification': { ...retest, roles: DECIDING },
    suspended: suspend,
    removed: remove,
  },
  suspended: { listed: restore, 'lab-certification': { ...retest, roles: DECIDING }, removed: remove },
  expired: {
    'lab-certification': retest,
    listed: list(EARNED, 'RENEWED'),
    removed: { ...remove, reasons: [...AGAINST_LISTED, 'APPROVAL_LAPSED'] },
  },
  removed: {},
  refused: {},
};

const deviceSuspend: Rules = { ...suspend, reasons: [...AGAINST_DEVICE, 'UNDER_INQUIRY'] };
const deviceRemove: Rules = { ...remove, reasons: AGAINST_DEVICE, needs: ['words'] };
const DEVICE: Readonly<Record<DeviceState, Readonly<Partial<Record<DeviceState, Rules>>>>> = {
  active: { suspended: deviceSuspend, removed: deviceRemove },
  suspended: {
    active: {
      ...restore,
      // Its configuration is what has been evaluated; the device itself is looked at again.
      needs: ['words', 'evidence'],
      sections: [],
    },
    removed: deviceRemove,
  },
  removed: {},
};

function rowsOf(
  subject: SubjectKind,
  table: Readonly<Record<string, Readonly<Partial<Record<string, Rules>>>>>,
): Transition[] {
  return Object.entries(table).flatMap(([from, ways]) =>
    Object.entries(ways).map(([to, rules]) => ({ subject, from, to, ...(rules as Rules) }) as Transition),
  );
}

/**
 * Every step that people can take, by whom, with how many signatures, for which reasons. Whatever is not here is refused. Only the
 * clock leads to `expired`: see `effectiveState`. A configuration that was removed or refused begins again as another one.
 */
export const LIFE_CYCLE: readonly Transition[] = [
  ...rowsOf('configuration', CONFIGURATION),
  ...rowsOf('device', DEVICE),
];

/** The step between two states; `undefined` where the table has none. */
export function transitionOf(subject: SubjectKind, from: string, to: string): Transition | undefined {
  return LIFE_CYCLE.find((row) => row.subject === subject && row.from === from && row.to === to);
}

/** Where it can go from a state; with roles, only what one of them may sign. */
export function nextSteps(subject: SubjectKind, state: string, roles?: readonly string[]): readonly Transition[] {
  return LIFE_CYCLE.filter(
    (row) =>
      row.subject === subject &&
      row.from === state &&
      (roles === undefined || row.roles.some((role) => roles.includes(role))),
  );
}

/** How many different officers must sign; `threshold` is what the agency's descriptor asks for of equipment authorities. */
export function signaturesNeeded({ signatures }: Transition, threshold: number): number {
  return signatures === 'threshold' ? Math.max(2, threshold) : signatures;
}
