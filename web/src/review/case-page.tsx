import { decodeBase64 } from '@garita/transparency-log';
import { readStatement, type ScanStatement } from '@garita/trust';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { ApiError } from '../app/api.ts';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { EquipmentFlags } from '../ui/equipment-flags.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { CaseDecisions } from './case-decisions.tsx';
import { CaseFiles } from './case-files.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseOutcomes } from './case-outcomes.tsx';
import classes from './case-page.module.css';
import { CasePrior } from './case-prior.tsx';
import { CaseProof } from './case-proof.tsx';
import { CaseRadiation } from './case-radiation.tsx';
import { CaseQuestions, CaseSharing } from './case-sharing.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import { CaseWhat } from './case-what.tsx';
import { NoCase } from './no-case.tsx';
import { useCase } from './use-case.ts';

/** Everything known of one case on one page that can be printed: what, both countries' decisions, and the proof. */
export function CasePage(): ReactNode {
  const { scan } = useParams({ from: '/cases/$scan' });
  const { say, formats, language } = useWords();
  const session = useSession();
  const known = useCase(scan);
  const { detail, error } = known;
  const statement = useMemo(() => detail && statementOf(detail.statement), [detail]);
  if (!detail) {
    if (error instanceof ApiError && error.status === 404) return <NoCase known={known} />;
    return error ? <Failure error={error} retry={known.refresh} /> : <Loading />;
  }
  return (
    <article className={classes.page}>
      {error && <Failure error={error} retry={known.refresh} />}
      <EquipmentFlags flags={detail.equipmentFlags} />
      <CaseHead detail={detail} picture={known.picture} pictureError={known.pictureError} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <CaseDecisions detail={detail} />
          <CaseOutcomes detail={detail} recorded={known.refresh} />
          <CaseProof known={known} detail={detail} />
        </div>
        <div className={classes.column}>
          <CaseWhat detail={detail} statement={statement} />
          <CaseSharing known={known} scan={scan} />
          <CaseQuestions known={known} scan={scan} />
          <CaseRadiation picture={known.picture} />
          <CasePrior detail={detail} />
        </div>
      </div>
      <CaseFiles detail={detail} statement={statement} scan={known.scan} picture={known.picture} />
      <CaseTimeline
        records={{
          ...{ detail, scan: known.scan ?? undefined, shares: known.shares },
          ...{ received: known.received, questions: known.questions },
        }}
      />
      <p className={classes.printOnly}>
        {say('case.printed', {
          time: formats.moment(Date.now()),
          person: `${session.displayName ?? session.person ?? ''}, ${session.name[language]}`,
          address: location.href,
        })}
      </p>
    </article>
  );
}

/** As the server sent it, not yet checked; a statement that cannot be read has a case of another version than this page. */
function statementOf(base64: string): ScanStatement | undefined {
  const bytes = decodeBase64(base64);
  try {
    return bytes && readStatement(bytes);
  } catch {
    return undefined;
  }
}
