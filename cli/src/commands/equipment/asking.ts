import { join } from 'node:path';
import type { Es256Signer } from '@garita/trust';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type AgencyApiOptions, type AgencyCall, askAgency, askAgencyJson } from '../../agency-api.ts';
import { command } from '../../command.ts';
import { Failure } from '../../failure.ts';
import { DEMO_FOLDER, type DemoAgency, findRunningDemo } from '../../running-demo.ts';

/** Whom a command asks, and as whom: a named server, or the demo that runs here. */
export interface Asking {
  readonly server?: string;
  readonly apiKeyFile?: string;
  readonly folder: string;
  readonly agency: DemoAgency;
  readonly as?: string;
  readonly json?: boolean;
}

/** What a command that signs is given besides. */
export interface Signing extends Asking {
  readonly officerKey?: string;
}

export const EQUIPMENT = '/api/v1/equipment';

/** A command that asks an agency's server about its equipment. */
export function asking(name: string): Command {
  return command(name)
    .option('--server <url>', 'the server for people, such as http://127.0.0.1:8080 (or GARITA_SERVER)')
    .option('--api-key-file <file>', 'a file with your API key (or GARITA_API_KEY)')
    .option('--folder <dir>', 'without a server: the folder of the running demo', DEMO_FOLDER)
    .addOption(new Option('--agency <id>', 'which agency of the demo').choices(['mx', 'us']).default('mx'))
    .option('--as <person>', 'as whom in the demo, such as equipment-authority')
    .option('--json', 'answer as one line of JSON');
}

/** A command that signs with an officer's key, which never leaves this machine. */
export function signing(name: string): Command {
  return asking(name).option('--officer-key <file>', 'your private key (PEM); in the demo that of --as');
}

/** The server to ask. Throws DEMO_NOT_RUNNING and USAGE. */
export async function agencyOf({ agency, apiKeyFile, as, folder, server }: Asking): Promise<AgencyApiOptions> {
  const named = server ?? process.env.GARITA_SERVER;
  if (named) {
    if (as !== undefined) throw new Failure('USAGE', '--as is for the demo; elsewhere you are who your API key says');
    return { server: named, ...(apiKeyFile ? { apiKeyFile } : {}) };
  }
  const { apiKey, people, server: here } = (await findRunningDemo(folder)).agencies[agency];
  if (as === undefined) return { server: here, apiKey };
  const key = people[as];
  if (!key) throw new Failure('USAGE', `the demo has no ${as}; it has ${Object.keys(people).join(', ') || 'nobody'}`);
  return { server: here, apiKey: key };
}

export async function ask<Answer>(options: Asking, call: AgencyCall): Promise<Answer> {
  return askAgencyJson<Answer>(await agencyOf(options), call);
}

export function get<Answer>(options: Asking, path: string): Promise<Answer> {
  return ask<Answer>(options, { method: 'GET', path });
}

/** What the agency publishes, as it is signed. Throws NOT_PUBLISHED. */
export async function getPublished(options: Asking, path: string): Promise<Uint8Array> {
  return askAgency(await agencyOf(options), { method: 'GET', path, absent: 'NOT_PUBLISHED' });
}

/** Who signs: the person whose API key it is, with the key file that was named. Throws FOLDER_KEY_MISSING. */
export async function officerOf(options: Signing): Promise<{ readonly id: string; readonly signer: Es256Signer }> {
  const { readKey } = await import('../../input-files.ts');
  const file = options.officerKey ?? demoKeyOf(options);
  if (file === undefined) throw new Failure('USAGE', 'name your key: --officer-key FILE; in the demo: --as PERSON');
  const [{ signer }, { person }] = await Promise.all([readKey(file), get<{ person: string }>(options, '/api/v1/me')]);
  return { id: person, signer };
}

function demoKeyOf({ agency, as, folder, server }: Signing): string | undefined {
  if (as === undefined || server || process.env.GARITA_SERVER) return undefined;
  return join(folder, agency, 'officers', `${as}.key`);
}

/** A day or a time with its zone, as milliseconds since 1970; a day alone begins at midnight UTC. */
export function moment(text: string): number {
  const at = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (!Number.isFinite(at) || at < 0) throw new InvalidArgumentError('write 2027-11-23 or 2027-11-23T18:00:00Z');
  return at;
}

/** An option given more than once, in order. */
export function each(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** An id in an address. */
export const inPath = encodeURIComponent;
