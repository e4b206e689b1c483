import type { ConfigurationView, KeptRecord, Requirement } from '@garita/api';
import { Button, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { useRecordTitle } from '../parts/record-title.ts';
import { PaneForm } from './pane-form.tsx';
import { PaneRecord } from './pane-record.tsx';
import classes from './review.module.css';
import { readSide, type Side, writeSide } from './side.ts';

export interface PaneProps {
  readonly name: string;
  readonly view: ConfigurationView;
  readonly side: Side | undefined;
  readonly requirement: Requirement | undefined;
  readonly mayWrite: boolean;
  /** Shows something else here, or on the other side. */
  readonly onShow: (side: Side | undefined) => void;
  readonly onBeside: (side: Side) => void;
}

/** One side of the desk: a record to read, or one to write. */
export function Pane(props: PaneProps): ReactNode {
  const { say } = useWords();
  const titleOf = useRecordTitle();
  const { view, side } = props;
  const option = (kind: Side['kind']) => (record: KeptRecord) => ({
    value: writeSide({ kind, id: record.id }),
    label: titleOf(record),
  });
  const groups = [
    { group: say('eq.kind.evidence'), items: view.evidence.map(option('evidence')) },
    { group: say('work.findings'), items: view.findings.map(option('finding')) },
    { group: say('work.assertions'), items: view.assertions.map(option('assertion')) },
    {
      group: say('work.alsoLook'),
      items: [option('standard')(view.standard), option('supplier')(view.maker)],
    },
    ...(props.mayWrite
      ? [
          {
            group: say('work.write'),
            items: [
              { value: 'new:evidence', label: say('work.newEvidence') },
              { value: 'new:finding', label: say('work.newFinding') },
            ],
          },
        ]
      : []),
  ].filter(({ items }) => items.length > 0);
  const record = recordOf(view, side);
  const isForm = side?.kind === 'new' || side?.kind === 'edit-evidence' || side?.kind === 'edit-finding';
  return (
    <section className={classes.pane} aria-label={props.name}>
      <header>
        <Select
          size="xs"
          className={classes.what ?? ''}
          aria-label={say('work.side.what', { side: props.name })}
          placeholder={say('work.side.choose')}
          data={groups}
          value={
            side ? writeSide(isForm && record ? { kind: record.kind as Side['kind'], id: record.id } : side) : null
          }
          searchable
          nothingFoundMessage={say('form.nothingFound')}
          maxDropdownHeight={420}
          onChange={(value) => props.onShow(readSide(value ?? undefined))}
        />
        {record && !isForm && props.mayWrite && (record.kind === 'evidence' || record.kind === 'finding') && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => props.onShow({ kind: `edit-${record.kind}`, id: record.id })}
          >
            {say('work.newVersion')}
          </Button>
        )}
      </header>
      <div className={classes.scrolls}>
        {isForm && side ? (
          <PaneForm {...props} side={side} record={record} />
        ) : record ? (
          <PaneRecord record={record} view={view} onBeside={props.onBeside} />
        ) : (
          <p className={classes.nothing}>{say(side ? 'work.side.gone' : 'work.side.nothing')}</p>
        )}
      </div>
    </section>
  );
}

function recordOf(view: ConfigurationView, side: Side | undefined): KeptRecord | undefined {
  const named = (records: readonly KeptRecord[]) => records.find(({ id }) => id === side?.id);
  switch (side?.kind) {
    case 'evidence':
    case 'edit-evidence':
      return named(view.evidence);
    case 'finding':
    case 'edit-finding':
      return named(view.findings);
    case 'assertion':
      return named(view.assertions);
    case 'standard':
      return view.standard;
    case 'supplier':
      return view.maker;
    default:
      return undefined;
  }
}
