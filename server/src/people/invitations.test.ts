import { beforeEach, describe, expect, test } from 'vitest';
import { writeAdministratorCode } from './administrator-code.ts';
import {
  browserOf,
  by,
  call,
  codeOf,
  desk,
  eachInItsHouse,
  HOUR_MS,
  PASSWORD,
  serve,
  signIn,
  somebody,
} from './session-desk.fixture.ts';

eachInItsHouse();

describe('an invitation', () => {
  beforeEach(() => serve({}));
  const redeem = (code: string, person = 'ana', password = PASSWORD) =>
    call('POST', '/api/v1/session/invitation', { code, person, password });

  test('is made by an administrator, shown once, and sets a password once', async () => {
    const rosa = await somebody('rosa', ['administrator']);
    const made = await call(
      'POST',
      '/api/v1/accounts',
      { person: 'ana', displayName: 'Ana', roles: ['analyst'] },
      by(rosa),
    );
    const { account, code } = made.json();
    expect([made.statusCode, account.active, account.createdBy]).toEqual([201, false, 'rosa']);
    expect((await call('GET', '/api/v1/accounts', undefined, by(rosa))).body).not.toContain(code);
    expect(browserOf(await redeem(code)).body).toMatchObject({ person: 'ana', roles: ['analyst'] });
    expect(codeOf(await redeem(code))).toEqual([410, 'CODE_USED']);
    expect((await call('GET', '/api/v1/accounts', undefined, by(rosa))).json().accounts).toMatchObject([
      { person: 'ana', active: true, disabledAt: null },
      { person: 'rosa', active: true },
    ]);
  });

  test('is for one person, for a week, and only the newest counts', async () => {
    const { code } = await desk.accounts.create({ person: 'ana', displayName: 'Ana', roles: ['analyst'] }, 'test');
    expect(codeOf(await redeem(code, 'rosa'))).toEqual([401, 'CODE_UNKNOWN']);
    const second = await desk.accounts.invite('ana', 'test');
    expect(codeOf(await redeem(code))).toEqual([401, 'CODE_UNKNOWN']);
    desk.house.clock.at += 7 * 24 * HOUR_MS;
    expect(codeOf(await redeem(second.code))).toEqual([410, 'CODE_EXPIRED']);
  });

  test('of a disabled account is worth nothing', async () => {
    const { code } = await desk.accounts.create({ person: 'ana', displayName: 'Ana', roles: ['analyst'] }, 'test');
    await desk.accounts.change('ana', { disabled: true });
    expect(codeOf(await redeem(code))).toEqual([401, 'CODE_UNKNOWN']);
  });

  test('for a new password leaves the old one until it is used, and then ends every session', async () => {
    const ana = await somebody();
    const { code } = await desk.accounts.invite('ana', 'test');
    expect((await signIn('ana', PASSWORD)).statusCode).toBe(200);
    await redeem(code, 'ana', 'ocho barcos lejanos');
    expect((await call('GET', '/api/v1/me', undefined, by(ana))).statusCode).toBe(401);
    expect(codeOf(await signIn('ana', PASSWORD))).toEqual([401, 'SIGN_IN_REFUSED']);
    expect((await signIn('ana', 'ocho barcos lejanos')).statusCode).toBe(200);
  });

  test.each([
    ['shorter than 15 characters', 'corta y simple', 400, 'BODY_MALFORMED'],
    ['of one letter', 'aaaaaaaaaaaaaaaaaaaa', 422, 'PASSWORD_PLAIN'],
    ['of names', 'ANA-garita-ana-garita', 422, 'PASSWORD_PLAIN'],
  ])('takes no password %s, and can be used all the same', async (_, password, status, code) => {
    const made = await desk.accounts.create({ person: 'ana', displayName: 'Ana', roles: ['analyst'] }, 'test');
    expect(codeOf(await redeem(made.code, 'ana', password))).toEqual([status, code]);
    expect((await redeem(made.code)).statusCode).toBe(200);
  });

  test('cannot be guessed for long', async () => {
    for (let n = 0; n < 10; n++)
      expect(codeOf(await redeem(`mx-invite-${'A'.repeat(19)}${'BCDEFGHIJK'[n]}`))).toEqual([401, 'CODE_UNKNOWN']);
    expect(codeOf(await redeem(`mx-invite-${'A'.repeat(20)}`))).toEqual([429, 'TOO_MANY_GUESSES']);
  });

  test('may be the administrator code of the folder, for the first account', async () => {
    const code = await writeAdministratorCode(desk.codeFile, 'mx', desk.house.clock.at);
    expect(browserOf(await redeem(code, 'rosa')).body).toMatchObject({ person: 'rosa', roles: ['administrator'] });
    expect(codeOf(await redeem(code, 'eva'))).toEqual([410, 'CODE_USED']);
  });

  test('of the folder makes an administrator of somebody who was disabled: who can write there decides', async () => {
    await somebody('ana');
    await desk.accounts.change('ana', { disabled: true });
    const code = await writeAdministratorCode(desk.codeFile, 'mx', desk.house.clock.at);
    expect(browserOf(await redeem(code, 'ana')).body.roles).toEqual(['analyst', 'administrator']);
  });
});

describe('accounts', () => {
  beforeEach(() => serve({}));
  const request = { person: 'ana', displayName: 'Ana', roles: ['analyst'] };

  test('are made once', async () => {
    const rosa = await somebody('rosa', ['administrator']);
    expect((await call('POST', '/api/v1/accounts', request, by(rosa))).statusCode).toBe(201);
    expect(codeOf(await call('POST', '/api/v1/accounts', request, by(rosa)))).toEqual([409, 'ACCOUNT_EXISTS']);
  });

  test('that nobody has are neither changed nor invited', async () => {
    const rosa = await somebody('rosa', ['administrator']);
    expect(codeOf(await call('PATCH', '/api/v1/accounts/nobody', { disabled: true }, by(rosa)))).toEqual([
      404,
      'ACCOUNT_UNKNOWN',
    ]);
    expect(codeOf(await call('POST', '/api/v1/accounts/nobody/invitation', undefined, by(rosa)))).toEqual([
      404,
      'ACCOUNT_UNKNOWN',
    ]);
  });

  test('change one thing and leave the others', async () => {
    const rosa = await somebody('rosa', ['administrator']);
    await call('POST', '/api/v1/accounts', request, by(rosa));
    const named = await call('PATCH', '/api/v1/accounts/ana', { displayName: 'Ana Díaz' }, by(rosa));
    expect(named.json()).toMatchObject({ displayName: 'Ana Díaz', roles: ['analyst'], disabledAt: null });
    const off = await call('PATCH', '/api/v1/accounts/ana', { disabled: true }, by(rosa));
    expect(off.json()).toMatchObject({ displayName: 'Ana Díaz', disabledAt: desk.house.clock.at });
  });
});
