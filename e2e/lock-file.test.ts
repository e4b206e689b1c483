import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

// `npm install` leaves out what the registry of the day could not give, `npm ci` then refuses the whole lock file.
it('the lock file names every optional package, for every platform: otherwise `npm ci` refuses it', () => {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const wanted = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({ path, name })),
  );
  expect(wanted.length).toBeGreaterThan(20);
  const missing = wanted.filter(
    ({ path, name }) => !placesOf(path, name).some((place) => lock.packages[place]?.version),
  );
  expect(missing).toEqual([]);
});

/** Where Node looks for a package named by the one at `path`: beside it, then further up. */
function placesOf(path: string, name: string): readonly string[] {
  const parts = path === '' ? [] : path.split('/node_modules/');
  const folders = parts.map((_, index) => parts.slice(0, index + 1).join('/node_modules/')).reverse();
  return [...folders.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`];
}
