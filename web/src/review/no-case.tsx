import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { useAgencyName } from '../ui/agency-name.ts';
import { Empty } from '../ui/empty.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ReasonList } from '../ui/reason-list.tsx';
import { ReceivedProgress } from '../ui/sharing/received-progress.tsx';
import classes from './case-page.module.css';
import type { Case } from './use-case.ts';

/** A scan that never became a case: quarantined here, refused when the partner shared it, or unknown; with all reasons. */
export function NoCase({ known }: { readonly known: Case }): ReactNode {
  const { say, formats } = useWords();
  const nameOf = useAgencyName();
  const { scan, received } = known;
  const reasons = scan?.reasons ?? [];
  const isKnown = reasons.length > 0 || received.length > 0;
  return (
    <div className={classes.page}>
      <PageHead title={say('case.gone')} {...(isKnown && { lead: say('case.goneText') })} />
      {!isKnown && (
        <Empty title={say('case.gone')} text={say('case.goneUnknown')}>
          <Button renderRoot={(root) => <Link to="/worklist" {...root} />} variant="default">
            {say('case.toWorklist')}
          </Button>
        </Empty>
      )}
      {reasons.length > 0 && (
        <>
          <ReasonList reasons={reasons} />
          <p>
            <Link to="/quarantine" search={{ scan: scan?.scan ?? '' }} className={classes.link ?? ''}>
              {say('case.toQuarantine')}
            </Link>
          </p>
        </>
      )}
      {received.map((came) => (
        <section key={came.share} className={classes.section}>
          <h2>
            {say(`exchange.item.${came.item}`)}, {say('case.sharing.cameIn', { agency: nameOf(came.sender) })},{' '}
            {formats.moment(came.receivedAt)}
          </h2>
          <ReceivedProgress received={came} />
        </section>
      ))}
    </div>
  );
}
