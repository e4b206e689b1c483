import { receivedList } from '@garita/api';
import type { ReactNode } from 'react';
import { api } from '../app/api.ts';
import { useWords } from '../i18n/language.tsx';
import { useAgencyName } from '../ui/agency-name.ts';
import { ReceivedProgress } from '../ui/sharing/received-progress.tsx';
import { ItemCell } from './item-cell.tsx';
import { PagedTable } from './paged-table.tsx';
import { usePages } from './use-pages.ts';

/** What the partner handed to this agency, and what was found; a refusal with all its reasons. */
export function ReceivedTab(): ReactNode {
  const { say, formats } = useWords();
  const nameOf = useAgencyName();
  const pages = usePages(
    'received',
    ['partner-received', 'partner-refused', 'partner-decided'],
    async (query, signal) => {
      const { received, next } = await api.get('/api/v1/received', receivedList, query, signal);
      return { rows: received, next };
    },
  );
  return (
    <PagedTable
      pages={pages}
      label={say('exchange.received')}
      columns={[say('exchange.col.when'), say('exchange.col.what'), say('exchange.col.state')]}
      empty={{ title: say('exchange.emptyReceived'), text: say('exchange.emptyReceivedText') }}
      row={(received) => (
        <tr key={received.share}>
          <td>
            {formats.moment(received.receivedAt)}
            <br />
            {nameOf(received.sender)}
          </td>
          <ItemCell item={received.item} scan={received.scan} />
          <td>
            <ReceivedProgress received={received} />
          </td>
        </tr>
      )}
    />
  );
}
