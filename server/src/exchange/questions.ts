import type { QuestionBody } from '@garita/api';
import { ExchangeError, makeAnswer, makeQuestion, type Question, readAnswer, readQuestion } from '@garita/exchange';
import { encodeRecord, toHex } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { Tx } from '../ports/database.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';
import type { QuestionRow, QuestionTables } from './question-table.ts';
import { walkBetweenUs } from './scans-between-us.ts';
import { storedHash } from './stored-hash.ts';

const HOUR_MS = 3_600_000;
/** Questions of one agency within an hour at most, and of one person: both agencies hold to it. */
export const QUESTIONS_AN_HOUR = 300;
const QUESTIONS_A_PERSON = 60;

export type KeptQuestion = Omit<QuestionRow, 'id'>;

/**
 * Asks the partner about a scan that was handed over between the two: logged and kept here, sent when it can be. Throws
 * `Refusal`: QUESTION_SCAN_NOT_SHARED, QUESTION_TOO_MANY, QUESTION_MALFORMED, AGREEMENT_NONE.
 */
export async function askQuestion(
  asked: { readonly scan: string; readonly text: string; readonly person: string },
  needs: ExchangeNeeds,
): Promise<QuestionBody> {
  const { own, partner, clock } = needs;
  if (!(await needs.agreement())) throw new Refusal(409, 'AGREEMENT_NONE', 'no agreement with the partner is in force');
  if (!(await walkBetweenUs(asked.scan, needs.database)))
    throw new Refusal(404, 'QUESTION_SCAN_NOT_SHARED', 'neither agency handed this scan to the other');
  const ours = await askedLately(own.agency, needs);
  const byPerson = ours.filter(({ by_person }) => by_person === asked.person).length;
  if (ours.length >= QUESTIONS_AN_HOUR || byPerson >= QUESTIONS_A_PERSON)
    throw new Refusal(429, 'QUESTION_TOO_MANY', 'within the last hour', { 'retry-after': '600' });
  const question: Question = {
    v: 1,
    scan: storedHash(asked.scan),
    from: own.agency,
    to: partner.agency,
    by: asked.person,
    text: plain(asked.text),
    askedAt: clock.now(),
  };
  const message = orMalformed(() => makeQuestion(question));
  const kept = await keepQuestion(question, message, needs);
  return bodyOf(kept);
}

/** Logs a question and keeps it, of ours or of the partner's; one that is known changes nothing. */
export async function keepQuestion(
  question: Question,
  message: Uint8Array,
  needs: ExchangeNeeds,
): Promise<KeptQuestion> {
  const { clock, crypto, log, own } = needs;
  const hash = crypto.hasher.sha256(message);
  const at = clock.now();
  const { from, to, by, askedAt } = question;
  const scan = toHex(question.scan);
  const row: Omit<KeptQuestion, 'leaf'> = {
    question: toHex(hash),
    scan,
    ...{ from_agency: from, to_agency: to, by_person: by, asked_at: askedAt, message, kept_at: at },
    state: from === own.agency ? 'waiting' : 'delivered',
    ...{ answer: null, answer_leaf: null, answered_at: null },
    due: from === own.agency ? 1 : 0,
    ...{ attempts: 0, next_at: 0, last_error: null },
  };
  const record = encodeRecord({ v: 1, kind: 'question', at, question: hash, scan: question.scan, from });
  try {
    await log.append([{ kind: 'question', record }], async (tx, [placed]) => {
      if (!placed) throw new Error('a question has no place');
      const inserted = await tx
        .tables<QuestionTables>()
        .insertInto('exchange_questions')
        .values({ ...row, leaf: toHex(placed.leafHash) })
        .onConflict((conflict) => conflict.column('question').doNothing())
        .executeTakeFirst();
      // Rolls the log entry back with it: one question, one entry.
      if (inserted.numInsertedOrUpdatedRows !== 1n) throw new AlreadyKept();
      await noteStep(tx, { scan, step: 'question', by, at }, needs);
    });
  } catch (error) {
    if (!(error instanceof AlreadyKept)) throw error;
  }
  const kept = await findQuestion(row.question, needs);
  if (!kept) throw new Error(`question ${row.question} was logged and is not there`);
  return kept;
}

