import { questionList } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../app/api.ts';
import { useWords } from '../i18n/language.tsx';
import { Empty } from '../ui/empty.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { QuestionThread } from '../ui/sharing/question-thread.tsx';
import { useRefresh } from '../ui/use-refresh.ts';
import classes from './sharing-page.module.css';

/** The server's largest page: open questions are few, and each belongs to a case. */
const LIMIT = 200;

/** Questions both ways, newest first; those that wait for our answer can be answered here. */
export function QuestionsTab(): ReactNode {
  const { say } = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['questions', 'all'],
    queryFn: ({ signal }) => api.get('/api/v1/questions', questionList, { limit: LIMIT }, signal),
  });
  useRefresh(
    ({ step }) => step === 'question' || step === 'answer',
    () => void refetch(),
  );
  if (!data) return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />;
  if (data.questions.length === 0)
    return <Empty title={say('exchange.emptyQuestions')} text={say('exchange.emptyQuestionsText')} />;
  return (
    <ul className={classes.questions}>
      {data.questions.map((question) => (
        <li key={question.question}>
          <Link to="/cases/$scan" params={{ scan: question.scan }} title={question.scan}>
            {say('exchange.case', { scan: question.scan.slice(0, 12) })}
          </Link>
          <QuestionThread question={question} changed={() => void refetch()} />
        </li>
      ))}
    </ul>
  );
}
