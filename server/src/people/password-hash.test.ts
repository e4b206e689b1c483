import { argon2Sync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkPassword, hashPassword, PASSWORD_COST } from './password-hash.ts';
import { openPasswords } from './passwords.ts';

const CHEAP = { memory: 8, passes: 1, parallelism: 1 };

describe('a password', () => {
  test('is kept as Argon2id at the cost that OWASP names, under a salt of its own', async () => {
    const [first, second] = [await hashPassword('una frase larga'), await hashPassword('una frase larga')];
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(first).not.toBe(second);
    expect(await checkPassword('una frase larga', first)).toEqual({ right: true, outdated: false });
    expect(await checkPassword('una frase larga.', first)).toEqual({ right: false, outdated: false });
  });

  test('is hashed by the Argon2id of RFC 9106 section 5.3', () => {
    const tag = argon2Sync('argon2id', {
      message: Buffer.alloc(32, 1),
      nonce: Buffer.alloc(16, 2),
      secret: Buffer.alloc(8, 3),
      associatedData: Buffer.alloc(12, 4),
      memory: 32,
      passes: 3,
      parallelism: 4,
      tagLength: 32,
    });
    expect(tag.toString('hex')).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659');
  });

  test('is known from a string that another program wrote', async () => {
    // The reference implementation's own test: password "password", salt "somesalt", m = 2^16, t = 2, p = 1
    // (phc-winner-argon2, src/test.c, version 0x13, Argon2id).
    const phc = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await checkPassword('password', phc)).toEqual({ right: true, outdated: true });
    expect(await checkPassword('Password', phc)).toEqual({ right: false, outdated: true });
  });

  test('is the same however its letters were composed', async () => {
    const phc = await hashPassword('contrase\u00f1a del puerto', CHEAP);
    expect(await checkPassword('contrasen\u0303a del puerto', phc, CHEAP)).toMatchObject({ right: true });
  });

  test('kept at another cost is outdated', async () => {
    const phc = await hashPassword('una frase larga', CHEAP);
    expect(await checkPassword('una frase larga', phc, PASSWORD_COST)).toEqual({ right: true, outdated: true });
  });

  test('that is not kept as it should be is an accident, and not a wrong one', async () => {
    for (const kept of [
      '',
      'una frase larga',
      '$argon2i$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA',
    ])
      await expect(checkPassword('una frase larga', kept)).rejects.toThrow('not kept as it should be');
  });
});

describe('work on passwords', () => {
  test('is done two at a time, in the order in which people came, and refused when too many wait', async () => {
    const passwords = openPasswords(CHEAP);
    let [running, most] = [0, 0];
    const order: number[] = [];
    const work = Array.from({ length: 70 }, (_, n) =>
      passwords.check('x', null, {
        starts: () => {
          most = Math.max(most, ++running);
          order.push(n);
        },
        wasWrong: () => running--,
      }),
    );
    const settled = await Promise.allSettled(work);
    expect(most).toBe(2);
    expect(order).toEqual(Array.from({ length: 66 }, (_, n) => n));
    const refused = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(refused).toEqual(['BUSY', 'BUSY', 'BUSY', 'BUSY']);
  });

  test('for nobody takes as long as for somebody', async () => {
    const passwords = openPasswords();
    const kept = await passwords.hash('una frase larga');
    const timed = async (phc: string | null) => {
      const from = performance.now();
      expect((await passwords.check('otra frase larga', phc, { starts() {}, wasWrong() {} })).right).toBe(false);
      return performance.now() - from;
    };
    await timed(null);
    const pairs = [];
    for (let n = 0; n < 5; n++) pairs.push((await timed(null)) / (await timed(kept)));
    const ratio = pairs.sort((a, b) => a - b)[2] ?? 0;
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  });
});
