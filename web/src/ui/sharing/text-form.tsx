import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Failure } from '../failure.tsx';
import classes from './sharing.module.css';

/** As the server allows. */
const LONGEST = 2000;

/** A text for the partner: kept in the form until the server has it, so that a failure loses nothing. */
export function TextForm(props: {
  readonly label: string;
  readonly hint?: string;
  readonly send: string;
  submit(text: string): Promise<unknown>;
  done(): void;
}): ReactNode {
  const { say } = useWords();
  const [text, setText] = useState('');
  const [state, setState] = useState<{ readonly busy: boolean; readonly error?: unknown }>({ busy: false });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setState({ busy: true });
    try {
      await props.submit(text.trim());
      setText('');
      setState({ busy: false });
      props.done();
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <Textarea
        label={props.label}
        description={props.hint}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={LONGEST}
        autosize
        minRows={2}
        maxRows={10}
        required
        withAsterisk={false}
        data-autofocus
      />
      <div className={classes.actions}>
        <Button type="submit" size="xs" loading={state.busy} disabled={text.trim() === ''}>
          {props.send}
        </Button>
        <Button type="button" size="xs" variant="subtle" onClick={props.done}>
          {say('exchange.cancel')}
        </Button>
      </div>
      {state.error !== undefined && <Failure error={state.error} />}
    </form>
  );
}
