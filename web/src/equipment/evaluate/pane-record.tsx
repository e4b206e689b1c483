import type { ConfigurationView, KeptRecord } from '@garita/api';
import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Hash } from '../../ui/hash.tsx';
import { DocumentPreview } from '../parts/document-preview.tsx';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import { useRecordTitle } from '../parts/record-title.ts';
import { RecordView } from '../parts/record-view.tsx';
import classes from './review.module.css';
import type { Side } from './side.ts';

const CONFIDENCE_TONE = { low: 'attention', medium: 'note', high: 'good' } as const;
const STANDING_TONE = { 'not-verified': 'note', supported: 'good', contradicted: 'bad' } as const;

const IN_HEAD = ['type', 'title', 'gate', 'outcome', 'standing', 'confidence', 'party', 'sample'] as const;

/** A record to look at: what it is, what speaks against it, and its document. */
export function PaneRecord(props: {
  readonly record: KeptRecord;
  readonly view: ConfigurationView;
  readonly onBeside: (side: Side) => void;
}): ReactNode {
  const { say, formats } = useWords();
  const titleOf = useRecordTitle();
  const { record } = props;
  return (
    <article className={classes.record}>
      <h2>{titleOf(record)}</h2>
      <p className={classes.badges}>
        {record.kind === 'evidence' && (
          <>
            <Badge tone="quiet">{say(`eq.evidence.${record.body.type}`)}</Badge>
            <Badge tone={CONFIDENCE_TONE[record.body.confidence]}>
              {say(`eq.confidence.${record.body.confidence}`)}
            </Badge>
          </>
        )}
        {record.kind === 'finding' && <OutcomeBadge outcome={record.body.outcome} />}
        {record.kind === 'assertion' && (
          <Badge tone={STANDING_TONE[record.body.standing]}>{say(`eq.standing.${record.body.standing}`)}</Badge>
        )}
        {record.body.sample && <Badge tone="quiet">{say('form.sample')}</Badge>}
      </p>
      {record.kind === 'assertion' && <p className={classes.quiet}>{say('work.assertionBeside')}</p>}
      {record.kind === 'evidence' && <Counters {...props} record={record} />}
      <RecordView record={record} without={IN_HEAD} />
      {(record.kind === 'evidence' || record.kind === 'assertion') && record.body.document && (
        <DocumentPreview of={record.body.document} />
      )}
      <p className={classes.quiet}>
        {say('work.versionLine', {
          version: formats.number(record.version),
          person: record.by,
          time: formats.moment(record.at),
          index: formats.number(record.logIndex),
        })}{' '}
        <Hash value={record.hash} />
      </p>
    </article>
  );
}

/** What speaks against this evidence, and what it speaks against: each can be put beside it. */
function Counters(props: {
  readonly record: Extract<KeptRecord, { readonly kind: 'evidence' }>;
  readonly view: ConfigurationView;
  readonly onBeside: (side: Side) => void;
}): ReactNode {
  const { say } = useWords();
  const titleOf = useRecordTitle();
  const { record, view, onBeside } = props;
  const evidence = view.evidence.filter((one) => one.kind === 'evidence');
  const counteredBy = evidence.filter(({ body }) => body.counters.includes(record.id));
  const against = evidence.filter(({ id }) => record.body.counters.includes(id));
  return [
    { says: 'work.counteredBy' as const, list: counteredBy },
    { says: 'work.speaksAgainst' as const, list: against },
  ].map(({ says, list }) =>
    list.length === 0 ? null : (
      <p key={says} className={classes.counter}>
        {say(says)}{' '}
        {list.map((one) => (
          <UnstyledButton
            key={one.id}
            className={classes.asLink}
            title={say('work.putBeside')}
            onClick={() => onBeside({ kind: 'evidence', id: one.id })}
          >
            {titleOf(one)}
          </UnstyledButton>
        ))}
      </p>
    ),
  );
}
