import type { ReasonBody, ScanBody } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { explainCode } from '../ui/explain-code.ts';
import { Hash } from '../ui/hash.tsx';
import { usePlaceNames } from '../ui/use-register.ts';
import classes from './quarantine-page.module.css';

/** One scan kept apart: why first, then what to do, then what it is. */
export function QuarantinedScan({ scan, open }: { readonly scan: ScanBody; readonly open: boolean }): ReactNode {
  const { say, formats } = useWords();
  const places = usePlaceNames();
  const where = [scan.site && places.site(scan.site), scan.lane && places.lane(scan.lane), scan.device]
    .filter((part) => part)
    .join(' · ');
  return (
    <li className={classes.scan} data-open={open || undefined}>
      <div className={classes.what}>
        <span>{formats.moment(scan.receivedAt)}</span>
        <span>{where === '' ? say('ingest.unreadable') : where}</span>
        <span className={classes.quiet}>
          {scan.ooiKind !== null && `${say(`kind.${scan.ooiKind}`)} · `}
          {formats.bytes(scan.objects.reduce((sum, { size }) => sum + size, 0))}
        </span>
        <Hash value={scan.scan} />
        {scan.logIndex !== null && (
          <span className={classes.quiet}>{say('ingest.logged', { index: formats.number(scan.logIndex) })}</span>
        )}
        {scan.device !== null && (
          <Link to="/equipment/devices/$id" params={{ id: scan.device }}>
            {say('ingest.device')}
          </Link>
        )}
      </div>
      <ol className={classes.reasons}>
        {scan.reasons.map((reason) => (
          <Reason key={`${reason.code} ${reason.detail}`} reason={reason} objects={scan.objects} />
        ))}
      </ol>
    </li>
  );
}

function Reason({
  reason,
  objects,
}: {
  readonly reason: ReasonBody;
  readonly objects: ScanBody['objects'];
}): ReactNode {
  const { say, language } = useWords();
  const { says, wayOut } = explainCode(reason.code, language);
  const object = reason.object === undefined ? undefined : objects[reason.object];
  return (
    <li>
      <h2>{says}</h2>
      {reason.notice?.map((notice) => (
        <p key={notice.code} className={classes.notice}>
          {say('ingest.listSays')} {notice[language]}
        </p>
      ))}
      <p>
        <strong>{say('ingest.next')}</strong> {wayOut}
      </p>
      <details>
        <summary>{say('ingest.particulars')}</summary>
        <p className={classes.quiet}>
          <code>{reason.code}</code> {reason.detail}
          {object && ` · ${object.name}`}
        </p>
      </details>
    </li>
  );
}
