import { type LogEntryBody, logEntryList, status as statusSchema } from '@garita/api';
import { Anchor, Button, Table } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../app/api.ts';
import { useEvents } from '../app/events.ts';
import { type PlainKey, useWords } from '../i18n/language.tsx';
import { Empty } from '../ui/empty.tsx';
import { Failure } from '../ui/failure.tsx';
import { Hash } from '../ui/hash.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useNow } from '../ui/use-now.ts';
import classes from './log-page.module.css';

const KINDS: Readonly<Record<string, PlainKey>> = {
  'scan-admitted': 'log.kind.scan-admitted',
  'scan-quarantined': 'log.kind.scan-quarantined',
  decision: 'log.kind.decision',
  outcome: 'log.kind.outcome',
  share: 'log.kind.share',
  received: 'log.kind.received',
  receipted: 'log.kind.receipted',
  question: 'log.kind.question',
  'trust-list': 'log.kind.trust-list',
  agreement: 'log.kind.agreement',
  descriptor: 'log.kind.descriptor',
  'equipment-record': 'log.kind.equipment-record',
  'equipment-decision': 'log.kind.equipment-decision',
  credential: 'log.kind.credential',
  'status-list': 'log.kind.status-list',
};

/** The agency's log: its head, who witnessed it, and its newest entries. */
export function LogPage(): ReactNode {
  const { say } = useWords();
  const status = useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => api.get('/api/v1/status', statusSchema, {}, signal),
    refetchInterval: 3000,
  });
  const entries = useInfiniteQuery({
    queryKey: ['log-entries'],
    queryFn: ({ pageParam, signal }) =>
      api.get('/api/v1/log/entries', logEntryList, { before: pageParam, limit: 50 }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  // Only the first page moves, and only while nobody has read on.
  useEvents(() => {
    if (entries.data?.pages.length === 1 && !entries.isFetching) void entries.refetch();
  });
  const shown = entries.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <div className={classes.page}>
      <PageHead title={say('log.title')} lead={say('log.lead')} />
      {status.data && <Head log={status.data.log} />}
      {entries.error ? (
        <Failure error={entries.error} retry={() => void entries.refetch()} />
      ) : entries.isPending ? (
        <Loading />
      ) : shown.length === 0 ? (
        <Empty title={say('log.empty')} />
      ) : (
        <>
          <Table className={classes.entries} stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say('log.column.index')}</Table.Th>
                <Table.Th>{say('log.column.when')}</Table.Th>
                <Table.Th>{say('log.column.kind')}</Table.Th>
                <Table.Th>{say('log.column.scan')}</Table.Th>
                <Table.Th>{say('log.column.leaf')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((entry) => (
                <Entry key={entry.index} entry={entry} witnessed={(status.data?.log.cosignedSize ?? 0) > entry.index} />
              ))}
            </Table.Tbody>
          </Table>
          {entries.hasNextPage && (
            <Button variant="default" loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
              {say('log.more')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function Head({
  log,
}: {
  readonly log: { origin: string; vkey: string; size: number; cosignedSize: number; cosignedAt: number | null };
}): ReactNode {
  const { say, formats } = useWords();
  const now = useNow();
  return (
    <section className={classes.head}>
      <p>
        <strong>{say('log.size', { count: formats.number(log.size) })}</strong>{' '}
        {log.cosignedAt === null
          ? say('log.notWitnessed')
          : say('log.witnessed', { count: formats.number(log.cosignedSize), span: formats.span(now - log.cosignedAt) })}
      </p>
      <p className={classes.quiet}>{say('log.open')}</p>
      <dl>
        <dt>{say('log.origin')}</dt>
        <dd>
          <code>{log.origin}</code>
        </dd>
        <dt>{say('log.vkey')}</dt>
        <dd>
          <code>{log.vkey}</code>
        </dd>
        <dt>{say('log.checkpoint')}</dt>
        <dd>
          <Anchor href="/log/checkpoint" target="_blank" rel="noreferrer">
            /log/checkpoint
          </Anchor>
        </dd>
      </dl>
    </section>
  );
}

function Entry({ entry, witnessed }: { readonly entry: LogEntryBody; readonly witnessed: boolean }): ReactNode {
  const { say, formats } = useWords();
  const kind = KINDS[entry.kind];
  return (
    <Table.Tr>
      <Table.Td>
        {formats.number(entry.index)}{' '}
        <span className={classes.quiet}>{witnessed ? say('log.isWitnessed') : say('log.isWaiting')}</span>
      </Table.Td>
      <Table.Td>{entry.at === null ? '' : formats.moment(entry.at)}</Table.Td>
      <Table.Td>{kind ? say(kind) : entry.kind}</Table.Td>
      <Table.Td>
        {entry.scan !== null && (
          <Link to="/cases/$scan" params={{ scan: entry.scan }}>
            {entry.scan.slice(0, 12)}…
          </Link>
        )}
      </Table.Td>
      <Table.Td>
        <Hash value={entry.leafHash} />
      </Table.Td>
    </Table.Tr>
  );
}
