import { shareList } from '@garita/api';
import type { ReactNode } from 'react';
import { api } from '../app/api.ts';
import { useWords } from '../i18n/language.tsx';
import { useAgencyName } from '../ui/agency-name.ts';
import { ShareGrounds, ShareProgress } from '../ui/sharing/share-progress.tsx';
import { ItemCell } from './item-cell.tsx';
import { PagedTable } from './paged-table.tsx';
import { usePages } from './use-pages.ts';

/** What this agency handed over: to whom, under which clause, and how far it came. */
export function SentTab(): ReactNode {
  const { say, formats } = useWords();
  const nameOf = useAgencyName();
  const pages = usePages('sent', ['shared', 'delivered', 'receipted', 'partner-refused'], async (query, signal) => {
    const { shares, next } = await api.get('/api/v1/shares', shareList, query, signal);
    return { rows: shares, next };
  });
  return (
    <PagedTable
      pages={pages}
      label={say('exchange.sent')}
      columns={[say('exchange.col.when'), say('exchange.col.what'), say('exchange.col.why'), say('exchange.col.state')]}
      empty={{ title: say('exchange.emptySent'), text: say('exchange.emptySentText') }}
      row={(share) => (
        <tr key={share.share}>
          <td>
            {formats.moment(share.sharedAt)}
            <br />
            {nameOf(share.recipient)}
          </td>
          <ItemCell item={share.item} scan={share.scan} />
          <td>
            <ShareGrounds share={share} />
          </td>
          <td>
            <ShareProgress share={share} />
          </td>
        </tr>
      )}
    />
  );
}
