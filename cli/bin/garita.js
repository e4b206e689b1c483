#!/usr/bin/env node
// Plain JavaScript for any Node: the program itself wants 24 or newer, and the project brings one along.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 24;

if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) {
  module.enableCompileCache?.();
  whenNpmIsGone(() => process.kill(process.pid, 'SIGTERM'));
  await import('../src/main.ts');
} else {
  const own = ownNode();
  if (own) run(own);
  else {
    console.error(`garita needs Node ${OLDEST_NODE} or newer and this is ${process.version}.`);
    console.error('Run `npm ci` in the project once: it brings its own Node along. / Ejecute `npm ci` en el proyecto.');
    process.exitCode = 2;
  }
}

function ownNode() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const program = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(program) ? program : undefined;
  } catch {
    return undefined;
  }
}

function run(program) {
  const child = spawn(program, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // Whoever stops this process means the program. A terminal sends Ctrl-C to both: the program takes it as one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  whenNpmIsGone(() => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}

/** npm hands a signal to its shell, which dies and tells nobody: a demo would run on with no way to stop it. */
function whenNpmIsGone(stop) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}
