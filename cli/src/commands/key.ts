import type { ApiKeyBody, ApiKeyMade, RoleBody } from '@garita/api';
import { readAgencyIdentity, writeAdministratorCode } from '@garita/server';
import { ROLES } from '@garita/trust';
import { type Command, Option } from 'commander';
import { type AgencyApiOptions, askAgencyJson } from '../agency-api.ts';
import { answer, dayOf } from '../answer.ts';
import { command } from '../command.ts';
import { inRows } from '../printable.ts';

interface Json {
  readonly json?: boolean;
}

/** `garita key`: API keys, by which the server knows people and programs. */
export function keyCommand(): Command {
  return command('key')
    .description('API keys: who may ask the server for what')
    .addCommand(redeem())
    .addCommand(create())
    .addCommand(list())
    .addCommand(revoke())
    .addCommand(code())
    .addHelpText(
      'after',
      `
Examples:
  $ garita key redeem mx-admin-… --person r.lopez --server http://127.0.0.1:8080 > admin.key
  $ garita key create --person a.diaz --role analyst --api-key-file admin.key --server http://127.0.0.1:8080`,
    );
}

/** Options of every command that asks a server. */
export function asksServer(asking: Command): Command {
  return asking
    .option('--server <url>', 'the server for people, such as http://127.0.0.1:8080 (or GARITA_SERVER)')
    .option('--api-key-file <file>', 'a file with your API key (or GARITA_API_KEY)')
    .option('--json', 'answer as one line of JSON');
}

function redeem(): Command {
  return asksServer(command('redeem'))
    .description('turn the one-time administrator code of `garita init` into the first API key')
    .argument('<code>')
    .requiredOption('--person <id>', 'your id')
    .action(async (code: string, options: AgencyApiOptions & Json & { person: string }) => {
      const made = await askAgencyJson<ApiKeyMade>(
        { ...(options.server ? { server: options.server } : {}) },
        { method: 'POST', path: '/api/v1/administrator', json: { code, person: options.person } },
      );
      showMade(options.json, made);
    });
}

function create(): Command {
  return asksServer(command('create'))
    .description('make a key for a person or a program')
    .requiredOption('--person <id>', 'whose it is; for an analyst, the officer id in the descriptor')
    .addOption(new Option('--role <role...>', 'what it may do').choices([...ROLES]).makeOptionMandatory())
    .action(async (options: AgencyApiOptions & Json & { person: string; role: RoleBody[] }) => {
      const json = { person: options.person, roles: options.role };
      showMade(options.json, await askAgencyJson<ApiKeyMade>(options, { method: 'POST', path: '/api/v1/keys', json }));
    });
}

/** The key alone on standard output, so that it can go straight into a file; what to know about it beside. */
function showMade(json: boolean | undefined, made: ApiKeyMade): void {
  if (!json) process.stderr.write(`id ${made.id}: ${made.person}, ${made.roles.join(', ')}\n`);
  answer(json, made, { es: made.key, en: made.key });
}

function list(): Command {
  return asksServer(command('list'))
    .description('who has keys')
    .action(async (options: AgencyApiOptions & Json) => {
      const answered = await askAgencyJson<{ keys: ApiKeyBody[] }>(options, { method: 'GET', path: '/api/v1/keys' });
      const line = (revoked: string) => (key: ApiKeyBody) => {
        const ended = key.revokedAt === null ? '' : `  ${revoked} ${dayOf(key.revokedAt)}`;
        return [key.id, dayOf(key.createdAt), key.person, `${key.roles.join(', ')}${ended}`];
      };
      answer(options.json, answered, {
        en: inRows(answered.keys.map(line('revoked'))).join('\n') || 'There are no keys.',
        es: inRows(answered.keys.map(line('revocada'))).join('\n') || 'No hay llaves.',
      });
    });
}

function revoke(): Command {
  return asksServer(command('revoke'))
    .description('end a key, from the next request on')
    .argument('<id>', 'as `garita key list` shows it')
    .action(async (id: string, options: AgencyApiOptions & Json) => {
      const path = `/api/v1/keys/${encodeURIComponent(id)}`;
      const key = await askAgencyJson<ApiKeyBody>(options, { method: 'DELETE', path });
      answer(options.json, key, {
        en: `The key of ${key.person} is revoked.`,
        es: `La llave de ${key.person} está revocada.`,
      });
    });
}

function code(): Command {
  return command('administrator-code')
    .description('write a new one-time administrator code into the folder, when the last administrator key was lost')
    .requiredOption('--folder <dir>', 'the agency’s folder')
    .option('--json', 'answer as one line of JSON')
    .action(async (options: Json & { folder: string }) => {
      const { paths, settings } = await readAgencyIdentity(options.folder);
      const administratorCode = await writeAdministratorCode(paths.administratorCode, settings.agency, Date.now());
      answer(options.json, { administratorCode }, { en: administratorCode, es: administratorCode });
    });
}
