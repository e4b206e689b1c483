import { createPublicKey } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { generateP256 } from '@garita/node-crypto';
import { changeOfficers, type OfficerChange, readAgencyIdentity, type SignedDescriptor } from '@garita/server';
import { ROLES, type Role } from '@garita/trust';
import { type Command, Option } from 'commander';
import { answer, dayOf, type Words } from '../answer.ts';
import { command } from '../command.ts';
import { Failure } from '../failure.ts';
import { readInputText, readKey } from '../input-files.ts';
import { inRows } from '../printable.ts';
import { signatures } from './init.ts';

interface ChangeOptions {
  readonly folder: string;
  readonly rootKey: string;
  readonly json?: boolean;
}

/** `garita officer`: who may sign for the agency; every change is signed by the root. */
export function officerCommand(): Command {
  return command('officer')
    .description('officers and their keys, as the agency’s root says in its descriptor')
    .addCommand(makeKey())
    .addCommand(list())
    .addCommand(add())
    .addCommand(remove())
    .addCommand(renew())
    .addCommand(signaturesOfEquipment())
    .addHelpText(
      'after',
      `
Examples:
  The officer, on a machine of their own; only a.diaz.pub leaves it:
  $ garita officer make-key --out a.diaz
  Whoever holds the root key:
  $ garita officer add a.diaz --role analyst --name "Ana Díaz" --public a.diaz.pub --folder /srv/garita --root-key /media/root.key
  $ garita officer signatures --equipment 3 --folder /srv/garita --root-key /media/root.key`,
    );
}

function makeKey(): Command {
  return command('make-key')
    .description('make an officer’s key: <name>.key stays with the officer, <name>.pub goes to the root’s holder')
    .requiredOption('--out <name>', 'file name without ending')
    .option('--json', 'answer as one line of JSON')
    .action(async ({ json, out }: { out: string; json?: boolean }) => {
      const { privatePem } = generateP256();
      // Never over a key that is there: it could not be had back.
      await writeFile(`${out}.key`, privatePem, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') throw new Failure('FOLDER_NOT_EMPTY', `${out}.key is there already`);
        throw error;
      });
      await writeFile(`${out}.pub`, createPublicKey(privatePem).export({ format: 'pem', type: 'spki' }));
      answer(
        json,
        { private: `${out}.key`, public: `${out}.pub` },
        {
          en: `${out}.key is yours alone; give ${out}.pub to whoever holds the root key.`,
          es: `${out}.key es solo suya; entregue ${out}.pub a quien guarda la llave raíz.`,
        },
      );
    });
}

function list(): Command {
  return command('list')
    .description('the officers of the descriptor')
    .requiredOption('--folder <dir>', 'the agency’s folder')
    .option('--json', 'answer as one line of JSON')
    .action(async ({ folder, json }: { folder: string; json?: boolean }) => {
      const { descriptor } = await readAgencyIdentity(folder);
      const needed = descriptor.signatures.equipment;
      const officers = descriptor.officers.map(({ id, name, role }) => ({ id, role, name }));
      const lines = inRows(officers.map(({ id, name, role }) => [id, role, name])).join('\n');
      const { expiresAt, version } = descriptor;
      answer(
        json,
        { version, expiresAt, equipmentSignatures: needed, officers },
        {
          en: `Descriptor ${version}, good until ${dayOf(expiresAt)}:\n${lines}\nEquipment authorities who must sign a trust list: ${needed}.`,
          es: `Descriptor ${version}, vigente hasta ${dayOf(expiresAt)}:\n${lines}\nAutoridades de equipos que deben firmar una lista de confianza: ${needed}.`,
        },
      );
    });
}

/** Options of every change: the root has to sign it. */
function rootSigns(changing: Command): Command {
  return changing
    .requiredOption('--folder <dir>', 'the agency’s folder')
    .requiredOption('--root-key <file>', 'the agency’s root key, brought for this moment')
    .option('--json', 'answer as one line of JSON');
}

function add(): Command {
  return rootSigns(command('add'))
    .description('name an officer')
    .argument('<id>')
    .addOption(new Option('--role <role>', 'what the officer may sign').choices([...ROLES]).makeOptionMandatory())
    .requiredOption('--name <name>', 'the officer’s name')
    .requiredOption('--public <file>', 'public key (PEM) that `garita officer make-key` wrote')
    .action(async (id: string, options: ChangeOptions & { role: Role; name: string; public: string }) => {
      const key = await readPublicKey(options.public);
      await change(options, { kind: 'add', officer: { id, name: options.name, role: options.role, key } });
    });
}

function remove(): Command {
  return rootSigns(command('remove'))
    .description('end an officer’s right to sign; what was signed and logged before stays')
    .argument('<id>')
    .action((id: string, options: ChangeOptions) => change(options, { kind: 'remove', id }));
}

function renew(): Command {
  return rootSigns(command('renew'))
    .description('sign the descriptor again, for another year')
    .action((options: ChangeOptions) => change(options, { kind: 'renew' }));
}

function signaturesOfEquipment(): Command {
  return rootSigns(command('signatures'))
    .description('say how many equipment authorities must sign a trust list or a credential')
    .requiredOption('--equipment <n>', '1 to 8', signatures)
    .action((options: ChangeOptions & { equipment: number }) =>
      change(options, { kind: 'signatures', equipment: options.equipment }),
    );
}

async function change(options: ChangeOptions, what: OfficerChange): Promise<void> {
  const { pem } = await readKey(options.rootKey);
  const signed = await changeOfficers(options.folder, what, pem, Date.now());
  const { expiresAt, hash, officers, version } = signed;
  const value = {
    ...{ version, hash, expiresAt, equipmentSignatures: signed.signatures.equipment },
    officers: officers.map(({ id, role }) => ({ id, role })),
  };
  answer(options.json, value, {
    en: `Descriptor ${version} is signed, good until ${dayOf(expiresAt)}: ${officers.length} officers.\n${tooFew(signed)?.en ?? ''}Start the server again to take it up, and take the root key away.`,
    es: `El descriptor ${version} está firmado, vigente hasta ${dayOf(expiresAt)}: ${officers.length} funcionarios.\n${tooFew(signed)?.es ?? ''}Reinicie el servidor para que lo tome, y retire la llave raíz.`,
  });
}

/** An agency that names fewer authorities than must sign can put no list in force. */
function tooFew({ officers, signatures }: SignedDescriptor): Words | undefined {
  const named = officers.filter(({ role }) => role === 'equipment-authority').length;
  if (named >= signatures.equipment) return undefined;
  return {
    en: `Note: a trust list needs ${signatures.equipment} equipment authorities, and ${named} are named; add the missing ones.\n`,
    es: `Atención: una lista de confianza necesita ${signatures.equipment} autoridades de equipos, y hay ${named}; añada las que faltan.\n`,
  };
}

async function readPublicKey(path: string): Promise<Uint8Array> {
  const pem = await readInputText(path);
  // createPublicKey would take a private key too, and derive from it: that key must not have come here at all.
  if (pem.includes('PRIVATE KEY')) throw new Failure('USAGE', `${path} is a private key; the public one ends in .pub`);
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new TypeError('not on P-256');
    return new Uint8Array(key.export({ format: 'der', type: 'spki' }));
  } catch {
    throw new Failure('FOLDER_KEY_MISSING', `${path} is no P-256 public key (PEM)`);
  }
}
