// A real agency made, run and joined with a partner by the commands that docs/operating/agency.md names, in that order.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '@garita/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountCommand } from './account.ts';
import { enrolmentCommand } from './enrolment.ts';
import { initCommand } from './init.ts';
import { keyCommand } from './key.ts';
import { officerCommand } from './officer.ts';
import { partnerCommand } from './partner.ts';
import { freePort, run, runJson } from './run-command.fixture.ts';

let dir: string;
let server: RunningServer | undefined;
const path = (...parts: string[]) => join(dir, ...parts);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'garita-cli-'));
});
afterAll(async () => {
  await server?.close();
  await rm(dir, { recursive: true, force: true });
});

async function init(agency: string, ...more: string[]) {
  return runJson(
    initCommand(),
    ...[path(agency), '--agency', agency, '--name-es', `Agencia ${agency}`, '--name-en', `Agency ${agency}`],
    ...['--log-name', `garita.${agency}.example/log`, '--people-port', await freePort()],
    ...['--machines-port', await freePort(), '--equipment-signatures', '1', ...more],
  );
}

const start = async () => {
  server = await startServer({ folder: path('mx'), version: 'test', logger: { info() {}, alarm() {}, error() {} } });
  return server;
};
const atServer = (key: string) => ['--server', `http://127.0.0.1:${server?.people.port}`, '--api-key-file', path(key)];

