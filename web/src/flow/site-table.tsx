import type { LaneFlow, SiteFlow, SiteFlowList } from '@garita/api';
import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Empty } from '../ui/empty.tsx';
import { useNow } from '../ui/use-now.ts';
import { usePlaceNames } from '../ui/use-register.ts';
import classes from './supervisor-page.module.css';

const TONE: Readonly<Record<LaneFlow['state'], Tone>> = {
  up: 'good',
  silent: 'attention',
  unknown: 'quiet',
  'not-live': 'quiet',
};

/** Each site that works: its queue and age, what flows, and its lanes with the reason when one is silent. */
export function SiteTable({ flow }: { readonly flow: SiteFlowList }): ReactNode {
  const { say } = useWords();
  const working = flow.sites.filter(({ lanes }) => lanes.some(({ planned }) => planned === 'live'));
  if (working.length === 0) return <Empty title={say('supervision.noSites')} />;
  return (
    <Table.ScrollContainer minWidth={1000}>
      <Table className={classes.sites}>
        <Table.Thead>
          <Table.Tr>
            {(['site', 'waiting', 'oldest', 'late', 'admitted', 'decided', 'shared', 'lanes'] as const).map(
              (column) => (
                <Table.Th key={column}>{say(`supervision.column.${column}`)}</Table.Th>
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {working.map((site) => (
            <Site key={site.site} site={site} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Site({ site }: { readonly site: SiteFlow }): ReactNode {
  const { say, formats } = useWords();
  const places = usePlaceNames();
  const now = useNow();
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Link to="/worklist" search={{ state: 'waiting', site: site.site }}>
          {places.site(site.site)}
        </Link>
      </Table.Th>
      <Table.Td>{formats.number(site.waiting)}</Table.Td>
      <Table.Td>{site.oldestOpenedAt === null ? '–' : formats.span(now - site.oldestOpenedAt)}</Table.Td>
      <Table.Td>
        {site.late === 0 ? (
          '0'
        ) : (
          <Badge tone="attention">{say('supervision.late', { count: formats.number(site.late) })}</Badge>
        )}
      </Table.Td>
      <Table.Td>{formats.number(site.admittedLastHour)}</Table.Td>
      <Table.Td>{formats.number(site.decidedLastHour)}</Table.Td>
      <Table.Td>{formats.number(site.sharedLastHour)}</Table.Td>
      <Table.Td>
        <ul className={classes.lanes}>
          {site.lanes
            .filter(({ planned }) => planned === 'live')
            .map((lane) => (
              <li key={lane.lane}>
                <span>{places.lane(lane.lane)}</span>
                <Badge tone={TONE[lane.state]}>{say(`supervision.lane.${lane.state}`)}</Badge>
                {lane.lastScanAt !== null && (
                  <span className={classes.quiet}>
                    {say('supervision.lastScan', { span: formats.span(now - lane.lastScanAt) })}
                  </span>
                )}
                {lane.standing !== 'approved' && <Badge tone="bad">{say(`standing.${lane.standing}`)}</Badge>}
              </li>
            ))}
        </ul>
      </Table.Td>
    </Table.Tr>
  );
}
