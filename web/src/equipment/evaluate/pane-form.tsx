import type { ConfigurationView, KeptRecord, Requirement } from '@garita/api';
import { type ReactNode, useMemo, useState } from 'react';
import { serverNow } from '../../app/server-clock.ts';
import { useSession } from '../../app/session.tsx';
import { draftOf, emptyResult } from '../forms/draft.ts';
import type { Draft } from '../forms/field.ts';
import { randomEnd } from '../forms/random-end.ts';
import { RECORD_FIELDS } from '../forms/record-fields.ts';
import { RecordForm } from '../forms/record-form.tsx';
import type { Side } from './side.ts';

/** Evidence or a finding being written while the other side is read; it begins with what the requirement asks. */
export function PaneForm(props: {
  readonly view: ConfigurationView;
  readonly side: Side;
  readonly record: KeptRecord | undefined;
  readonly requirement: Requirement | undefined;
  readonly onShow: (side: Side | undefined) => void;
}): ReactNode {
  const session = useSession();
  const { view, side, record, requirement, onShow } = props;
  const kind = side.id === 'finding' || side.kind === 'edit-finding' ? 'finding' : 'evidence';
  const configuration = view.line.configuration;
  const isSample = view.line.sample;
  const [end] = useState(randomEnd);
  const begin = useMemo<Draft>(() => {
    if (record?.kind === kind) return draftOf(RECORD_FIELDS[kind], record.body as Draft);
    return { ...beginning(kind, requirement), sample: isSample };
  }, [kind, record, requirement, isSample]);
  const fixed = kind === 'finding' ? { configuration, reviewer: session.person, at: serverNow() } : { configuration };
  return (
    <RecordForm
      key={`${kind} ${record?.version ?? 'new'}`}
      kind={kind}
      record={record}
      newId={`${kind === 'finding' ? 'finding' : 'evidence'}-${end}`}
      begin={begin}
      fixed={fixed}
      configuration={configuration}
      onSaved={(saved) => onShow({ kind, id: saved.id })}
      onCancel={() => onShow(record ? { kind, id: record.id } : undefined)}
    />
  );
}

function beginning(kind: 'evidence' | 'finding', requirement: Requirement | undefined): Draft {
  if (kind === 'finding') return requirement?.kind === 'gate' ? { gate: requirement.gate } : {};
  switch (requirement?.kind) {
    case 'detection':
      return { results: [{ ...emptyResult('trials', serverNow()), threatClass: requirement.threatClass }] };
    case 'false-alarm':
      return {
        results: [
          {
            ...emptyResult('trials', serverNow()),
            outcome: 'false-alarm',
            threatClass: requirement.threatClass ?? '',
          },
        ],
      };
    case 'measure':
      return {
        results: [{ ...emptyResult('measure', serverNow()), measure: requirement.measure, unit: requirement.unit }],
      };
    case 'evidence':
      return { type: requirement.evidenceType };
    default:
      return {};
  }
}
