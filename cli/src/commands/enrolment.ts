import type { EnrolmentCodeAnswer, SiteRegister } from '@garita/api';
import { type Command, InvalidArgumentError } from 'commander';
import { type AgencyApiOptions, askAgencyJson } from '../agency-api.ts';
import { answer } from '../answer.ts';
import { command } from '../command.ts';
import { preferredLanguage } from '../failure.ts';
import { asksServer } from './key.ts';

interface CodeOptions extends AgencyApiOptions {
  readonly configuration: string;
  readonly serial: string;
  readonly site: string;
  readonly lane: string;
  readonly hours: number;
  readonly json?: boolean;
}

/** `garita enrolment`: which lanes may send. */
export function enrolmentCommand(): Command {
  return command('enrolment')
    .description('one-time codes by which lanes get their certificates')
    .addCommand(create())
    .addCommand(revoke())
    .addHelpText(
      'after',
      `
Examples:
  $ garita enrolment create xr-7 --configuration cfg-1 --serial S-7 --site nuevo-laredo --lane lane-7 \\
      --server http://127.0.0.1:8080 --api-key-file admin.key
  Then, beside the scanner:
  $ garita lane enroll --help`,
    );
}

function create(): Command {
  return asksServer(command('create'))
    .description('a code for one device, good once')
    .argument('<device>')
    .requiredOption('--configuration <id>', 'as the trust list names it')
    .requiredOption('--serial <text>', 'the scanner’s serial number')
    .requiredOption('--site <id>')
    .requiredOption('--lane <id>')
    .option('--hours <n>', 'how long it may wait to be used, at most 720', hours, 24)
    .action(async (device: string, options: CodeOptions) => {
      const { configuration, lane, serial, site } = options;
      const json = { device, configuration, serial, site, lane, validForMinutes: options.hours * 60 };
      const call = { method: 'POST' as const, path: '/api/v1/enrolments', json };
      const made = await askAgencyJson<EnrolmentCodeAnswer>(options, call);
      if (!options.json) {
        process.stderr.write(`${made.device}: ${new Date(made.expiresAt).toISOString()}\n`);
        if (!(await isRegistered(options, site))) process.stderr.write(`${unregistered(site)}\n`);
      }
      answer(options.json, made, { en: made.code, es: made.code });
    });
}

async function isRegistered(options: AgencyApiOptions, site: string): Promise<boolean> {
  const { sites } = await askAgencyJson<SiteRegister>(options, { method: 'GET', path: '/api/v1/register' });
  return sites.some(({ id }) => id === site);
}

function unregistered(site: string): string {
  return preferredLanguage() === 'es'
    ? `Atención: register.json no tiene el sitio ${site}; mientras falte, ninguna regla que pida su tipo permitirá enviar sus escaneos.`
    : `Note: register.json has no site ${site}; until it does, no rule that asks for its kind lets its scans be shared.`;
}

function revoke(): Command {
  return asksServer(command('revoke'))
    .description('end every certificate of a device; it can be enrolled again with a new code')
    .argument('<device>')
    .action(async (device: string, options: AgencyApiOptions & { json?: boolean }) => {
      const path = `/api/v1/enrolments/${encodeURIComponent(device)}`;
      const done = await askAgencyJson<{ revoked: number }>(options, { method: 'DELETE', path });
      answer(
        options.json,
        { device, ...done },
        {
          en: `${done.revoked} certificate(s) of ${device} are revoked.`,
          es: `Se revocaron ${done.revoked} certificado(s) de ${device}.`,
        },
      );
    });
}

function hours(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 720) throw new InvalidArgumentError('1 to 720 hours');
  return number;
}
