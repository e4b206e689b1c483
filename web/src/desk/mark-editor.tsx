import { CONTRABAND_KINDS } from '@garita/review';
import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { useDesk } from './desk-context.ts';
import classes from './side-panel.module.css';
import type { DeskMark } from './use-marks.ts';

const CERTAINTIES = ['possible', 'likely', 'certain'] as const;

/** What a mark says: the kind, how certain, and words. The category of DICOS follows from the kind. */
export function MarkEditor({ mark }: { readonly mark: DeskMark }): ReactNode {
  const { say } = useWords();
  const { marks } = useDesk();
  const { id } = mark;
  return (
    <div className={classes.markEditor}>
      <NativeSelect
        size="xs"
        label={say('desk.mark.kind')}
        value={mark.contraband ?? ''}
        onChange={({ currentTarget }) =>
          marks.change(id, { contraband: currentTarget.value === '' ? null : currentTarget.value })
        }
        data={[
          { value: '', label: say('desk.mark.unnamed') },
          ...CONTRABAND_KINDS.map((kind) => ({ value: kind, label: say(`contraband.${kind}`) })),
        ]}
        description={
          mark.threatCategory === null ? undefined : say('desk.mark.category', { category: mark.threatCategory })
        }
      />
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={say('desk.mark.certainty')}
        value={mark.certainty ?? ''}
        onChange={(certainty) => marks.change(id, { certainty: CERTAINTIES.find((one) => one === certainty) ?? null })}
        data={CERTAINTIES.map((certainty) => ({ value: certainty, label: say(`certainty.${certainty}`) }))}
      />
      <TextInput
        size="xs"
        label={say('desk.mark.text')}
        value={mark.text}
        maxLength={300}
        onChange={({ currentTarget }) => marks.change(id, { text: currentTarget.value }, 'text')}
      />
    </div>
  );
}
