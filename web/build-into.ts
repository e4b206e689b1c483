// Run as a program by build.ts: `node build-into.ts WEB FOLDER`.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';

/** Below this a packet is not filled, and compressing saves nothing. */
const WORTH_BYTES = 1024;

const [root, outDir] = process.argv.slice(2);
if (!root || !outDir) throw new Error('name the workspace and the folder to build into');
await build({
  root,
  configFile: join(root, 'vite.config.ts'),
  configLoader: 'native',
  logLevel: 'warn',
  build: { outDir, emptyOutDir: true },
});

// Compressed once, here: a monitoring centre may be far away, and a server has other work.
const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
const texts = entries.filter((entry) => entry.isFile() && /\.(?:js|css|svg|json)$/.test(entry.name));
await Promise.all(
  texts.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if (bytes.length < WORTH_BYTES) return;
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params }));
    await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
  }),
);
