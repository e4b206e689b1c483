// A whole agency for the lane's tests: a real server in a temporary folder, reached through a cable one can cut.
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket, connect as tcpConnect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EnrolmentCodeAnswer, ScanBody, ScanList } from '@garita/api';
import { createAgency, type RunningServer, type ServerOptions, startServer } from '@garita/server';
import { putTrustListInFolder } from '../../server/src/trust-list-in-folder.fixture.ts';

export interface TestAgency {
  readonly dir: string;
  /** Address of the cable to the machine listener. */
  readonly url: string;
  readonly cable: Cable;
  /** A one-time code for a device that is on the trust list (`xr-1` to `xr-20`). */
  codeFor(device: string): Promise<string>;
  revoke(device: string): Promise<void>;
  /** Newest first. */
  scans(): Promise<readonly ScanBody[]>;
  /** What the archive holds under a hash. */
  stored(sha256: string): Buffer;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

const ADMINISTRATOR = { id: 'admin', name: 'Test administrator', role: 'administrator' } as const;
const AUTHORITY = { id: 'authority', name: 'Test authority', role: 'equipment-authority' } as const;
const quiet = {
  info: () => undefined,
  alarm: () => undefined,
  // Connections that break are what these tests are about; anything else a server reports is a fault to be seen.
  error: (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') console.error(error);
  },
};

export async function startTestAgency(limits: NonNullable<ServerOptions['limits']> = {}): Promise<TestAgency> {
  const agency = 'mx';
  const dir = join(await mkdtemp(join(tmpdir(), 'garita-agency-')), agency);
  const [people, machines] = [await freePort(), await freePort()];
  const made = await createAgency(dir, {
    agency,
    name: { es: 'Agencia de prueba', en: 'Test agency' },
    sample: true,
    people: { host: '127.0.0.1', port: people, url: `http://127.0.0.1:${people}` },
    machines: { host: '127.0.0.1', port: machines, url: `https://127.0.0.1:${machines}` },
    officers: [ADMINISTRATOR, AUTHORITY],
    origin: `test.example/${agency}`,
    now: Date.now(),
  });
  await putTrustListInFolder(dir, trustList());
  let server: RunningServer | undefined;
  const start = async () => {
    server = await startServer({ folder: dir, version: '0.0.0', logger: quiet, limits });
  };
  const stop = async () => {
    const running = server;
    server = undefined;
    await running?.close();
  };
  await start();
  let key = '';
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`http://127.0.0.1:${people}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  ({ key } = (await call('POST', '/api/v1/administrator', {
    code: made.administratorCode,
    person: ADMINISTRATOR.id,
  })) as { key: string });

  const cable = await layCable(machines);
  const place = { configuration: 'portal-1', site: 'otay', lane: 'gate-1' };
  return {
    dir,
    url: `https://127.0.0.1:${cable.port}`,
    cable,
    async codeFor(device) {
      const request = { device, serial: `SN-${device}`, ...place, validForMinutes: 10 };
      return ((await call('POST', '/api/v1/enrolments', request)) as EnrolmentCodeAnswer).code;
    },
    async revoke(device) {
      await call('DELETE', `/api/v1/enrolments/${device}`);
    },
    scans: async () => ((await call('GET', '/api/v1/scans?limit=500')) as ScanList).scans,
    stored: (sha256) => readFileSync(join(dir, 'data', 'archive', sha256.slice(0, 2), sha256.slice(2, 4), sha256)),
    stop,
    start,
    async close() {
      await cable.close();
      await stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function trustList() {
  const configuration = { id: 'portal-1', maker: 'Test maker', model: 'Portal', status: 'approved' as const };
  return {
    configurations: [{ ...configuration, name: { es: 'Portal', en: 'Portal' }, reasons: [] }],
    devices: Array.from({ length: 20 }, (_, index) => `xr-${index + 1}`).map((id) => ({
      ...{ id, serial: `SN-${id}`, configuration: 'portal-1', site: 'otay', lane: 'gate-1', reasons: [] },
    })),
  };
}

/** TCP between lane and server that can be cut: the network, not a stand-in for either of them. */
export interface Cable {
  readonly port: number;
  /** Bytes that went from the lanes to the server. */
  sent(): number;
  /** Cuts every connection once this many more bytes have gone up; once. */
  cutAfter(bytes: number): void;
  /** While down, connections are refused at once. */
  setDown(down: boolean): void;
  /** Swallows what the server answers, and hangs up instead; once. */
  loseNextAnswer(): void;
  close(): Promise<void>;
}

async function layCable(target: number): Promise<Cable> {
  let sent = 0;
  let cutAt = Number.POSITIVE_INFINITY;
  let down = false;
  let losing = false;
  const sockets = new Set<Socket>();
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((lane) => {
    if (down) return void lane.destroy();
    const far = tcpConnect(target, '127.0.0.1');
    for (const socket of [lane, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        lane.destroy();
        far.destroy();
      });
    }
    lane.on('data', (bytes) => {
      sent += bytes.length;
      if (!far.write(bytes)) lane.pause();
      if (sent >= cutAt) {
        cutAt = Number.POSITIVE_INFINITY;
        cutAll();
      }
    });
    far.on('drain', () => lane.resume());
    let answered = 0;
    far.on('data', (bytes) => {
      answered += bytes.length;
      // The handshake and its tickets are a few KiB; what follows them is the answer.
      if (losing && answered > 4000) {
        losing = false;
        cutAll();
      } else lane.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    sent: () => sent,
    cutAfter: (bytes) => {
      cutAt = sent + bytes;
    },
    setDown: (isDown) => {
      down = isDown;
      if (down) cutAll();
    },
    loseNextAnswer: () => {
      losing = true;
    },
    close: () =>
      new Promise((resolve) => {
        cutAll();
        server.close(() => resolve());
      }),
  };
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 60_000);
    const isFree = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}
