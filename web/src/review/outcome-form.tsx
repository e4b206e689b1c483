import { type InspectionBody, type OutcomeBody, outcomeResult } from '@garita/api';
import { Button, Group, Radio, Stack, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { outbox } from './browser-outbox.ts';
import { DecideFailure } from './decide-failure.tsx';
import { FindFields } from './find-fields.tsx';
import { EMPTY_FIND, type FindInput, findOf } from './find-of.ts';
import { signOutcome } from './sign-documents.ts';

/** A signed outcome has at most so many finds. */
const MOST_FINDS = 16;

/** What an examination found: signed in this browser and sent as a decision is. For whoever decides. */
export function OutcomeForm(props: {
  readonly inspection: InspectionBody;
  readonly onDone: () => void;
  readonly onCancel?: () => void;
}): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const [result, setResult] = useState<OutcomeBody['result']>('nothing');
  const [finds, setFinds] = useState<readonly FindInput[]>([EMPTY_FIND]);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const found = result === 'found' ? finds.map(findOf) : [];
  const bad = found.some((find) => find === undefined);
  const send = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const whole = found.filter((find) => find !== undefined);
      await outbox.add(await signOutcome(session, props.inspection, { result, finds: whole, note }));
      props.onDone();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      aria-label={say('review.outcome.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!bad && !busy) void send();
      }}
    >
      <Stack gap="sm">
        <Radio.Group
          label={say('review.outcome.result')}
          value={result}
          onChange={(value) => setResult(outcomeResult.options.find((one) => one === value) ?? 'nothing')}
        >
          <Group gap="md" mt={4}>
            {outcomeResult.options.map((one) => (
              <Radio key={one} value={one} label={say(`outcome.${one}`)} />
            ))}
          </Group>
        </Radio.Group>
        {result === 'found' &&
          finds.map((find, index) => (
            <FindFields
              // biome-ignore lint/suspicious/noArrayIndexKey: finds have no name of their own, and change by place
              key={index}
              number={index + 1}
              value={find}
              onChange={(changed) => setFinds(finds.map((one, at) => (at === index ? changed : one)))}
              onRemove={finds.length > 1 ? () => setFinds(finds.filter((_, at) => at !== index)) : undefined}
            />
          ))}
        {result === 'found' && finds.length < MOST_FINDS && (
          <Group>
            <Button size="compact-sm" variant="default" onClick={() => setFinds([...finds, EMPTY_FIND])}>
              {say('review.outcome.add')}
            </Button>
          </Group>
        )}
        <Textarea
          label={say('review.outcome.note')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={2}
          maxRows={8}
        />
        {failure !== undefined && <DecideFailure error={failure} />}
        <Group>
          <Button type="submit" loading={busy} disabled={bad}>
            {say('review.outcome.sign')}
          </Button>
          {props.onCancel && (
            <Button variant="default" onClick={props.onCancel}>
              {say('review.outcome.cancel')}
            </Button>
          )}
        </Group>
        {props.inspection.outcome !== null && <p>{say('review.outcome.correct')}</p>}
      </Stack>
    </form>
  );
}
