import {
  agencyId,
  bytes,
  decodeCbor,
  encodeCbor,
  identifier,
  oneOf,
  prose,
  record,
  type Shaped,
  time,
} from '@garita/trust';
import { ExchangeError, refusingAs } from './exchange-error.ts';

/** Longest question or answer, in bytes: 2000 characters of text take up to 6000. */
export const LARGEST_QUESTION = 8192;
const text = prose(2000);

const questionShape = record({
  v: oneOf(1),
  /** Statement hash of the scan it is about. */
  scan: bytes(32),
  from: agencyId,
  to: agencyId,
  /** Person of `from`, as that agency knows them: the agency answers for it, nobody signed. */
  by: identifier,
  text,
  /** By the asking agency's clock. */
  askedAt: time,
});

const answerShape = record({
  v: oneOf(1),
  /** SHA-256 of the question's bytes. */
  question: bytes(32),
  by: identifier,
  text,
  at: time,
});

/** What one agency asks the other about a scan that was handed over between them. Its name is the SHA-256 of its bytes. */
export type Question = Shaped<typeof questionShape>;
export type Answer = Shaped<typeof answerShape>;

/** Question bytes. Throws `QUESTION_MALFORMED` instead of making what nobody would read. */
export function makeQuestion(question: Question): Uint8Array {
  return made({ ...question }, readQuestion);
}

/** Answer bytes. Throws `QUESTION_MALFORMED`. */
export function makeAnswer(answer: Answer): Uint8Array {
  return made({ ...answer }, readAnswer);
}

/** Throws `QUESTION_MALFORMED`. */
export function readQuestion(input: Uint8Array): Question {
  const question = refusingAs('QUESTION_MALFORMED', () =>
    questionShape(decodeCbor(input, { maxBytes: LARGEST_QUESTION }), ''),
  );
  if (question.from === question.to) throw new ExchangeError('QUESTION_MALFORMED', 'an agency asks the other');
  return worded(question);
}

/** Throws `QUESTION_MALFORMED`. */
export function readAnswer(input: Uint8Array): Answer {
  return worded(
    refusingAs('QUESTION_MALFORMED', () => answerShape(decodeCbor(input, { maxBytes: LARGEST_QUESTION }), '')),
  );
}

function worded<Message extends { readonly text: string }>(message: Message): Message {
  if (message.text.trim() === '') throw new ExchangeError('QUESTION_MALFORMED', 'it says nothing');
  return message;
}

function made(message: Question | Answer, read: (bytes: Uint8Array) => unknown): Uint8Array {
  const bytes = encodeCbor(message);
  read(bytes);
  return bytes;
}
