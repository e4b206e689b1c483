import type { AssessedOutcome } from '@garita/api';
import { IconAlertTriangle, IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';

const LOOK = {
  pass: ['good', IconCheck],
  conditional: ['attention', IconAlertTriangle],
  fail: ['bad', IconX],
  'not-assessed': ['note', IconQuestionMark],
} as const satisfies Record<AssessedOutcome, readonly [Tone, typeof IconCheck]>;

/** Met, met with conditions, not met, or not assessed: in a word and a mark. */
export function OutcomeBadge({ outcome }: { readonly outcome: AssessedOutcome }): ReactNode {
  const { say } = useWords();
  const [tone, Mark] = LOOK[outcome];
  return (
    <Badge tone={tone}>
      <Mark size="1em" stroke={2.5} aria-hidden />
      {say(`eq.outcome.${outcome}`)}
    </Badge>
  );
}
