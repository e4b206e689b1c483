import type { ShareItem } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import classes from './sharing-page.module.css';

/** What crossed or did not: a scan, or a decision about one; with the way to its case. */
export function ItemCell({ item, scan }: { readonly item: ShareItem; readonly scan: string }): ReactNode {
  const { say } = useWords();
  return (
    <td>
      {say(`exchange.item.${item}`)}
      <br />
      <Link to="/cases/$scan" params={{ scan }} className={classes.case ?? ''} title={scan}>
        {say('exchange.case', { scan: scan.slice(0, 12) })}
      </Link>
    </td>
  );
}
