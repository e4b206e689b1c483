import { encodeCbor } from '@garita/trust';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LARGEST_QUESTION, makeAnswer, makeQuestion, type Question, readAnswer, readQuestion } from './question.ts';

const hash = new Uint8Array(32).fill(7);
const question: Question = { v: 1, scan: hash, from: 'us', to: 'mx', by: 'ana', text: '¿Qué carga?', askedAt: 5 };
const answer = { v: 1, question: hash, by: 'beto', text: 'Tiles,\non pallets.', at: 6 } as const;
const malformed = expect.objectContaining({ code: 'QUESTION_MALFORMED' });

describe('a question and its answer', () => {
  test('are read as they were made, and made the same every time', () => {
    expect(readQuestion(makeQuestion(question))).toEqual(question);
    expect(readAnswer(makeAnswer(answer))).toEqual(answer);
    expect(makeQuestion({ ...question })).toEqual(makeQuestion(question));
  });

  test('of the longest text there may be still fit', () => {
    const longest = { ...question, text: '€'.repeat(2000) };
    expect(makeQuestion(longest).length).toBeLessThanOrEqual(LARGEST_QUESTION);
    expect(() => makeQuestion({ ...question, text: 'a'.repeat(2001) })).toThrow(malformed);
  });

  test.each([
    ['says nothing', { text: ' \n ' }],
    ['turns the sentence around', { text: 'safe \u202e gnp.exe' }],
    ['rewrites a terminal', { text: '\u001b[2J' }],
    ['asks its own agency', { to: 'us' }],
  ])('are refused when one %s', (_, change) => {
    expect(() => readQuestion(encodeCbor({ ...question, ...change }))).toThrow(malformed);
  });

  test('are refused when they are anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(() => readQuestion(bytes)).toThrow(malformed);
        expect(() => readAnswer(bytes)).toThrow(malformed);
      }),
    );
    expect(() => readAnswer(makeQuestion(question))).toThrow(malformed);
  });
});
