import type { DeviceView, LifeState, ListingSection, Standing } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';

const TONE: Readonly<Record<LifeState, Tone>> = {
  draft: 'quiet',
  submitted: 'note',
  returned: 'attention',
  'accepted-for-test': 'note',
  'lab-certification': 'note',
  failed: 'bad',
  'data-package-review': 'note',
  'integration-test': 'note',
  'operational-test': 'note',
  listed: 'good',
  'change-pending': 'attention',
  suspended: 'bad',
  removed: 'bad',
  refused: 'bad',
  expired: 'bad',
};

/** Where a configuration stands; of what is listed, the section of the list it is in. */
export function StateBadge(props: {
  readonly state: LifeState;
  readonly section?: ListingSection | null | undefined;
}): ReactNode {
  const { say } = useWords();
  const { state, section } = props;
  if (state === 'listed' && section) {
    return <Badge tone={section === 'qualified' ? 'good' : 'attention'}>{say(`eq.section.${section}`)}</Badge>;
  }
  return <Badge tone={TONE[state]}>{say(`eq.state.${state}`)}</Badge>;
}

const DEVICE_TONE: Readonly<Record<DeviceView['state'], Tone>> = {
  planned: 'note',
  active: 'good',
  suspended: 'bad',
  removed: 'bad',
  retired: 'quiet',
};

/** Where a device stands. */
export function DeviceStateBadge({ state }: { readonly state: DeviceView['state'] }): ReactNode {
  const { say } = useWords();
  return <Badge tone={DEVICE_TONE[state]}>{say(`deviceView.state.${state}`)}</Badge>;
}

const GATE_TONE: Readonly<Record<Standing, Tone>> = {
  approved: 'good',
  conditional: 'good',
  suspended: 'bad',
  refused: 'bad',
  expired: 'bad',
  unknown: 'quiet',
};

/** What becomes of its scans at this moment, by the signed list in force. */
export function GateBadge({ standing }: { readonly standing: Standing }): ReactNode {
  const { say } = useWords();
  return <Badge tone={GATE_TONE[standing]}>{say(`register.gate.${standing}`)}</Badge>;
}
