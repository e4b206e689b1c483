import { readFileSync } from 'node:fs';

/** The version in the project's package.json: one number for everything. */
export const VERSION: string = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
