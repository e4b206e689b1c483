import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { sampleTerms } from '../../../testdata/border.ts';
import { loadCedar, type SharingPolicyEngine } from './cedar.ts';
import { defaultPolicy } from './default-policy.ts';
import { ExchangeError } from './exchange-error.ts';
import { checkPolicy, decideSharing, type SharingRequest } from './policy.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const DAY = 86_400_000;
let cedar: SharingPolicyEngine;
beforeAll(async () => {
  cedar = await loadCedar();
});

const truck: SharingRequest = {
  recipient: 'us',
  at: NOW,
  scan: 'ab'.repeat(32),
  item: 'scan',
  owner: 'mx',
  siteKind: 'land-port',
  site: 'nuevo-laredo',
  lane: 'gate-1',
  direction: 'northbound',
  ooiKind: 'truck',
  device: 'xr-1',
  configurationStatus: 'approved',
  acceptedByPartner: 'not-asked',
  sample: true,
  admitted: true,
  capturedAt: NOW - 5000,
};
const terms = sampleTerms(NOW, [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]);

let made = 0;
/** A hash of its own for every policy: the engine remembers policies by hash. */
function agreementWith(change: Partial<typeof terms>) {
  made += 1;
  const hash = new Uint8Array(32);
  new DataView(hash.buffer).setUint32(0, made);
  return { agreement: { ...terms, ...change }, hash };
}

describe('the demo policy', () => {
  const agreement = agreementWith({});
  const decide = (change: Partial<SharingRequest>) => decideSharing(cedar, agreement, { ...truck, ...change });

  test('keeps to the schema', () => {
    expect(() => checkPolicy(cedar, defaultPolicy(['mx', 'us']))).not.toThrow();
  });

  test('permits a truck at a land port, and names the policy', () => {
    expect(decide({})).toEqual({ permitted: true, policies: ['goods-at-guarded-sites'], errors: [] });
  });

  test.each(['container', 'car', 'bag', 'rail-car', 'parcel', 'other'])('permits a %s', (ooiKind) => {
    expect(decide({ ooiKind, item: 'decision', siteKind: 'facility' }).permitted).toBe(true);
  });

  test('permits the decision about the recipient’s own scan, and its scan goes back to nobody', () => {
    const back = { owner: 'us', siteKind: 'unknown' };
    expect(decide({ ...back, item: 'decision' })).toEqual({
      permitted: true,
      policies: ['decisions-go-back'],
      errors: [],
    });
    expect(decide(back).permitted).toBe(false);
    expect(decide({ item: 'decision', siteKind: 'unknown' }).permitted).toBe(false);
    expect(decide({ ...back, item: 'decision', ooiKind: 'person' }).permitted).toBe(false);
  });

  test.each([
    ['a person', { ooiKind: 'person' }, ['never-persons']],
    ['a conditional configuration', { configurationStatus: 'conditional' }, ['only-approved-configurations']],
    ['a scan in quarantine', { admitted: false }, ['only-admitted']],
    ['a scan 31 days old', { capturedAt: NOW - 31 * DAY }, ['no-older-than-30-days']],
    ['a site of no kind we know', { siteKind: 'market' }, []],
  ] as const)('forbids %s', (_, change, policies) => {
    expect(decide(change)).toEqual({ permitted: false, policies, errors: [] });
  });
});

