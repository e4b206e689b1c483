import { createAgency, type NewOfficer, readableFingerprint } from '@garita/server';
import type { Role } from '@garita/trust';
import { ROLES } from '@garita/trust';
import { type Command, InvalidArgumentError } from 'commander';
import { answer } from '../answer.ts';
import { command } from '../command.ts';

interface InitOptions {
  readonly agency: string;
  readonly nameEs: string;
  readonly nameEn: string;
  readonly logName: string;
  readonly host: string;
  readonly peoplePort: number;
  readonly machinesPort: number;
  readonly peopleUrl?: string;
  readonly machinesUrl?: string;
  readonly officer: readonly NewOfficer[];
  readonly equipmentSignatures: number;
  readonly json?: boolean;
}

/** `garita init`: a real agency, without the demo. */
export function initCommand(): Command {
  return command('init')
    .description('make an agency: root, certificates, log, officers’ keys and a one-time administrator code')
    .argument('<folder>', 'a new or empty folder')
    .requiredOption('--agency <id>', 'short id, lower-case letters and digits, such as mx')
    .requiredOption('--name-es <name>', 'the agency’s name in Spanish')
    .requiredOption('--name-en <name>', 'the agency’s name in English')
    .requiredOption('--log-name <name>', 'name of the log: a path under your own domain, such as garita.mx.example/log')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--people-port <port>', 'port for people and for readers of the log', port, 8080)
    .option('--machines-port <port>', 'port for lanes and the partner', port, 8443)
    .option('--people-url <url>', 'how people reach it, when that differs')
    .option('--machines-url <url>', 'how lanes and the partner reach it, such as https://garita.mx.example:8443')
    .option('--officer <id:role:name>', `an officer to make a key for; roles: ${ROLES.join(', ')}`, officer, [])
    .option(
      '--equipment-signatures <n>',
      'how many equipment authorities sign trust lists and credentials',
      signatures,
      2,
    )
    .option('--json', 'answer as one line of JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ garita init /srv/garita --agency mx --name-es "Aduanas" --name-en "Customs" \\
      --log-name garita.mx.example/log --host 0.0.0.0 --machines-url https://garita.mx.example:8443 \\
      --officer "e.ruiz:equipment-authority:Elena Ruiz" --officer "d.mora:equipment-authority:Diego Mora" \\
      --officer "v.luna:evaluator:Vera Luna" --officer "x.soto:exchange-officer:Ximena Soto"
  The keys in <folder>/offline must leave the machine: see docs/operating/agency.md.`,
    )
    .action(async (folder: string, options: InitOptions) => {
      const { host, machinesPort, machinesUrl, peoplePort, peopleUrl } = options;
      const made = await createAgency(folder, {
        agency: options.agency,
        name: { es: options.nameEs, en: options.nameEn },
        sample: false,
        people: { host, port: peoplePort, ...(peopleUrl ? { url: peopleUrl } : {}) },
        machines: { host, port: machinesPort, ...(machinesUrl ? { url: machinesUrl } : {}) },
        officers: withAdministrator(options.officer),
        equipmentSignatures: options.equipmentSignatures,
        origin: options.logName,
        now: Date.now(),
      });
      const { administratorCode, dir, fingerprint, takeAway } = made;
      const files = takeAway.map((path) => `    ${path}`).join('\n');
      answer(
        options.json,
        { agency: options.agency, folder: dir, fingerprint, administratorCode, takeAway },
        {
          en: `Agency ${options.agency} is made in ${dir}.

1. Take these keys off this machine now (two copies, two places), then delete them here:
${files}
2. Start the server:            garita serve --folder ${dir}
3. Get your API key, once:      garita key redeem ${administratorCode} --person <your id> --server http://127.0.0.1:${peoplePort}
   The code is good for seven days and shown only here. For people who work with a browser:
                                garita account invite <id> --name <name> --role <role> --api-key-file <file>
4. Your fingerprint, to read out to partners:
    ${readableFingerprint(fingerprint)}`,
          es: `La agencia ${options.agency} está creada en ${dir}.

1. Saque ahora estas llaves de esta máquina (dos copias, dos lugares) y luego bórrelas aquí:
${files}
2. Inicie el servidor:          garita serve --folder ${dir}
3. Obtenga su llave de API, una sola vez:  garita key redeem ${administratorCode} --person <su id> --server http://127.0.0.1:${peoplePort}
   El código sirve siete días y solo se muestra aquí. Para quienes trabajan con navegador:
                                garita account invite <id> --name <nombre> --role <papel> --api-key-file <archivo>
4. Su huella, para leerla a las contrapartes:
    ${readableFingerprint(fingerprint)}`,
        },
      );
    });
}

function withAdministrator(officers: readonly NewOfficer[]): readonly NewOfficer[] {
  if (officers.some(({ role }) => role === 'administrator')) return officers;
  return [{ id: 'administrator', name: 'Administrator', role: 'administrator' }, ...officers];
}

function officer(text: string, before: readonly NewOfficer[]): readonly NewOfficer[] {
  const [, id, role, name] = /^([^:]+):([^:]+):(.+)$/.exec(text) ?? [];
  if (!id || !name || !ROLES.includes(role as Role))
    throw new InvalidArgumentError(`write id:role:name, with a role of ${ROLES.join(', ')}`);
  return [...before, { id, role: role as Role, name }];
}

/** As the descriptor bounds it: a document has room for the first signature and eight more. */
export function signatures(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 8) throw new InvalidArgumentError('1 to 8 signatures');
  return number;
}

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65_535)
    throw new InvalidArgumentError('a port is 1 to 65535');
  return number;
}
