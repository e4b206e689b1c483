import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAgency } from '@garita/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningGarita, runGarita, startGarita } from '../run-garita.fixture.ts';

let dir: string;
let ports: { readonly people: number; readonly machines: number };
const agency = () => join(dir, 'mx');

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'garita-serve-'));
  ports = { people: await freePort(), machines: await freePort() };
  await createAgency(agency(), {
    agency: 'mx',
    name: { es: 'Prueba', en: 'Test' },
    sample: true,
    people: { host: '127.0.0.1', port: ports.people },
    machines: { host: '127.0.0.1', port: ports.machines },
    officers: [],
    origin: 'garita.example/mx',
    now: Date.now(),
  });
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = await listen(0);
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listen(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

const serve = (...more: string[]) => startGarita(['serve', '--folder', agency(), ...more]);

async function stop(running: RunningGarita, signal: NodeJS.Signals) {
  running.child.kill(signal);
  return running.ended;
}

describe('garita serve', () => {
  test('answers at the addresses it prints, lets nobody else into the folder, and stops on Ctrl-C', async () => {
    const running = serve();
    const out = await running.printed('verifier key');
    const log = /http:\S+\/log/.exec(out)?.[0];
    const vkey = await (await fetch(`${log}/vkey`)).text();
    expect(vkey).toMatch(/^garita\.example\/mx\+[0-9a-f]{8}\+/);

    const second = await runGarita(['serve', '--folder', agency(), '--json']);
    expect(second.code).toBe(2);
    expect(JSON.parse(second.out)).toMatchObject({
      error: { code: 'FOLDER_IN_USE', detail: expect.stringContaining(`process ${running.child.pid}`) },
    });

    const { code, out: all } = await stop(running, 'SIGINT');
    expect(code).toBe(0);
    expect(all).toContain(vkey.trim());
    expect(all).toContain('Stopping');
  });

  test('tells scripts a line for each event, the first when it is ready', async () => {
    const running = serve('--json');
    await running.printed('ready');
    const { code, out } = await stop(running, 'SIGTERM');
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(events).toMatchObject([
      {
        event: 'ready',
        agency: 'mx',
        people: { port: ports.people },
        machines: { port: ports.machines },
        log: { url: `http://127.0.0.1:${ports.people}/log`, vkey: expect.stringContaining('garita.example/mx+') },
      },
      { event: 'stopping' },
      { event: 'stopped' },
    ]);
  });

  test('under a parent: tells it when it is ready, leaves Ctrl-C to it, and goes when it goes', async () => {
    const running = startGarita(['serve', '--folder', agency()], {}, true);
    const message = await new Promise((resolve) => running.child.once('message', resolve));
    expect(message).toMatchObject({ event: 'ready', agency: 'mx' });
    running.child.kill('SIGINT');
    expect((await fetch(`http://127.0.0.1:${ports.people}/log/vkey`)).status).toBe(200);
    running.child.disconnect();
    expect(await running.ended).toMatchObject({ code: 0, out: '' });
  });

  test('says in a sentence that a port is taken, and lets the folder go', async () => {
    const other = await listen(ports.machines);
    const refused = await runGarita(['serve', '--folder', agency()]);
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(refused.err).toContain('PORT_IN_USE: Another program already listens on this port.');
    expect(refused.err).toContain(String(ports.machines));
    const underParent = startGarita(['serve', '--folder', agency()], {}, true);
    expect((await underParent.ended).code).toBe(2);
    await new Promise((resolve) => other.close(resolve));
  });

  test('shows the pages of the folder it is told, and a word on how to build them without', async () => {
    const page = async (...words: string[]) => {
      const running = serve('--json', ...words);
      await running.printed('ready');
      const answer = await fetch(`http://127.0.0.1:${ports.people}/`, { headers: { accept: 'text/html' } });
      await stop(running, 'SIGTERM');
      return answer.text();
    };
    await writeFile(join(dir, 'index.html'), '<html><head><title>the pages</title></head></html>');
    expect(await page('--web', dir)).toContain('<title>the pages</title>');
    expect(await page('--no-web')).toContain('npm run build');
  });

  test('says that a folder holds no agency', async () => {
    const { code, err } = await runGarita(['serve', '--folder', dir]);
    expect(code).toBe(2);
    expect(err).toContain('FOLDER_NOT_AGENCY: This folder does not hold an agency.');
  });
});
