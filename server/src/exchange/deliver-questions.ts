import type { ExchangeNeeds } from './exchange-needs.ts';
import { AT_ONCE, PostInOrder } from './post-in-order.ts';
import type { QuestionTables } from './question-table.ts';
import type { KeptQuestion } from './questions.ts';
import type { Reach } from './reach.ts';

/** Sends our questions, and our answers to the partner's, oldest first. */
export function questionDelivery(needs: ExchangeNeeds, reach: Reach): PostInOrder<KeptQuestion> {
  /** Unless what was sent has changed meanwhile: an answer may have overtaken the reply to its question. */
  const update = async ({ question, state }: KeptQuestion, change: Partial<KeptQuestion>) => {
    await needs.log.append([], async (tx) => {
      await tx
        .tables<QuestionTables>()
        .updateTable('exchange_questions')
        .set(change)
        .where('question', '=', question)
        .where('state', '=', state)
        .execute();
    });
  };
  return new PostInOrder(needs, reach, {
    waiting: () =>
      needs.database
        .tables<QuestionTables>()
        .selectFrom('exchange_questions')
        .selectAll()
        .where('due', '=', 1)
        .orderBy('next_at')
        .orderBy('id')
        .limit(AT_ONCE)
        .execute(),
    post: ({ answer, message, question }) => ({
      path: answer ? `/exchange/v1/questions/${question}/answer` : '/exchange/v1/questions',
      type: 'application/cbor',
      bytes: answer ?? message,
    }),
    taken: (row) => update(row, { due: 0, last_error: null, state: row.state === 'waiting' ? 'delivered' : row.state }),
    postponed: update,
  });
}