/** Throws `Refusal`: QUESTION_UNKNOWN, QUESTION_NOT_FOR_US, QUESTION_ANSWERED, QUESTION_MALFORMED. */
export async function answerQuestion(
  given: { readonly question: string; readonly text: string; readonly person: string },
  needs: ExchangeNeeds,
): Promise<QuestionBody> {
  const row = await findQuestion(given.question, needs);
  if (!row) throw new Refusal(404, 'QUESTION_UNKNOWN', 'no such question is here');
  if (row.to_agency !== needs.own.agency) throw new Refusal(409, 'QUESTION_NOT_FOR_US', 'this agency asked it');
  const at = needs.clock.now();
  const answer = { v: 1, question: storedHash(row.question), by: given.person, text: plain(given.text), at } as const;
  const kept = await keepAnswer(
    row,
    orMalformed(() => makeAnswer(answer)),
    needs,
  );
  if (kept === 'answered') throw new Refusal(409, 'QUESTION_ANSWERED', 'somebody answered it before');
  return bodyOf({ ...row, ...kept });
}

/** Logs an answer and keeps it; `answered` when there was one already. */
export async function keepAnswer(row: KeptQuestion, message: Uint8Array, needs: ExchangeNeeds) {
  const { clock, crypto, log, own } = needs;
  const { by } = readAnswer(message);
  const at = clock.now();
  const answer = crypto.hasher.sha256(message);
  const record = encodeRecord({ v: 1, kind: 'answer', at, question: storedHash(row.question), answer });
  const due = row.to_agency === own.agency ? (1 as const) : (0 as const);
  const change = { state: 'answered' as const, answer: message, answered_at: at, due, attempts: 0, next_at: 0 };
  try {
    await log.append([{ kind: 'answer', record }], async (tx, [placed]) => {
      if (!placed) throw new Error('an answer has no place');
      const updated = await tx
        .tables<QuestionTables>()
        .updateTable('exchange_questions')
        .set({ ...change, answer_leaf: toHex(placed.leafHash), last_error: null })
        .where('question', '=', row.question)
        .where('answer', 'is', null)
        .executeTakeFirst();
      if (updated.numUpdatedRows !== 1n) throw new AlreadyKept();
      await noteStep(tx, { scan: row.scan, step: 'answer', by, at }, needs);
    });
  } catch (error) {
    if (error instanceof AlreadyKept) return 'answered';
    throw error;
  }
  return change;
}

export function findQuestion(question: string, { database }: ExchangeNeeds): Promise<KeptQuestion | undefined> {
  return database
    .tables<QuestionTables>()
    .selectFrom('exchange_questions')
    .selectAll()
    .where('question', '=', question)
    .executeTakeFirst();
}

/** Both ways, newest first. */
export async function listQuestions(
  { scan, limit }: { readonly scan?: string | undefined; readonly limit: number },
  { database }: ExchangeNeeds,
): Promise<QuestionBody[]> {
  let questions = database
    .tables<QuestionTables>()
    .selectFrom('exchange_questions')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit);
  if (scan !== undefined) questions = questions.where('scan', '=', scan);
  return (await questions.execute()).map(bodyOf);
}

/** What an agency asked within the last hour, by our clock. */
export function askedLately(agency: string, { database, clock }: ExchangeNeeds) {
  return database
    .tables<QuestionTables>()
    .selectFrom('exchange_questions')
    .select('by_person')
    .where('from_agency', '=', agency)
    .where('kept_at', '>', clock.now() - HOUR_MS)
    .limit(QUESTIONS_AN_HOUR)
    .execute();
}

class AlreadyKept extends Error {
  override readonly name = 'AlreadyKept';
}

function bodyOf(row: KeptQuestion): QuestionBody {
  const answer = row.answer && readAnswer(row.answer);
  return {
    question: row.question,
    scan: row.scan,
    from: row.from_agency,
    to: row.to_agency,
    by: row.by_person,
    text: readQuestion(row.message).text,
    askedAt: row.asked_at,
    state: row.state,
    answer: answer && { by: answer.by, text: answer.text, at: answer.at },
  };
}

async function noteStep(
  tx: Tx,
  step: { readonly scan: string; readonly step: 'question' | 'answer'; readonly by: string; readonly at: number },
  needs: ExchangeNeeds,
): Promise<void> {
  const facts = await walkBetweenUs(step.scan, tx);
  if (!facts) return;
  const { capturedAt, ...walk } = facts;
  await needs.note(tx, { ...walk, ...step, ms: Math.max(0, step.at - capturedAt) });
}

/** Browsers send line ends as CR LF; the protocol has LF alone. */
function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function orMalformed(make: () => Uint8Array): Uint8Array {
  try {
    return make();
  } catch (error) {
    if (error instanceof ExchangeError) throw new Refusal(400, 'QUESTION_MALFORMED', error.message);
    throw error;
  }
}
