import type { EquipmentFlag } from '@garita/api';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './equipment-flags.module.css';
import { useFlagWords } from './flag-words.ts';

/** The equipment that made a scan lost trust: said over everything that rests on the scan. */
export function EquipmentFlags({ flags }: { readonly flags: readonly EquipmentFlag[] }): ReactNode {
  const wordsOf = useFlagWords();
  if (flags.length === 0) return null;
  return (
    <div role="status" className={classes.flags}>
      {flags.map((flag) => (
        <p key={flag.decision} className={classes.flag} data-restored={flag.restoredAt !== null || undefined}>
          {flag.restoredAt === null ? (
            <IconAlertTriangle size={20} aria-hidden />
          ) : (
            <IconInfoCircle size={20} aria-hidden />
          )}
          <span>{wordsOf(flag)}</span>
        </p>
      ))}
    </div>
  );
}
