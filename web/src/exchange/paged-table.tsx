import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Empty } from '../ui/empty.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import classes from './sharing-page.module.css';
import type { Pages } from './use-pages.ts';

/** A table of one kind of row with its loading, empty and failed state, and the way to older rows. */
export function PagedTable<Row>(props: {
  readonly pages: Pages<Row>;
  readonly label: string;
  readonly columns: readonly string[];
  readonly empty: { readonly title: string; readonly text: string };
  row(row: Row): ReactNode;
}): ReactNode {
  const { pages, columns, empty } = props;
  const { say } = useWords();
  if (!pages.rows) return pages.error ? <Failure error={pages.error} retry={pages.refresh} /> : <Loading />;
  return (
    <>
      {pages.error && <Failure error={pages.error} retry={pages.refresh} />}
      {pages.isBehind && (
        <Button className={classes.behind ?? ''} size="compact-sm" onClick={pages.refresh}>
          {say('exchange.reload')}
        </Button>
      )}
      {pages.rows.length === 0 ? (
        <Empty title={empty.title} text={empty.text} />
      ) : (
        <table className={classes.table} aria-label={props.label}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{pages.rows.map(props.row)}</tbody>
        </table>
      )}
      {pages.hasMore && (
        <p className={classes.more}>
          <Button variant="default" size="sm" loading={pages.isLoadingMore} onClick={pages.more}>
            {say('exchange.more')}
          </Button>
        </p>
      )}
    </>
  );
}
