import { fork } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

const BUILDER = join(import.meta.dirname, 'build-into.ts');
const OURS = dirname(import.meta.dirname);
/** In web/dist: names the newest build there. */
const NEWEST = '.built';
/** Servers that run keep the build they were given; of those before, the newest stay. */
const KEPT = 4;

export interface WebOptions {
  /** The repository: what lies in `web` and `packages` is built, into `web/dist`. */
  readonly root?: string;
}

export interface BuiltWeb {
  /** Holds index.html and assets/. */
  readonly folder: string;
  /** The same sources were built before. */
  readonly cached: boolean;
  readonly ms: number;
}

export interface WebBuild {
  /** Where the build will be; until then it is not there. */
  readonly folder: string;
  /** It is there already. */
  readonly cached: boolean;
  readonly built: Promise<BuiltWeb>;
}

/** Builds the web application unless these very sources were built before. Rejects with what Vite said. */
export async function buildWeb(options: WebOptions = {}): Promise<BuiltWeb> {
  return (await startWebBuild(options)).built;
}

/** The same for whoever has other things to do meanwhile. */
export async function startWebBuild({ root = OURS }: WebOptions = {}): Promise<WebBuild> {
  const from = performance.now();
  const name = await hashSources(root);
  const dist = join(root, 'web', 'dist');
  const folder = join(dist, name);
  const cached = await isBuilt(folder);
  const built = (async () => {
    if (!cached) await buildInto(folder);
    await point(dist, name);
    return { folder, cached, ms: Math.round(performance.now() - from) };
  })();
  built.catch(() => undefined);
  return { folder, cached, built };
}

/** The newest build, whatever the sources say now; `undefined` before the first. */
export async function builtWeb({ root = OURS }: WebOptions = {}): Promise<string | undefined> {
  const dist = join(root, 'web', 'dist');
  const name = await readFile(join(dist, NEWEST), 'utf8').catch(() => '');
  if (!/^[0-9a-f]{16}$/.test(name)) return undefined;
  const folder = join(dist, name);
  return (await isBuilt(folder)) ? folder : undefined;
}

/** Into a folder of its own and then under its name: what is there is whole, however many build at once. */
async function buildInto(folder: string): Promise<void> {
  const dist = dirname(folder);
  await mkdir(dist, { recursive: true });
  const part = join(dist, `.part-${randomUUID()}`);
  try {
    await runBuilder(dirname(dist), part);
    await rename(part, folder).catch(async (error: unknown) => {
      // Somebody else was faster: the same sources make the same files.
      if (!(await isBuilt(folder))) throw error;
    });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** In a process of its own: Vite takes memory, and sets NODE_ENV for whatever is started after it. */
async function runBuilder(web: string, part: string): Promise<void> {
  // Whoever asks may be a test: what is served is never React's development build.
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = fork(BUILDER, [web, part], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [], env });
  let said = '';
  const hear = (bytes: Buffer) => {
    said = `${said}${bytes.toString('utf8')}`.slice(-4000);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`the web application was not built: ${said.trim() || `exit ${code}`}`);
}

async function point(dist: string, name: string): Promise<void> {
  const newest = join(dist, NEWEST);
  if ((await readFile(newest, 'utf8').catch(() => '')) === name) return;
  const part = `${newest}-${randomUUID()}`;
  await writeFile(part, name);
  await rename(part, newest);
  const others = (await readdir(dist)).filter((found) => /^[0-9a-f]{16}$/.test(found) && found !== name);
  const aged = await Promise.all(others.map(async (found) => ({ found, at: await changedAt(join(dist, found)) })));
  const old = aged.sort((one, other) => other.at - one.at).slice(KEPT - 1);
  await Promise.all(old.map(({ found }) => rm(join(dist, found), { recursive: true, force: true })));
}

/** 0 for what somebody else has just removed. */
async function changedAt(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}

async function isBuilt(folder: string): Promise<boolean> {
  return (await stat(join(folder, 'index.html')).catch(() => undefined)) !== undefined;
}

/** 16 hex digits over everything that a build is made from; the lock file stands for the dependencies. */
async function hashSources(root: string): Promise<string> {
  const web = join(root, 'web');
  const packages = await readdir(join(root, 'packages'));
  const folders = [
    join(web, 'src'),
    join(web, 'public'),
    ...packages.map((name) => join(root, 'packages', name, 'src')),
  ];
  const files = [
    ...(await Promise.all(folders.map(filesIn))).flat(),
    ...['index.html', 'vite.config.ts'].map((name) => join(web, name)),
    join(root, 'package-lock.json'),
    BUILDER,
  ].sort();
  const hash = createHash('sha256');
  const contents = await Promise.all(files.map((path) => readFile(path)));
  for (const [index, bytes] of contents.entries())
    hash.update(`${relative(root, files[index] ?? '')}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex').slice(0, 16);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !/\.(?:test|fixture)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

if (import.meta.main) {
  const { folder, cached, ms } = await buildWeb();
  process.stdout.write(
    `${relative(process.cwd(), folder) || folder}: ${cached ? 'was built before' : 'built'}, ${ms} ms\n`,
  );
}
