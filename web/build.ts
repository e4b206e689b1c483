import { fork } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

const WEB = import.meta.dirname;
const ROOT = dirname(WEB);
const DIST = join(WEB, 'dist');
/** Names the newest build in DIST. */
const NEWEST = join(DIST, '.built');
const BUILDER = join(WEB, 'build-into.ts');
/** Servers that run keep the build they were given; of those before, the newest stay. */
const KEPT = 4;

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
export async function buildWeb(): Promise<BuiltWeb> {
  return (await startWebBuild()).built;
}

/** The same for whoever has other things to do meanwhile. */
export async function startWebBuild(): Promise<WebBuild> {
  const from = performance.now();
  const name = await hashSources();
  const folder = join(DIST, name);
  const cached = await isBuilt(folder);
  const built = (async () => {
    if (!cached) await buildInto(folder);
    await point(name);
    return { folder, cached, ms: Math.round(performance.now() - from) };
  })();
  built.catch(() => undefined);
  return { folder, cached, built };
}

/** The newest build, whatever the sources say now; `undefined` before the first. */
export async function builtWeb(): Promise<string | undefined> {
  const name = await readFile(NEWEST, 'utf8').catch(() => '');
  if (!/^[0-9a-f]{16}$/.test(name)) return undefined;
  const folder = join(DIST, name);
  return (await isBuilt(folder)) ? folder : undefined;
}

/** Into a folder of its own and then under its name: what is there is whole, however many build at once. */
async function buildInto(folder: string): Promise<void> {
  await mkdir(DIST, { recursive: true });
  const part = join(DIST, `.part-${randomUUID()}`);
  try {
    await runBuilder(part);
    await rename(part, folder).catch(async (error: unknown) => {
      // Somebody else was faster: the same sources make the same files.
      if (!(await isBuilt(folder))) throw error;
    });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** In a process of its own: Vite takes memory, and sets NODE_ENV for whatever is started after it. */
async function runBuilder(part: string): Promise<void> {
  const child = fork(BUILDER, [part], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] });
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

async function point(name: string): Promise<void> {
  if ((await readFile(NEWEST, 'utf8').catch(() => '')) === name) return;
  const part = `${NEWEST}-${randomUUID()}`;
  await writeFile(part, name);
  await rename(part, NEWEST);
  const others = (await readdir(DIST)).filter((found) => /^(?:[0-9a-f]{16}|\.part-.*)$/.test(found) && found !== name);
  const aged = await Promise.all(
    others.map(async (found) => ({ found, at: (await stat(join(DIST, found)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  const old = aged.sort((one, other) => other.at - one.at).slice(KEPT - 1);
  await Promise.all(old.map(({ found }) => rm(join(DIST, found), { recursive: true, force: true })));
}

async function isBuilt(folder: string): Promise<boolean> {
  return (await stat(join(folder, 'index.html')).catch(() => undefined)) !== undefined;
}

/** 16 hex digits over everything that a build is made from; the lock file stands for the dependencies. */
async function hashSources(): Promise<string> {
  const packages = await readdir(join(ROOT, 'packages'));
  const folders = [
    join(WEB, 'src'),
    join(WEB, 'public'),
    ...packages.map((name) => join(ROOT, 'packages', name, 'src')),
  ];
  const files = [
    ...(await Promise.all(folders.map(filesIn))).flat(),
    ...['index.html', 'vite.config.ts', 'build-into.ts', 'package.json'].map((name) => join(WEB, name)),
    join(ROOT, 'package-lock.json'),
  ].sort();
  const hash = createHash('sha256');
  const contents = await Promise.all(files.map((path) => readFile(path)));
  for (const [index, bytes] of contents.entries())
    hash.update(`${relative(ROOT, files[index] ?? '')}\0${bytes.length}\0`).update(bytes);
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
