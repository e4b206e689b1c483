import type { DecisionKind, InspectionDetail, QuestionBody, ReceivedBody, ScanBody, ShareBody } from '@garita/api';

/** One thing that happened to a case. */
export type CaseEvent = { readonly at: number; readonly id: string } & (
  | { readonly kind: 'captured'; readonly device: string }
  | { readonly kind: 'admitted' | 'quarantined'; readonly logIndex: number | null }
  | { readonly kind: 'arrived' | 'verified-here' | 'refused-here'; readonly agency: string }
  | { readonly kind: 'opened' }
  | {
      readonly kind: 'decided';
      readonly agency: string;
      readonly by: string;
      readonly verdict: DecisionKind;
      readonly logIndex: number;
    }
  | { readonly kind: 'shared' | 'delivered' | 'receipted'; readonly agency: string; readonly item: ShareBody['item'] }
  | { readonly kind: 'asked' | 'answered'; readonly agency: string; readonly by: string }
  | { readonly kind: 'outcome'; readonly result: NonNullable<InspectionDetail['outcome']>; readonly by: string }
);

export interface CaseRecords {
  readonly detail: InspectionDetail;
  /** Of an own scan. */
  readonly scan?: ScanBody | undefined;
  readonly shares: readonly ShareBody[];
  readonly received: readonly ReceivedBody[];
  readonly questions: readonly QuestionBody[];
}

/** What happened to a case, oldest first; what happened at one moment in the order of the house. */
export function timelineOf({ detail, scan, shares, received, questions }: CaseRecords): readonly CaseEvent[] {
  const events: CaseEvent[] = [
    { kind: 'captured', id: 'captured', at: detail.capturedAt, device: detail.device },
    ...(scan?.settledAt != null && scan.state !== 'receiving'
      ? [{ kind: scan.state, id: 'admitted', at: scan.settledAt, logIndex: scan.logIndex } as const]
      : []),
    ...received.filter(({ item }) => item === 'scan').flatMap(arrivals),
    { kind: 'opened', id: 'opened', at: detail.openedAt },
    ...[...detail.decisions, ...detail.partnerDecisions].map(
      ({ agency, by, verdict, logIndex, signedAt, decision }): CaseEvent => ({
        ...{ kind: 'decided', id: `decided ${decision}`, at: signedAt },
        ...{ agency, by, verdict, logIndex },
      }),
    ),
    ...shares.flatMap(handings),
    ...questions.flatMap(({ question, from, to, by, askedAt, answer }): CaseEvent[] => [
      { kind: 'asked', id: `asked ${question}`, at: askedAt, agency: from, by },
      ...(answer
        ? [{ kind: 'answered', id: `answered ${question}`, at: answer.at, agency: to, by: answer.by } as const]
        : []),
    ]),
    ...detail.outcomes.map(
      ({ outcome, result, by, at }): CaseEvent => ({ kind: 'outcome', id: `outcome ${outcome}`, at, result, by }),
    ),
  ];
  return events.toSorted((one, other) => one.at - other.at);
}

function arrivals({ share, sender, state, receivedAt, settledAt }: ReceivedBody): CaseEvent[] {
  const arrived = { kind: 'arrived', id: `arrived ${share}`, at: receivedAt, agency: sender } as const;
  if (settledAt === null || state === 'pulling') return [arrived];
  return [
    arrived,
    {
      kind: state === 'verified' ? 'verified-here' : 'refused-here',
      id: `settled ${share}`,
      at: settledAt,
      agency: sender,
    },
  ];
}

function handings({ share, item, recipient, sharedAt, deliveredAt, receiptedAt }: ShareBody): CaseEvent[] {
  const steps = [
    ['shared', sharedAt],
    ['delivered', deliveredAt],
    ['receipted', receiptedAt],
  ] as const;
  return steps.flatMap(([kind, at]) =>
    at === null ? [] : [{ kind, id: `${kind} ${share}`, at, agency: recipient, item }],
  );
}
