import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from './failure.ts';
import { parseScoreTable } from './score-table.ts';

const refusalOf = (text: string, wanted = {}) => {
  try {
    parseScoreTable(text, wanted);
  } catch (error) {
    if (error instanceof Failure && error.code === 'SCORES_FILE_INVALID') return error.message;
    throw error;
  }
  return undefined;
};

describe('a table of scores', () => {
  test('is read by its header, whatever else stands in it', () => {
    const text = 'bag, name ,Truth,a\n"b,1","says ""no""\nhere",yes,1e-3\nb2,x,NO,-.5\n\n';
    expect(parseScoreTable(text)).toEqual({
      truthColumn: 'Truth',
      truth: [true, false],
      scores: [{ column: 'a', values: [0.001, -0.5] }],
    });
  });

  test('may have semicolons with decimal commas, or tabs, and line ends of any kind', () => {
    const wanted = { truthColumn: 'verdad', truth: [true, false], scores: [{ column: 'a', values: [0.5, 1] }] };
    expect(parseScoreTable('verdad;a\r\nsí;0,5\r\nno;1\r\n')).toEqual(wanted);
    expect(parseScoreTable('verdad\ta\n1\t0.5\n0\t1')).toEqual(wanted);
  });

  test('comes back as it was written, field by field', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', ' ', 'ñ'), maxLength: 6 });
    const row = fc.record({ note: field, truth: fc.boolean(), score: fc.integer() });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = [
          'truth,score,note',
          ...rows.map(({ truth, score, note }) => `${Number(truth)},${score},${quoted(`-${note}`)}`),
        ].join('\n');
        expect(parseScoreTable(text)).toMatchObject({
          truth: rows.map(({ truth }) => truth),
          scores: [{ column: 'score', values: rows.map(({ score }) => score) }],
        });
      }),
    );
  });

  test.each([
    ['nothing', '', 'header'],
    ['a header alone', 'truth,a\n', 'header'],
    ['no column of truth', 'a,b\n1,2\n', 'no column is named truth'],
    ['no score', 'truth,a\n1,x\n', 'one or two columns of scores'],
    ['three scores', 'truth,a,b,c\n1,1,2,3\n', 'one or two columns of scores'],
    ['a column twice', 'truth,a,a\n1,1,2\n', 'two columns are named “a”'],
    ['a line too short', 'truth,a\n1,2\n1\n', 'row 2 has 1 columns'],
    ['a score left out', 'truth,a\n1,2\n0,\n', 'row 2: “” under a is no number'],
    ['a score that is no number', 'truth,a\n1,2\n0,0x10\n', 'row 2'],
    ['a truth of neither', 'truth,a\n1,2\nmaybe,3\n', 'row 2: the truth “maybe”'],
    ['a quotation left open', 'truth,a\n1,"2\n', 'never closed'],
    ['text after a quotation', 'truth,a\n1,"2"3\n', 'follows a closing quotation mark'],
  ])('is refused for %s', (_, text, why) => {
    expect(refusalOf(text)).toContain(why);
  });

  test('is refused with the number of columns or rows that no table has', () => {
    expect(refusalOf(`truth,a\n${'1,'.repeat(300)}`)).toContain('200 columns');
    expect(refusalOf(`truth,a\n${'1,2\n'.repeat(1_000_001)}`)).toContain('1000000 rows');
  });

  test('any text is read or refused, and never more', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ';', '1', '0', 'truth', 'a', '.') }),
        (text) => {
          expect(['string', 'undefined']).toContain(typeof refusalOf(`truth,a\n${text}`));
        },
      ),
    );
  });
});
