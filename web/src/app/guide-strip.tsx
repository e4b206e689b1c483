import { inspection, inspectionList, session as sessionSchema } from '@garita/api';
import { Button, CloseButton } from '@mantine/core';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { z } from 'zod';
import { useWords } from '../i18n/language.tsx';
import { failureText } from '../ui/failure.tsx';
import { api } from './api.ts';
import { guideStage, noteGuide, restartGuide, useGuideFacts } from './guide.ts';
import classes from './guide-strip.module.css';
import { useSession } from './session.tsx';

const STAGES = ['open', 'decide', 'verify', 'done'] as const;
const claimed = z.union([inspection, z.undefined()]);

const OWN_TRIES = 12;
const OWN_PAUSE_MS = 500;

/** A truck of this side: the path leads to its copy at the other, which not every place's scans have. One comes within seconds; then any will do. */
async function claimOwn() {
  const query = { state: 'waiting', origin: 'own', kind: 'truck', limit: 1 };
  for (let tried = 0; tried < OWN_TRIES; tried++) {
    const [first] = (await api.get('/api/v1/inspections', inspectionList, query)).inspections;
    const mine =
      first && (await api.post(`/api/v1/inspections/${first.scan}/claim`, {}, inspection).catch(() => undefined));
    if (mine) return mine;
    await new Promise((resolve) => setTimeout(resolve, OWN_PAUSE_MS));
  }
  return undefined;
}

/** In a demonstration: what to do next, in one line, until the newcomer has seen a verified copy at the partner. */
export function GuideStrip(): ReactNode {
  const { say, language } = useWords();
  const session = useSession();
  const facts = useGuideFacts();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string>();
  const stage = guideStage(facts, session.person !== null);

  const opened = /^\/desk\/([0-9a-f]{64})$/.exec(pathname)?.[1];
  useEffect(() => {
    if (opened !== undefined && facts.scan === undefined) noteGuide({ scan: opened });
  }, [opened, facts.scan]);

  const openNext = async () => {
    setProblem(undefined);
    try {
      if (session.person === null) {
        await api.post('/api/v1/session/demo', { person: 'analyst' }, sessionSchema);
        await session.renew();
      }
      const next = (await claimOwn()) ?? (await api.post('/api/v1/inspections/next', {}, claimed));
      if (next) await navigate({ to: '/desk/$scan', params: { scan: next.scan } });
      else setProblem(say('guide.queueEmpty'));
    } catch (error) {
      setProblem(failureText(error, say, language).message);
    }
  };

  if (!session.sample || facts.dismissed || pathname === '/sign-in') return null;
  const mayDecide = session.person === null || session.has('analyst', 'supervisor');
  if (!mayDecide && stage === 'open') return null;
  const at = stage === 'enter' ? 0 : STAGES.indexOf(stage);
  return (
    <aside className={classes.strip} aria-label={say('guide.title')}>
      <ol className={classes.stages}>
        {STAGES.map((one, index) => (
          <li
            key={one}
            data-state={index < at ? 'done' : index === at ? 'now' : 'next'}
            aria-current={index === at ? 'step' : undefined}
          >
            <span>{index + 1}</span>
            {say(`guide.stage.${one}`)}
          </li>
        ))}
      </ol>
      <p className={classes.text}>{problem ?? say(`guide.text.${stage}`)}</p>
      {(stage === 'enter' || stage === 'open') && (
        <Button size="compact-sm" onClick={() => void openNext()}>
          {say(stage === 'enter' ? 'guide.enter' : 'guide.open')}
        </Button>
      )}
      {stage === 'decide' && facts.scan !== undefined && opened !== facts.scan && (
        <Button size="compact-sm" component={Link} to={`/desk/${facts.scan}`}>
          {say('guide.back')}
        </Button>
      )}
      {stage === 'verify' && facts.scan !== undefined && pathname !== `/cases/${facts.scan}` && (
        <Button size="compact-sm" component={Link} to={`/cases/${facts.scan}`}>
          {say('guide.case')}
        </Button>
      )}
      {stage === 'done' && (
        <Button size="compact-sm" variant="default" onClick={restartGuide}>
          {say('guide.again')}
        </Button>
      )}
      <CloseButton
        size="sm"
        aria-label={say('guide.dismiss')}
        title={say('guide.dismiss')}
        onClick={() => noteGuide({ dismissed: true })}
      />
    </aside>
  );
}
