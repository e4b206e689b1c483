import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoAccount } from '@garita/api';
import { ROLES } from '@garita/trust';
import { expect, test } from 'vitest';
import { DEMO_ACCOUNTS, writeDemoAccounts } from './demo-accounts.ts';

test('there is somebody of every role to be, in both languages, marked as a demonstration', () => {
  expect([...new Set(DEMO_ACCOUNTS.flatMap(({ roles }) => roles))].sort()).toEqual([...ROLES].sort());
  for (const account of DEMO_ACCOUNTS) {
    expect(demoAccount.parse(account)).toEqual(account);
    expect(account.name.es).toMatch(/\(demo\)$/);
    expect(account.name.en).not.toBe(account.name.es);
  }
});

test('the list is written once; what a person changed in it stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'garita-demo-accounts-'));
  const path = join(folder, 'demo-accounts.json');
  await writeDemoAccounts(folder);
  expect(JSON.parse(await readFile(path, 'utf8')).accounts).toHaveLength(DEMO_ACCOUNTS.length);
  await writeFile(path, '{"accounts":[]}');
  await writeDemoAccounts(folder);
  expect(await readFile(path, 'utf8')).toBe('{"accounts":[]}');
  await rm(folder, { recursive: true });
});
