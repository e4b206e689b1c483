import { ExchangeError, readAnswer, readQuestion } from '@garita/exchange';
import { CLOCK_SKEW_MS, toHex } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';
import { askedLately, findQuestion, keepAnswer, keepQuestion, QUESTIONS_AN_HOUR } from './questions.ts';
import { walkBetweenUs } from './scans-between-us.ts';

/** What the partner hears of its question: our log has it. */
export interface QuestionReply {
  /** SHA-256 of the question, hex. */
  readonly question: string;
  readonly state: 'delivered' | 'answered';
}

/**
 * Takes a question of the partner's; a repeated one changes nothing. Throws `Refusal`: 400 unreadable, 404 about a scan
 * that was not handed over, 422 not of this partner to us or from the future, 429 too many, 503 without an agreement.
 */
export async function receiveQuestion(body: Uint8Array, needs: ExchangeNeeds): Promise<QuestionReply> {
  const question = orMalformed(() => readQuestion(body));
  const hash = toHex(needs.crypto.hasher.sha256(body));
  const known = await findQuestion(hash, needs);
  if (known) return { question: hash, state: known.state === 'answered' ? 'answered' : 'delivered' };
  const { own, partner, clock } = needs;
  if (question.from !== partner.agency || question.to !== own.agency)
    throw new Refusal(422, 'RECIPIENT_MISMATCH', `it is from ${question.from} to ${question.to}`);
  if (question.askedAt > clock.now() + CLOCK_SKEW_MS)
    throw new Refusal(422, 'TIME_IMPLAUSIBLE', 'it is asked in the future');
  if (!(await needs.agreement()))
    throw new Refusal(503, 'BUSY', 'no agreement is in force here', { 'retry-after': '60' });
  if (!(await walkBetweenUs(toHex(question.scan), needs.database)))
    throw new Refusal(404, 'QUESTION_SCAN_NOT_SHARED', 'neither agency handed this scan to the other');
  if ((await askedLately(partner.agency, needs)).length >= QUESTIONS_AN_HOUR)
    throw new Refusal(429, 'QUESTION_TOO_MANY', 'within the last hour', { 'retry-after': '600' });
  await keepQuestion(question, body, needs);
  return { question: hash, state: 'delivered' };
}

/** Takes the partner's answer to a question of ours; the first one counts. Throws `Refusal`: 400, 404, 409, 422. */
export async function receiveAnswer(question: string, body: Uint8Array, needs: ExchangeNeeds): Promise<QuestionReply> {
  const answer = orMalformed(() => readAnswer(body));
  if (toHex(answer.question) !== question)
    throw new Refusal(422, 'QUESTION_MALFORMED', 'the answer is to another question than the address');
  const row = await findQuestion(question, needs);
  if (!row || row.from_agency !== needs.own.agency)
    throw new Refusal(404, 'QUESTION_UNKNOWN', 'this agency asked no such question');
  const before =
    row.answer ?? ((await keepAnswer(row, body, needs)) === 'answered' ? await answerOf(question, needs) : body);
  if (before && Buffer.compare(before, body) === 0) return { question, state: 'answered' };
  throw new Refusal(409, 'QUESTION_ANSWERED', 'another answer came before');
}

async function answerOf(question: string, needs: ExchangeNeeds): Promise<Uint8Array | null | undefined> {
  return (await findQuestion(question, needs))?.answer;
}

function orMalformed<Message>(read: () => Message): Message {
  try {
    return read();
  } catch (error) {
    if (error instanceof ExchangeError) throw new Refusal(400, 'BODY_MALFORMED', `${error.code}: ${error.message}`);
    throw error;
  }
}
