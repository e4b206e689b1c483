import type { SigningItem } from '@garita/api';
import { Button, UnstyledButton } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useCommands } from '../../app/commands.tsx';
import { useSession } from '../../app/session.tsx';
import { useSigningKey } from '../../app/signing-key.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { SignFailure } from '../parts/sign-failure.tsx';
import classes from './signing.module.css';
import { SigningDocument } from './signing-document.tsx';
import { useSignItems } from './use-sign-items.ts';
import { useSigning } from './use-signing.ts';

/** What waits for signatures: read each, then sign it, or all that were read at once. */
export function SigningPage(): ReactNode {
  const { say, formats, language } = useWords();
  const session = useSession();
  const mayLook = session.has('equipment-authority', 'evaluator', 'auditor');
  const { data, error, refetch } = useSigning(mayLook);
  const [chosenId, setChosenId] = useState<string>();
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const signing = useSignItems();
  // Before it is needed: without a network it could not be asked for.
  useSigningKey(session);
  const items = data?.items ?? [];
  const chosen = items.find(({ id }) => id === chosenId) ?? items[0];
  const shownId = chosen?.id;
  useEffect(() => {
    if (shownId !== undefined) setSeen((before) => (before.has(shownId) ? before : new Set([...before, shownId])));
  }, [shownId]);
  const mine = items.filter(({ withheld }) => withheld === null);
  const unread = mine.filter(({ id }) => !seen.has(id));
  const isBusy = signing.busy.size > 0;
  const move = (by: number) => {
    const at = items.findIndex(({ id }) => id === shownId);
    const next = items[Math.min(items.length - 1, Math.max(0, at + by))];
    if (next) setChosenId(next.id);
  };
  const sign = (item: SigningItem | undefined) => {
    if (item && item.withheld === null && !isBusy) signing.sign([item]);
  };
  useCommands({ 'item-down': () => move(1), 'item-up': () => move(-1), sign: () => sign(chosen) });
  if (!mayLook) return <Empty title={say('work.forbidden')} />;
  if (!data) return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />;
  return (
    <div className={classes.page}>
      <PageHead title={say('signing.title')} lead={say('signing.lead')}>
        {mine.length > 1 &&
          (unread.length > 0 ? (
            <Button variant="default" onClick={() => setChosenId(unread[0]?.id)}>
              {say('signing.readNext', { read: mine.length - unread.length, count: mine.length })}
            </Button>
          ) : (
            <Button loading={isBusy} onClick={() => signing.sign(mine)}>
              {say('signing.signAll', { count: formats.number(mine.length) })}
            </Button>
          ))}
      </PageHead>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {signing.failure !== undefined && <SignFailure error={signing.failure} />}
      {signing.answers[0] && (
        <p className={classes.answer} role="status">
          {say(signing.answers[0].state === 'in-force' ? 'signing.inForce' : 'signing.stillWaits', {
            kind: say(`signing.kind.${signing.answers[0].kind}`),
            have: signing.answers[0].signers.length,
            needed: signing.answers[0].needed,
          })}
        </p>
      )}
      {chosen === undefined ? (
        <Empty title={say('signing.none')} text={say('signing.noneText')} />
      ) : (
        <div className={classes.columns}>
          <nav aria-label={say('signing.title')}>
            <p className={classes.keys}>
              <KeyHint of="item-down" /> <KeyHint of="item-up" /> {say('signing.keys')} <KeyHint of="sign" />
            </p>
            <ul className={classes.items}>
              {items.map((item) => (
                <li key={item.id}>
                  <UnstyledButton
                    className={classes.item}
                    aria-current={item.id === chosen.id}
                    onClick={() => setChosenId(item.id)}
                  >
                    <span className={classes.kind}>{say(`signing.kind.${item.kind}`)}</span>
                    <strong>{item.title[language]}</strong>
                    <span className={classes.state}>
                      <Badge tone={item.withheld === null ? 'attention' : 'quiet'}>
                        {say('signing.have', { have: item.signers.length, needed: item.needed })}
                      </Badge>
                      {item.withheld === null ? (
                        <small>{say(seen.has(item.id) ? 'signing.read' : 'signing.unread')}</small>
                      ) : (
                        <small>{say('signing.notYours')}</small>
                      )}
                    </span>
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          </nav>
          <SigningDocument
            key={chosen.id}
            item={chosen}
            isSigning={signing.busy.has(chosen.id)}
            isBusy={isBusy}
            onSign={() => sign(chosen)}
          />
        </div>
      )}
    </div>
  );
}
