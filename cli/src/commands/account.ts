import type { AccountBody, AccountInvited, AccountList, RoleBody } from '@garita/api';
import { ROLES } from '@garita/trust';
import { type Command, Option } from 'commander';
import { type AgencyApiOptions, askAgencyJson } from '../agency-api.ts';
import { answer, dayOf } from '../answer.ts';
import { command } from '../command.ts';
import { inRows } from '../printable.ts';
import { asksServer } from './key.ts';

interface Asking extends AgencyApiOptions {
  readonly json?: boolean;
}

/** `garita account`: who may sign in with a browser. */
export function accountCommand(): Command {
  return command('account')
    .description('people’s accounts: who may sign in, as what')
    .addCommand(list())
    .addCommand(invite())
    .addCommand(disable())
    .addCommand(enable())
    .addHelpText(
      'after',
      `
Examples:
  $ garita account invite a.diaz --name "Ana Díaz" --role analyst --api-key-file admin.key --server http://127.0.0.1:8080
  $ garita account disable a.diaz --api-key-file admin.key --server http://127.0.0.1:8080`,
    );
}

function list(): Command {
  return asksServer(command('list'))
    .description('everybody who has an account')
    .action(async (options: Asking) => {
      const { accounts } = await askAgencyJson<AccountList>(options, { method: 'GET', path: '/api/v1/accounts' });
      const line = (disabled: string, invited: string) => (account: AccountBody) => {
        const { active, createdAt, disabledAt, displayName, person, roles } = account;
        const state = disabledAt === null ? (active ? '' : `  ${invited}`) : `  ${disabled} ${dayOf(disabledAt)}`;
        return [person, displayName, dayOf(createdAt), `${roles.join(', ')}${state}`];
      };
      answer(
        options.json,
        { accounts },
        {
          en: inRows(accounts.map(line('disabled', 'invited'))).join('\n') || 'There are no accounts.',
          es: inRows(accounts.map(line('desactivada', 'invitada'))).join('\n') || 'No hay cuentas.',
        },
      );
    });
}

function invite(): Command {
  return asksServer(command('invite'))
    .description('make an account, or let somebody who has one set a new password; prints a one-time code')
    .argument('<person>', 'the id; of an officer, the one in the descriptor')
    .option('--name <name>', 'the person’s name, for a new account')
    .addOption(new Option('--role <role...>', 'what a new account may do').choices([...ROLES]))
    .action(async (person: string, options: Asking & { name?: string; role?: RoleBody[] }) => {
      const { name, role } = options;
      const path = '/api/v1/accounts';
      const invited = await askAgencyJson<AccountInvited>(
        options,
        name !== undefined || role !== undefined
          ? { method: 'POST', path, json: { person, displayName: name ?? person, roles: role ?? [] } }
          : { method: 'POST', path: `${path}/${encodeURIComponent(person)}/invitation` },
      );
      // The code alone on standard output, so that it can be sent on; what to know about it beside.
      if (!options.json)
        process.stderr.write(
          `${invited.account.person}: ${invited.account.roles.join(', ')}, ${new Date(invited.expiresAt).toISOString()}\n`,
        );
      answer(options.json, invited, { en: invited.code, es: invited.code });
    });
}

function disable(): Command {
  return asksServer(command('disable'))
    .description('end the sessions of a person, and let neither password nor API key in')
    .argument('<person>')
    .action((person: string, options: Asking) => change(person, true, options));
}

function enable(): Command {
  return asksServer(command('enable'))
    .description('let a disabled person in again')
    .argument('<person>')
    .action((person: string, options: Asking) => change(person, false, options));
}

async function change(person: string, disabled: boolean, options: Asking): Promise<void> {
  const path = `/api/v1/accounts/${encodeURIComponent(person)}`;
  const changed = await askAgencyJson<AccountBody>(options, { method: 'PATCH', path, json: { disabled } });
  answer(options.json, changed, {
    en: `${changed.person} ${disabled ? 'is disabled' : 'is enabled'}.`,
    es: `La cuenta de ${changed.person} está ${disabled ? 'desactivada' : 'activa'}.`,
  });
}
