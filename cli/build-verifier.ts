// Builds dist/garita-verify.mjs: the offline verifier as one file.
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles the verifier into `outfile` and answers its size in bytes. */
export async function buildVerifier(outfile: string): Promise<number> {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL('src/verifier-main.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    metafile: true,
    legalComments: 'inline',
    logLevel: 'warning',
    banner: {
      js: '#!/usr/bin/env node\n// Garita offline verifier. Apache-2.0. Built from source with `npm run build:verifier`.',
    },
    external: ['@cedar-policy/*'],
  });
  const output = Object.values(metafile.outputs)[0];
  // The policy engine is 4 MB that a verifier must not need, and one file imports nothing but Node itself.
  const foreign = output?.imports.filter(({ path }) => !isBuiltin(path)) ?? [];
  if (foreign.length > 0) throw new Error(`the verifier would need ${foreign.map(({ path }) => path).join(', ')}`);
  return output?.bytes ?? 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outfile = fileURLToPath(new URL('../dist/garita-verify.mjs', import.meta.url));
  const bytes = await buildVerifier(outfile);
  process.stdout.write(`${outfile} (${Math.round(bytes / 1024)} KiB)\n`);
}
