import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export interface OpenBrowser {
  readonly browser: Browser;
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * A headless browser on a blank page of a local server, with a bundle of one entry loaded.
 *
 * @param entry the file to bundle; what it exports is `globalThis.testing`
 * @returns a sentence why not, when no browser can be had
 */
export async function openBrowser(entry: URL): Promise<OpenBrowser | string> {
  const server = await serve(await bundle(entry));
  try {
    const browser = await launchBrowser();
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction('globalThis.testing !== undefined');
    const close = async () => {
      await browser.close();
      server.close();
    };
    return { browser, page, close };
  } catch (error) {
    server.close();
    return `no headless browser here: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
  }
}

/** A headless browser: of the system if there is one, otherwise the npm package's. Throws when neither can start. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, libraries } = await findChromium();
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
    env: { ...process.env, ...(libraries && { LD_LIBRARY_PATH: libraries }) } as Record<string, string>,
  });
}

async function bundle(entry: URL): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    format: 'iife',
    globalName: 'testing',
    target: 'es2023',
    write: false,
    footer: { js: 'globalThis.testing = testing;' },
  });
  return result.outputFiles[0]?.text ?? '';
}

async function serve(script: string): Promise<Server> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/script.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>viewer</title><script src="/script.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function findChromium(): Promise<{ executablePath: string; libraries?: string }> {
  const named = process.env.GARITA_CHROMIUM;
  const system = [...(named ? [named] : []), ...SYSTEM].find((path) => existsSync(path));
  if (system) return { executablePath: system };
  const manifest = createRequire(import.meta.url)
    .resolve('@sparticuz/chromium')
    .replace(/build.*$/, 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const folder = join(tmpdir(), `garita-chromium-${version}`);
  if (!existsSync(folder)) await unpack(folder);
  return { executablePath: join(folder, 'chromium'), libraries: join(folder, 'al2023/lib') };
}

/** The package unpacks into the temporary folder of whoever asks; a private one, renamed when whole, is safe to share. */
async function unpack(folder: string): Promise<void> {
  const own = mkdtempSync(`${folder}-`);
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV };
  // It brings the nss libraries only where it takes the machine for Amazon's.
  Object.assign(process.env, { TMPDIR: own, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' });
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    await packaged.executablePath();
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  mkdirSync(join(own, 'al2023/lib'), { recursive: true });
  try {
    renameSync(own, folder);
  } catch {
    // Another process was faster.
    rmSync(own, { recursive: true, force: true });
  }
}

type Call = (...args: never[]) => unknown;

/** What the bundle exports, to be called from here. */
export type Calls<Functions> = <Name extends keyof Functions & string>(
  name: Name,
  ...args: Functions[Name] extends Call ? Parameters<Functions[Name]> : never
) => Promise<Functions[Name] extends Call ? Awaited<ReturnType<Functions[Name]>> : never>;

/** @param page of `openBrowser`, whose bundle exports `Functions` */
export function callsOf<Functions>(page: Page): Calls<Functions> {
  return (name, ...args) =>
    page.evaluate(
      ([which, given]) => {
        const { testing } = globalThis as unknown as { testing: Record<string, (...all: unknown[]) => unknown> };
        return testing[which]?.(...given);
      },
      [name, args] as [string, unknown[]],
    ) as ReturnType<Calls<Functions>> as never;
}