describe.sequential('a real agency', () => {
  let administratorCode: string;

  test('is made by init, which names what must leave the machine', async () => {
    const made = await init('mx', '--officer', 'e.ruiz:equipment-authority:Elena Ruiz');
    administratorCode = made.administratorCode;
    expect(made.takeAway.map((file: string) => file.replace(`${path('mx')}/`, '')).sort()).toEqual([
      'offline/officers/administrator.key',
      'offline/officers/e.ruiz.key',
      'offline/root.key',
    ]);
    expect(made.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    await expect(init('mx')).rejects.toMatchObject({ code: 'FOLDER_NOT_EMPTY' });
  });

  test('gives its first API key for the administrator code, and further keys to people', async () => {
    await start();
    const key = await run(
      keyCommand(),
      'redeem',
      administratorCode,
      '--person',
      'r.lopez',
      ...atServer('none').slice(0, 2),
    );
    await writeFile(path('admin.api'), `${key}\n`);
    const again = run(keyCommand(), 'redeem', administratorCode, '--person', 'x', ...atServer('none').slice(0, 2));
    await expect(again).rejects.toMatchObject({ code: 'CODE_USED' });
    const made = await runJson(
      keyCommand(),
      'create',
      '--person',
      'e.ruiz',
      '--role',
      'equipment-authority',
      ...atServer('admin.api'),
    );
    await writeFile(path('e.ruiz.api'), made.key);
    const { keys } = await runJson(keyCommand(), 'list', ...atServer('admin.api'));
    expect(keys.map(({ person }: { person: string }) => person)).toEqual(['r.lopez', 'e.ruiz']);
    const forbidden = run(keyCommand(), 'list', ...atServer('e.ruiz.api'));
    await expect(forbidden).rejects.toMatchObject({ code: 'ROLE_MISSING' });
  });

  test('invites people, who set a password with the code alone on its line, and keeps them out again', async () => {
    const at = atServer('admin.api');
    const code = await run(accountCommand(), 'invite', 'a.diaz', '--name', 'Ana Díaz', '--role', 'analyst', ...at);
    expect(code).toMatch(/^mx-invite-[A-Z2-7]{20}$/);
    const signedIn = await fetch(`http://127.0.0.1:${server?.people.port}/api/v1/session/invitation`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, person: 'a.diaz', password: 'cuatro caballos verdes' }),
    });
    expect(await signedIn.json()).toMatchObject({ person: 'a.diaz', roles: ['analyst'] });
    const me = () =>
      fetch(`http://127.0.0.1:${server?.people.port}/api/v1/me`, {
        headers: { cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' },
      });
    expect((await me()).status).toBe(200);
    expect(await runJson(accountCommand(), 'disable', 'a.diaz', ...at)).toMatchObject({ person: 'a.diaz' });
    expect((await me()).status).toBe(401);
    expect(await run(accountCommand(), 'list', ...at)).toMatch(/^a\.diaz {2}Ana Díaz {2}\S+ {2}analyst {2}disabled /);
    await run(accountCommand(), 'enable', 'a.diaz', ...at);
    const { code: second } = await runJson(accountCommand(), 'invite', 'a.diaz', ...at);
    expect(second).not.toBe(code);
    await expect(run(accountCommand(), 'invite', 'b.cruz', ...at)).rejects.toMatchObject({ code: 'ACCOUNT_UNKNOWN' });
  });

  test('gets a new administrator code from its folder when the last key was lost', async () => {
    const { administratorCode: code } = await runJson(keyCommand(), 'administrator-code', '--folder', path('mx'));
    const key = await run(keyCommand(), 'redeem', code, '--person', 'r.lopez', ...atServer('none').slice(0, 2));
    expect(key).toMatch(/^garita-mx-/);
  });

  test('makes enrolment codes', async () => {
    const device = [
      'xr-7',
      '--configuration',
      'cfg-1',
      '--serial',
      'S-7',
      '--site',
      'nuevo-laredo',
      '--lane',
      'lane-7',
    ];
    expect(await run(enrolmentCommand(), 'create', ...device, ...atServer('admin.api'))).toMatch(
      /^mx-[A-Z2-7]{20}-[0-9a-f]{32}$/,
    );
    expect(await runJson(enrolmentCommand(), 'revoke', 'xr-7', ...atServer('admin.api'))).toEqual({
      device: 'xr-7',
      revoked: 0,
    });
  });

  test('names officers with the root key alone', async () => {
    await run(officerCommand(), 'make-key', '--out', path('x.soto'));
    const adding = ['add', 'x.soto', '--role', 'exchange-officer', '--name', 'Ximena Soto', '--folder', path('mx')];
    const root = ['--root-key', path('mx/offline/root.key')];
    const wrongRoot = run(
      officerCommand(),
      ...adding,
      '--public',
      path('x.soto.pub'),
      '--root-key',
      path('x.soto.key'),
    );
    await expect(wrongRoot).rejects.toMatchObject({ code: 'FOLDER_KEY_MISSING' });
    const secret = run(officerCommand(), ...adding, '--public', path('x.soto.key'), ...root);
    await expect(secret).rejects.toMatchObject({ code: 'USAGE' });
    expect(await runJson(officerCommand(), ...adding, '--public', path('x.soto.pub'), ...root)).toMatchObject({
      version: 2,
    });
    await run(officerCommand(), 'make-key', '--out', path('other'));
    const taken = run(officerCommand(), ...adding, '--public', path('other.pub'), ...root);
    await expect(taken).rejects.toMatchObject({ code: 'OFFICER_EXISTS' });
    const overwriting = run(officerCommand(), 'make-key', '--out', path('x.soto'));
    await expect(overwriting).rejects.toMatchObject({ code: 'FOLDER_NOT_EMPTY' });
    const { officers, version } = await runJson(officerCommand(), 'list', '--folder', path('mx'));
    expect([version, officers.map(({ id }: { id: string }) => id)]).toEqual([2, ['administrator', 'e.ruiz', 'x.soto']]);
    const more = ['signatures', '--equipment', '2', '--folder', path('mx'), ...root];
    expect(await run(officerCommand(), ...more)).toContain('needs 2 equipment authorities, and 1 are named');
    await runJson(officerCommand(), ...more.with(2, '1'));
    expect(await runJson(officerCommand(), 'list', '--folder', path('mx'))).toMatchObject({ equipmentSignatures: 1 });
    const none = run(officerCommand(), ...more.with(2, '9'));
    await expect(none).rejects.toThrow('1 to 8 signatures');
  });

  test('becomes the partner of another, and serves with the agreement in force', async () => {
    const us = await init('us', '--officer', 'j.kim:exchange-officer:J. Kim');
    const mxPrint = await run(partnerCommand(), 'fingerprint', '--folder', path('mx'));
    await writeFile(path('terms.json'), await run(partnerCommand(), 'terms', '--with', 'us', '--folder', path('mx')));
    const inviting = [
      'invite',
      'us',
      '--fingerprint',
      us.fingerprint,
      '--terms',
      path('terms.json'),
      '--folder',
      path('mx'),
    ];
    await run(partnerCommand(), ...inviting, '--key', path('x.soto.key'), '--out', path('for-us.garita'));

    const atUs = ['accept', path('for-us.garita'), '--fingerprint', mxPrint, '--folder', path('us')];
    expect(await runJson(partnerCommand(), ...atUs)).toMatchObject({ partner: 'mx', id: 'mx-us-scans' });
    await expect(stat(path('us/partners'))).rejects.toThrow();
    const key = ['--key', path('us/offline/officers/j.kim.key')];
    const accepted = await runJson(partnerCommand(), ...atUs, ...key, '--out', path('for-mx.garita'));
    const taking = ['accept', path('for-mx.garita'), '--fingerprint', us.fingerprint, '--folder', path('mx')];
    expect(await runJson(partnerCommand(), ...taking)).toEqual({ partner: 'us', agreement: accepted.agreement });
    expect(await readFile(path('mx/agreements', `${accepted.agreement}.cbor`))).toEqual(
      await readFile(path('us/agreements', `${accepted.agreement}.cbor`)),
    );

    await server?.close();
    const running = await start();
    expect((await running.status()).partners.map(({ agency }) => agency)).toEqual(['us']);
  });

  test('says it when the server is not there', async () => {
    const asking = run(
      keyCommand(),
      'list',
      '--server',
      `http://127.0.0.1:${await freePort()}`,
      '--api-key-file',
      path('admin.api'),
    );
    await expect(asking).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' });
    await expect(run(keyCommand(), 'list', '--server', 'ftp://x')).rejects.toMatchObject({ code: 'USAGE' });
  });
});
