import { type QuestionBody, question as questionSchema } from '@garita/api';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { api } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { useAgencyName } from '../agency-name.ts';
import { Badge } from '../badge.tsx';
import classes from './sharing.module.css';
import { TextForm } from './text-form.tsx';

/** One question between the two agencies and its answer, or the place to answer it. */
export function QuestionThread(props: { readonly question: QuestionBody; changed(): void }): ReactNode {
  const { question } = props;
  const { say, formats } = useWords();
  const session = useSession();
  const nameOf = useAgencyName();
  const [isAnswering, setAnswering] = useState(false);
  const isForUs = question.to === session.agency && question.answer === null;
  const mayAnswer = isForUs && session.has('analyst', 'supervisor', 'exchange-officer');
  return (
    <article className={classes.thread}>
      <p className={classes.who}>
        <span>
          {say('exchange.asked', { person: question.by, agency: nameOf(question.from) })},{' '}
          <time dateTime={new Date(question.askedAt).toISOString()}>{formats.moment(question.askedAt)}</time>
        </span>
        <QuestionBadge question={question} isForUs={isForUs} />
      </p>
      <p className={classes.words}>{question.text}</p>
      {question.answer && (
        <div className={classes.reply}>
          <p className={classes.who}>
            {say('exchange.answered', { person: question.answer.by, agency: nameOf(question.to) })},{' '}
            <time dateTime={new Date(question.answer.at).toISOString()}>{formats.moment(question.answer.at)}</time>
          </p>
          <p className={classes.words}>{question.answer.text}</p>
        </div>
      )}
      {mayAnswer && !isAnswering && (
        <Button size="compact-sm" variant="default" onClick={() => setAnswering(true)}>
          {say('exchange.answer')}
        </Button>
      )}
      {mayAnswer && isAnswering && (
        <TextForm
          label={say('exchange.answerLabel', { agency: nameOf(question.from) })}
          send={say('exchange.answerSend')}
          submit={(text) => api.post(`/api/v1/questions/${question.question}/answer`, { text }, questionSchema)}
          done={() => {
            setAnswering(false);
            props.changed();
          }}
        />
      )}
    </article>
  );
}

function QuestionBadge(props: { readonly question: QuestionBody; readonly isForUs: boolean }): ReactNode {
  const { say } = useWords();
  if (props.question.answer) return <Badge tone="good">{say('exchange.q.answered')}</Badge>;
  if (props.isForUs) return <Badge tone="attention">{say('exchange.q.toAnswer')}</Badge>;
  return props.question.state === 'waiting' ? (
    <Badge tone="attention">{say('exchange.q.waiting')}</Badge>
  ) : (
    <Badge tone="note">{say('exchange.q.delivered')}</Badge>
  );
}
