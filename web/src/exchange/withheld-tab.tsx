import { shareByHandAnswer, type WithheldList, withheldList } from '@garita/api';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../app/api.ts';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { ClauseWords } from '../ui/sharing/clause-words.tsx';
import { ItemCell } from './item-cell.tsx';
import { PagedTable } from './paged-table.tsx';
import classes from './sharing-page.module.css';
import { usePages } from './use-pages.ts';

type Withheld = WithheldList['withheld'][number];

/** What the agreement kept back, by which clause; it can be asked again by hand. */
export function WithheldTab(): ReactNode {
  const { say, formats } = useWords();
  const pages = usePages('withheld', ['admitted', 'decided', 'shared'], async (query, signal) => {
    const { withheld, next } = await api.get('/api/v1/withheld', withheldList, query, signal);
    return { rows: withheld, next };
  });
  return (
    <PagedTable
      pages={pages}
      label={say('exchange.withheld')}
      columns={[say('exchange.col.when'), say('exchange.col.what'), say('exchange.col.why'), say('exchange.askAgain')]}
      empty={{ title: say('exchange.emptyWithheld'), text: say('exchange.emptyWithheldText') }}
      row={(row) => (
        <tr key={`${row.item} ${row.subject}`}>
          <td>{formats.moment(row.offeredAt)}</td>
          <ItemCell item={row.item} scan={row.scan} />
          <td>
            <ClauseWords policies={row.policies} />
            {row.errors.map((detail) => (
              <p key={detail} className={classes.quiet}>
                {say('exchange.clauseErrors', { detail })}
              </p>
            ))}
          </td>
          <td>
            <AskAgain row={row} asked={pages.refresh} />
          </td>
        </tr>
      )}
    />
  );
}

function AskAgain({ row, asked }: { readonly row: Withheld; asked(): void }): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const ask = useMutation({
    mutationFn: () => api.post(`/api/v1/scans/${row.scan}/share`, undefined, shareByHandAnswer),
    onSuccess: asked,
  });
  if (row.item !== 'scan' || !session.has('supervisor', 'exchange-officer')) return null;
  return (
    <>
      <Button size="compact-sm" variant="default" loading={ask.isPending} onClick={() => ask.mutate()}>
        {say('exchange.askAgain')}
      </Button>
      {ask.data && (
        <span className={classes.quiet} role="status">
          {say(ask.data.state === 'shared' ? 'exchange.askAgainShared' : 'exchange.askAgainDone')}
        </span>
      )}
      {ask.error && <Failure error={ask.error} />}
    </>
  );
}
