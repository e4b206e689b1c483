import { question as questionSchema } from '@garita/api';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { api } from '../app/api.ts';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { useAgencyName } from '../ui/agency-name.ts';
import { QuestionThread } from '../ui/sharing/question-thread.tsx';
import { ReceivedProgress } from '../ui/sharing/received-progress.tsx';
import { ShareGrounds, ShareProgress } from '../ui/sharing/share-progress.tsx';
import { TextForm } from '../ui/sharing/text-form.tsx';
import { useAgreement } from '../ui/use-agreement.ts';
import classes from './case-page.module.css';
import { CaseSection } from './case-section.tsx';
import { ShareByHand } from './share-by-hand.tsx';
import type { Case } from './use-case.ts';

/** What of this case crossed the border and under which clause; sharing it by hand. */
export function CaseSharing({ known, scan }: { readonly known: Case; readonly scan: string }): ReactNode {
  const { say, formats } = useWords();
  const session = useSession();
  const nameOf = useAgencyName();
  const { shares, received, detail, refresh } = known;
  const isOwn = detail?.origin === 'own';
  const isShared = shares.some(({ item, state }) => item === 'scan' && state !== 'withheld');
  const mayShare = isOwn && !isShared && session.has('supervisor', 'exchange-officer');
  return (
    <CaseSection title={say('case.sharing')}>
      <ul className={classes.plain}>
        {received.map((came) => (
          <li key={came.share}>
            <strong>{say(`exchange.item.${came.item}`)}</strong>{' '}
            <span className={classes.quiet}>
              {say('case.sharing.cameIn', { agency: nameOf(came.sender) })}, {formats.moment(came.receivedAt)}
            </span>
            <ReceivedProgress received={came} />
          </li>
        ))}
        {shares.map((share) => (
          <li key={share.share}>
            <strong>{say(`exchange.item.${share.item}`)}</strong>{' '}
            <span className={classes.quiet}>
              {nameOf(share.recipient)}, {formats.moment(share.sharedAt)}
            </span>
            <ShareProgress share={share} />
            <ShareGrounds share={share} />
          </li>
        ))}
      </ul>
      {isOwn && !isShared && <p className={classes.quiet}>{say('exchange.notShared')}</p>}
      {mayShare && <ShareByHand scan={scan} changed={refresh} />}
    </CaseSection>
  );
}

/** Questions between the two agencies about this scan. */
export function CaseQuestions({ known, scan }: { readonly known: Case; readonly scan: string }): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const nameOf = useAgencyName();
  const { agreement } = useAgreement();
  const [isAsking, setAsking] = useState(false);
  const { questions, refresh } = known;
  const partner = agreement?.parties.find((agency) => agency !== session.agency);
  const mayAsk = partner !== undefined && session.has('analyst', 'supervisor', 'exchange-officer');
  return (
    <CaseSection
      title={say('exchange.questions')}
      tools={
        mayAsk &&
        !isAsking && (
          <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
            {say('exchange.ask')}
          </Button>
        )
      }
    >
      {isAsking && partner !== undefined && (
        <TextForm
          label={say('exchange.askLabel', { agency: nameOf(partner) })}
          hint={say('exchange.askHint')}
          send={say('exchange.askSend')}
          submit={(text) => api.post('/api/v1/questions', { scan, text }, questionSchema)}
          done={() => {
            setAsking(false);
            refresh();
          }}
        />
      )}
      {questions.length === 0 && !isAsking && <p className={classes.quiet}>{say('exchange.emptyCaseQuestions')}</p>}
      {questions.map((question) => (
        <QuestionThread key={question.question} question={question} changed={refresh} />
      ))}
    </CaseSection>
  );
}
