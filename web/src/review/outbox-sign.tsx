import { Button, Popover } from '@mantine/core';
import { IconCloudUp } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useCommands } from '../app/commands.tsx';
import { useEvents } from '../app/events.ts';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { ButtonLink } from '../ui/button-link.tsx';
import { failureText } from '../ui/failure.tsx';
import { outbox } from './browser-outbox.ts';
import classes from './outbox.module.css';
import { isEnded } from './outbox-entry.ts';
import { OutboxList } from './outbox-list.tsx';
import { UndoBar } from './undo-bar.tsx';
import { useClaimNext } from './use-claim-next.ts';
import { useOutbox } from './use-outbox.ts';

/**
 * What this browser has signed and the server has not yet answered for good: how much in the header, the newest with its
 * undo at the foot of every page. Also takes the next case, from wherever one is.
 */
export function OutboxSign(): ReactNode {
  const { say, language } = useWords();
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { pathname, href } = useLocation();
  const entries = useOutbox();
  const [shown, setShown] = useState(false);
  const { person } = session;
  const go = useCallback((scan: string) => void navigate({ to: '/desk/$scan', params: { scan } }), [navigate]);
  const { claiming, next, dismiss } = useClaimNext(go);
  useEffect(() => void outbox.follow(person), [person]);
  useEvents((event) => {
    if (event.step === 'decided' && event.by === person) void outbox.nudge(event.scan);
  });
  // A session that ended, or began anew in another tab, is known by what the server answers.
  const asksSession = entries.some(
    ({ problem, state }) =>
      state !== 'refused' && problem !== null && (problem.status === 401 || problem.code === 'CSRF_REFUSED'),
  );
  useEffect(() => {
    if (asksSession) void queries.invalidateQueries({ queryKey: ['session'] }).then(() => outbox.nudge());
  }, [asksSession, queries]);
  useCommands(session.has('analyst', 'supervisor') ? { 'claim-next': next } : {});
  useEffect(() => {
    if (claiming.state !== 'empty' && claiming.state !== 'failed') return;
    const timer = setTimeout(dismiss, 6000);
    return () => clearTimeout(timer);
  }, [claiming.state, dismiss]);

  const wasIn = useRef(false);
  if (person !== null) wasIn.current = true;
  const ended = person === null && wasIn.current && !pathname.startsWith('/sign-in');
  const open = entries.filter((entry) => !isEnded(entry));
  const refused = open.filter((entry) => entry.state === 'refused' && entry.person === person).length;
  const stuck = open.filter((entry) => entry.problem !== null || entry.person !== person).length;
  return (
    <>
      {(stuck > 0 || shown) && (
        <Popover opened={shown} onChange={setShown} position="bottom-end" width={420} withArrow trapFocus>
          <Popover.Target>
            <Button
              size="compact-sm"
              variant={refused > 0 ? 'filled' : 'default'}
              color={refused > 0 ? 'red' : 'gray'}
              leftSection={<IconCloudUp size={16} aria-hidden />}
              onClick={() => setShown(!shown)}
            >
              {refused > 0
                ? say('review.outbox.signRefused', { count: refused })
                : say('review.outbox.sign', { count: open.length })}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <OutboxList entries={entries} person={person} onLeave={() => setShown(false)} />
          </Popover.Dropdown>
        </Popover>
      )}
      {ended && (
        <div className={classes.bar} data-tone="attention" role="alert">
          <span>{say('review.session.ended')}</span>
          <ButtonLink to="/sign-in" search={{ to: href }} size="compact-sm">
            {say('review.session.signIn')}
          </ButtonLink>
        </div>
      )}
      {!ended && (claiming.state === 'empty' || claiming.state === 'failed') && (
        <div className={classes.bar} data-tone="note" role="status">
          {claiming.state === 'empty' ? say('review.next.empty') : failureText(claiming.error, say, language).message}
        </div>
      )}
      {!ended && claiming.state !== 'empty' && claiming.state !== 'failed' && (
        <UndoBar entries={entries} person={person} onOpen={go} />
      )}
    </>
  );
}
