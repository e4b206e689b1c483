import type { SiteFlow, SiteRegister } from '@garita/api';
import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import classes from './officials-page.module.css';

/** The map as a table: every site with its operator and what flows. */
export function SiteList(props: {
  readonly register: SiteRegister;
  readonly flow: ReadonlyMap<string, SiteFlow>;
}): ReactNode {
  const { say, language, formats } = useWords();
  const { register, flow } = props;
  const operators = new Map(register.operators.map(({ id, name }) => [id, name[language]]));
  return (
    <section>
      <h2>{say('overview.allSites')}</h2>
      <Table className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            {(['site', 'kind', 'operator', 'working', 'planned', 'admitted', 'shared'] as const).map((column) => (
              <Table.Th key={column}>{say(`overview.column.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {register.sites.map((site) => (
            <Table.Tr key={site.id}>
              <Table.Th scope="row">{site.name[language]}</Table.Th>
              <Table.Td>{say(`site.${site.kind}`)}</Table.Td>
              <Table.Td>{operators.get(site.operator) ?? site.operator}</Table.Td>
              <Table.Td>{formats.number(site.lanes.filter(({ state }) => state === 'live').length)}</Table.Td>
              <Table.Td>{formats.number(site.lanes.filter(({ state }) => state === 'planned').length)}</Table.Td>
              <Table.Td>{formats.number(flow.get(site.id)?.admittedLastHour ?? 0)}</Table.Td>
              <Table.Td>{formats.number(flow.get(site.id)?.sharedLastHour ?? 0)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
