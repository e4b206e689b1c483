import { readRecord, type TrustCrypto, toHex } from '@garita/trust';
import type { CheckReport } from '../ports/check-report.ts';
import type { Database } from '../ports/database.ts';
import type { TransparencyLog } from '../ports/transparency-log.ts';
import type { QuestionTables } from './question-table.ts';

/** Every question and answer is logged as what it is: a text that somebody changed has another hash. */
export async function checkQuestions(
  needs: {
    readonly database: Database;
    readonly crypto: TrustCrypto;
    opening(leafHash: string): ReturnType<TransparencyLog['opening']>;
  },
  report: CheckReport,
): Promise<void> {
  const { database, crypto } = needs;
  const rows = await database.tables<QuestionTables>().selectFrom('exchange_questions').selectAll().execute();
  const recordOf = async (leaf: string) => {
    const entry = await needs.opening(leaf);
    return entry && readRecord(entry.opening.record);
  };
  for (const row of rows) {
    const wrong = (detail: string) => report.problem({ code: 'SHARE_NOT_LOGGED', subject: row.question, detail });
    const asked = await recordOf(row.leaf);
    const hash = toHex(crypto.hasher.sha256(row.message));
    if (asked?.kind !== 'question' || toHex(asked.question) !== hash || hash !== row.question)
      wrong('the log has no entry of this question');
    if (!row.answer || row.answer_leaf === null) continue;
    const answered = await recordOf(row.answer_leaf);
    if (answered?.kind !== 'answer' || toHex(answered.answer) !== toHex(crypto.hasher.sha256(row.answer)))
      wrong('the log has no entry of its answer');
  }
}
