import { Button, FileButton, Popover } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useSession } from '../app/session.tsx';
import {
  canSign,
  fingerprintOf,
  forgetKey,
  keepKeyOfFile,
  MOST_KEY_CHARACTERS,
  makeKey,
  SIGNING_KEY_QUERY,
  type SigningKey,
  SigningKeyError,
  useSigningKey,
} from '../app/signing-key.ts';
import { useWords } from '../i18n/language.tsx';
import { Badge } from '../ui/badge.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { HandOver } from './hand-over.tsx';
import classes from './people.module.css';

/** The key this person signs with in this browser: whether there is one, which, and how to get one. */
export function KeySection({ person }: { readonly person: string }): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const queries = useQueryClient();
  const { data: key, error, refetch } = useSigningKey(session);
  const [failure, setFailure] = useState<unknown>();
  const [replacing, setReplacing] = useState(false);
  const change = async (work: () => Promise<void>) => {
    setFailure(undefined);
    try {
      await work();
      setReplacing(false);
    } catch (problem) {
      setFailure(problem);
    }
    await queries.invalidateQueries({ queryKey: SIGNING_KEY_QUERY });
  };
  const load = (file: File | null) => {
    if (file) void change(async () => keepKeyOfFile(person, await file.slice(0, MOST_KEY_CHARACTERS).text()));
  };
  const signs = session.has('analyst', 'supervisor');
  return (
    <section aria-labelledby="key" className={classes.wide}>
      <h2 id="key">{say('people.key.title')}</h2>
      <div className={classes.key}>
        <p>{say('people.key.lead')}</p>
        {!canSign() && <Problem text="people.key.insecure" wayOut="people.key.insecureWay" />}
        {error && <Failure error={error} retry={() => void refetch()} />}
        {canSign() && !error && key === undefined && <Loading />}
        {key && <KeyState keyHeld={key} />}
        {key === null && canSign() && (
          <div className={classes.keyState}>
            <Badge tone={signs ? 'attention' : 'quiet'}>{say('people.key.none')}</Badge>
            <span>{say(signs ? 'people.key.noneText' : 'people.key.notSigner')}</span>
          </div>
        )}
        {failure instanceof SigningKeyError ? (
          <Problem
            text={failure.code === 'KEY_UNREADABLE' ? 'people.key.unreadable' : 'people.key.otherKind'}
            wayOut={failure.code === 'KEY_UNREADABLE' ? 'people.key.unreadableWay' : 'people.key.otherKindWay'}
          />
        ) : (
          failure !== undefined && <Failure error={failure} />
        )}
        {canSign() && (signs || key) && key !== undefined && (
          <div className={classes.actions}>
            {key === null || replacing ? (
              <>
                <FileButton onChange={load} accept=".key,.pem,application/x-pem-file">
                  {(props) => (
                    <Button {...props} variant={key ? 'default' : 'filled'}>
                      {say('people.key.load')}
                    </Button>
                  )}
                </FileButton>
                <Button variant="default" onClick={() => void change(() => makeKey(person))}>
                  {say('people.key.make')}
                </Button>
                <p className={classes.hint}>{say('people.key.loadHint')}</p>
              </>
            ) : (
              <Button variant="default" onClick={() => setReplacing(true)}>
                {say('people.key.replace')}
              </Button>
            )}
            {key && key.source !== 'demo' && <Forget onForget={() => void change(() => forgetKey(person))} />}
          </div>
        )}
        {key && key.source !== 'demo' && <HandOver keyHeld={key} person={person} />}
      </div>
    </section>
  );
}

function KeyState({ keyHeld }: { readonly keyHeld: SigningKey }): ReactNode {
  const { say } = useWords();
  return (
    <>
      <div className={classes.keyState}>
        <Badge tone={keyHeld.source === 'demo' ? 'note' : 'good'}>{say('people.key.ready')}</Badge>
        <span>{say(`people.key.source.${keyHeld.source}`)}</span>
      </div>
      <dl className={classes.facts}>
        <dt>{say('people.key.fingerprint')}</dt>
        <dd className={classes.fingerprint}>{fingerprintOf(keyHeld).replace(/(.{4})(?=.)/g, '$1 ')}</dd>
      </dl>
    </>
  );
}

function Problem(props: {
  readonly text: 'people.key.insecure' | 'people.key.unreadable' | 'people.key.otherKind';
  readonly wayOut: 'people.key.insecureWay' | 'people.key.unreadableWay' | 'people.key.otherKindWay';
}): ReactNode {
  const { say } = useWords();
  return (
    <div role="alert">
      <Badge tone="bad">{say(props.text)}</Badge> {say(props.wayOut)}
    </div>
  );
}

function Forget({ onForget }: { readonly onForget: () => void }): ReactNode {
  const { say } = useWords();
  return (
    <Popover width={360} withArrow trapFocus>
      <Popover.Target>
        <Button variant="default">{say('people.key.forget')}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <strong>{say('people.key.forgetSure')}</strong>
        <p>{say('people.key.forgetText')}</p>
        <Button color="red" size="xs" onClick={onForget}>
          {say('people.key.forget')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
