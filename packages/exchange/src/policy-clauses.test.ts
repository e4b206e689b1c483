import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCedar } from './cedar.ts';
import { defaultPolicy } from './default-policy.ts';
import { decideSharing } from './policy.ts';
import { policyClauses } from './policy-clauses.ts';

describe('the clauses of a policy', () => {
  test('have their id, their effect and the sentences above them, in both languages', () => {
    const clauses = policyClauses(defaultPolicy(['mx', 'us']));
    expect(clauses.map(({ id, effect }) => `${effect} ${id}`)).toEqual([
      'permit goods-at-guarded-sites',
      'forbid never-persons',
      'forbid only-approved-configurations',
      'forbid only-admitted',
      'forbid no-older-than-30-days',
      'permit decisions-go-back',
    ]);
    expect(clauses[1]?.words).toEqual({ es: '2. Nunca escaneos de personas.', en: '2. Never scans of persons.' });
    expect(clauses.every(({ words }) => words.es !== '' && words.es !== words.en)).toBe(true);
  });

  test('are named as rulings name them', async () => {
    const policy = defaultPolicy(['mx', 'us']);
    const agreement = { parties: [{ agency: 'us' }], items: ['scan'], validFrom: 0, validUntil: 10, policy } as never;
    const { policies } = decideSharing(
      await loadCedar(),
      { agreement, hash: new Uint8Array([1, 2, 3]) },
      {
        ...{
          recipient: 'us',
          at: 5,
          scan: 'x',
          item: 'scan',
          owner: 'mx',
          siteKind: 'land-port',
          site: 'a',
          lane: 'b',
        },
        ...{ direction: 'northbound', ooiKind: 'truck', device: 'd', configurationStatus: 'approved' },
        ...{ acceptedByPartner: 'not-asked', sample: true, admitted: true, capturedAt: 4 },
      },
    );
    expect(policies).toHaveLength(1);
    expect(policyClauses(policy).map(({ id }) => id)).toContain(policies[0]);
  });

  test.each([
    ['no comment', '@id("a")\npermit (principal, action, resource);', { es: '', en: '' }],
    ['one line', '// Both.\n@id("a") permit (principal, action, resource);', { es: 'Both.', en: 'Both.' }],
    ['marked lines', '// en: No.\n// es: Nunca.\n@id("a") permit (p, a, r);', { es: 'Nunca.', en: 'No.' }],
    ['four lines', '// Una\n// dos.\n// One\n// two.\n@id("a") permit (p, a, r);', { es: 'Una dos.', en: 'One two.' }],
    ['a heading apart', '// Heading.\n\n@id("a") permit (p, a, r);', { es: '', en: '' }],
    ['a comment within', '@id("a") permit (p, a, r) when { // why\n true };', { es: '', en: '' }],
  ])('with %s have these words', (_, policy, words) => {
    expect(policyClauses(policy)).toEqual([{ id: 'a', effect: 'permit', words }]);
  });

  test('are not fooled by strings, by other annotations, or by words in comments', () => {
    const policy =
      '@note("permit; \\" // ;") @id("a")\nforbid (p, a, r) when { x == "; @id(\\"b\\") permit" };\n// permit\n';
    expect(policyClauses(policy)).toMatchObject([{ id: 'a', effect: 'forbid' }]);
  });

  test('of any text at all are few, named and within bounds', () => {
    const word = fc.constantFrom(
      '@id("a")',
      'permit',
      'forbid',
      '(',
      ')',
      ';',
      '//x\n',
      '"',
      '\\',
      '\n\n',
      '@',
      'es:',
      'q',
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 400 }).map((words) => words.join(' ')),
        (text) => {
          const clauses = policyClauses(text);
          expect(clauses.length).toBeLessThanOrEqual(64);
          for (const { words } of clauses) expect(words.es.length).toBeLessThanOrEqual(4000);
        },
      ),
      { numRuns: 200 },
    );
  });
});
