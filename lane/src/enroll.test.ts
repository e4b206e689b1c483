import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorld } from '../../testdata/world.ts';
import { enroll } from './enroll.ts';
import { toPem } from './identity.ts';
import { newFolder } from './lane.fixture.ts';
import { startTestAgency, type TestAgency } from './running-agency.fixture.ts';

let agency: TestAgency;
beforeAll(async () => {
  agency = await startTestAgency();
});
afterAll(() => agency.close());

describe('a lane is enrolled', () => {
  test('with a code, and its key never leaves its folder', async () => {
    const folder = join(await newFolder(), 'new');
    const identity = await enroll({ server: agency.url, code: await agency.codeFor('xr-1'), folder });
    expect(identity).toMatchObject({
      agency: 'mx',
      device: 'xr-1',
      configuration: 'portal-1',
      site: 'otay',
      lane: 'gate-1',
    });
    expect(statSync(join(folder, 'identity', 'device.key')).mode & 0o777).toBe(0o600);
    expect(existsSync(join(folder, 'enrolling'))).toBe(false);
  });

  test('once: a folder with an identity is not enrolled again, and its code stays unused', async () => {
    const folder = await newFolder();
    await enroll({ server: agency.url, code: await agency.codeFor('xr-1'), folder });
    const key = readFileSync(join(folder, 'identity', 'device.key'));
    const code = await agency.codeFor('xr-2');
    await expect(enroll({ server: agency.url, code, folder })).rejects.toMatchObject({ code: 'LANE_ALREADY_ENROLLED' });
    expect(readFileSync(join(folder, 'identity', 'device.key'))).toEqual(key);
    expect((await enroll({ server: agency.url, code, folder: await newFolder() })).device).toBe('xr-2');
  });

  test('although the first answer was lost on the way: the same code works again with the same key', async () => {
    const folder = await newFolder();
    const code = await agency.codeFor('xr-3');
    agency.cable.loseNextAnswer();
    await expect(enroll({ server: agency.url, code, folder })).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' });
    expect((await enroll({ server: agency.url, code, folder })).device).toBe('xr-3');
  });
});

describe('a lane is not enrolled', () => {
  const attempt = async (change: (code: string) => string, server = agency.url) => {
    const folder = await newFolder();
    const code = await agency.codeFor('xr-4');
    const failure = await enroll({ server, code: change(code), folder }).catch((error: unknown) => error);
    expect(existsSync(join(folder, 'identity'))).toBe(false);
    return { failure, folder, code };
  };

  test.each([
    [
      'with a code the server never gave',
      (code: string) => code.replace(/-[A-Z2-7]+-/, '-AAAAAAAAAAAAAAAAAAAA-'),
      'CODE_UNKNOWN',
    ],
    ['with something that is no code', () => 'hello', 'CODE_MALFORMED'],
  ] as const)('%s', async (_, change, code) => {
    expect((await attempt(change)).failure).toMatchObject({ code });
  });

  test('with a code somebody else used', async () => {
    const code = await agency.codeFor('xr-4');
    await enroll({ server: agency.url, code, folder: await newFolder() });
    const again = enroll({ server: agency.url, code, folder: await newFolder() });
    await expect(again).rejects.toMatchObject({ code: 'CODE_USED' });
  });

  test.each([
    ['shows its root', true],
    ['hides it until its answer', false],
  ] as const)('at a server with another root that %s: it never sees the code', async (_, showsRoot) => {
    const impostor = await startImpostor(showsRoot);
    const { failure, folder, code } = await attempt((given) => given, impostor.url);
    expect(failure).toMatchObject({ code: 'ROOT_FINGERPRINT_MISMATCH' });
    expect(impostor.requests()).toBe(0);
    await impostor.close();
    expect((await enroll({ server: agency.url, code, folder })).device).toBe('xr-4');
  });

  test('where nobody listens', async () => {
    expect((await attempt((code) => code, 'https://127.0.0.1:9')).failure).toMatchObject({
      code: 'SERVER_UNREACHABLE',
    });
  });
});

/** Somebody between the lane and its agency: an agency of the same name, with a root of its own. */
async function startImpostor(showsRoot: boolean) {
  const world = await makeWorld({ at: Date.now() });
  const shown = showsRoot ? [...world.node.chain, world.root.certificate] : world.node.chain;
  let requests = 0;
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const server = createServer({ key: world.node.pem, cert: shown.map(toPem).join('') }, (_, response) => {
    requests += 1;
    response.end(
      JSON.stringify({
        certificate: base64(world.devices['xr-1']?.certificate ?? new Uint8Array()),
        chain: [base64(world.deviceCa.certificate)],
        root: base64(world.root.certificate),
        descriptor: base64(world.descriptorBytes),
        ...{ agency: 'mx', device: 'xr-1', configuration: 'portal-1', site: 'otay', lane: 'gate-1' },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://127.0.0.1:${(server.address() as { port: number }).port}`,
    requests: () => requests,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