describe('nothing is shared', () => {
  test.each([
    ['before the agreement begins', agreementWith({}), { at: terms.validFrom - 1 }, 'the agreement is not in force'],
    ['once it has ended', agreementWith({}), { at: terms.validUntil }, 'the agreement is not in force'],
    ['with a stranger', agreementWith({}), { recipient: 'xx' }, 'xx is not a party'],
    ['of an item it does not name', agreementWith({ items: ['scan'] }), { item: 'decision' }, 'the item decision'],
    ['by a policy Cedar cannot read', agreementWith({ policy: 'permit everything' }), {}, 'unexpected token'],
    ['by a policy nested too deep', agreementWith({ policy: '('.repeat(50) }), {}, 'nested deeper'],
  ] as const)('%s', (_, agreement, change, error) => {
    const decision = decideSharing(cedar, agreement, { ...truck, ...change });
    expect(decision).toMatchObject({ permitted: false, policies: [] });
    expect(decision.errors.join()).toContain(error);
  });

  test('while a prohibition cannot be evaluated', () => {
    const policy = `@id("all") permit (principal, action, resource);
      @id("overflows") forbid (principal, action, resource) when { resource.capturedAt * 9223372036854775807 > 0 };`;
    const decision = decideSharing(cedar, agreementWith({ policy }), truck);
    expect(decision).toMatchObject({ permitted: false, policies: ['all'] });
    expect(decision.errors).toHaveLength(1);
  });

  test('for a request of another form than the schema', () => {
    const decision = decideSharing(cedar, agreementWith({}), { ...truck, capturedAt: 1.5 });
    expect(decision.permitted).toBe(false);
    expect(decision.errors).toHaveLength(1);
  });
});

describe('a policy is refused before it is signed', () => {
  const permit = (condition: string) => `@id("a") permit (principal, action, resource) when { ${condition} };`;
  test.each([
    ['with an attribute nobody defined', permit('resource.colour == "red"'), 'colour'],
    ['with a comparison of unlike things', permit('resource.sample == "yes"'), 'a: '],
    ['without an @id', 'permit (principal, action, resource);', '@id'],
    ['with one @id twice', permit('true') + permit('false'), 'two policies'],
    ['as a template', '@id("t") permit (principal == ?principal, action, resource);', 'template'],
    ['without any policy', '// nothing', 'no policy'],
    ['that never applies', permit('resource.ooiKind == "a" && false'), 'a: '],
    ['with brackets too deep', permit(`${'('.repeat(40)}true${')'.repeat(40)}`), 'nested deeper'],
    ['with a sum too long', permit(`0${'+1'.repeat(200)} == 1`), '+ - *'],
    ['with too many accesses', permit(`resource${'["a"]'.repeat(400)} == 1`), 'accesses'],
    ['with too many policies', permit('true').repeat(80), 'more than 64'],
    ['with one policy too long', permit(`${'true && '.repeat(600)}true`), 'longer than'],
  ])('%s', (_, policy, words) => {
    const refusal = (() => {
      try {
        return checkPolicy(cedar, policy);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(ExchangeError);
    expect(refusal).toMatchObject({ code: 'AGREEMENT_POLICY_INVALID', message: expect.stringContaining(words) });
  });

  test('and brackets, dots and signs inside strings and comments do not count', () => {
    const text = permit(`resource.site == "${'(['.repeat(60)}\\"${'.+'.repeat(90)}" // ${'((('.repeat(50)}\n`);
    expect(() => checkPolicy(cedar, text)).not.toThrow();
  });

  test('and whatever the text, Cedar lives on', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      'if true then ',
      ' else ',
      'resource',
      '.',
      '"',
      '!',
      '-',
      '+',
      '&&',
      '||',
      ' when ',
      ';',
      '@id("a")',
      'permit(principal,action,resource)',
      'true',
      '//',
      '\n',
      '\\',
      'has',
      '::',
    );
    const nasty = fc.tuple(piece, piece, piece, fc.integer({ min: 1, max: 800 })).map(([a, b, c, n]) => {
      return `@id("a") permit (principal, action, resource) when { ${(a + b + c).repeat(n)} };`;
    });
    fc.assert(
      fc.property(nasty, (text) => {
        expect(() => {
          try {
            checkPolicy(cedar, text);
          } catch (error) {
            if (!(error instanceof ExchangeError)) throw error;
            expect(error.message).not.toContain('memory access');
            expect(error.message).not.toContain('call stack');
          }
        }).not.toThrow();
      }),
      { numRuns: 300 },
    );
    expect(decideSharing(cedar, agreementWith({}), truck).permitted).toBe(true);
  });
});
