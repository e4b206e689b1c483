import { writeFile } from 'node:fs/promises';
import { checkPolicy, defaultPolicy, loadCedar } from '@garita/exchange';
import { trustCrypto } from '@garita/node-crypto';
import {
  type AgencyIdentity,
  accept,
  complete,
  fingerprintOf,
  glancePartnerFile,
  invite,
  type PartnerSide,
  readAgencyIdentity,
  readableFingerprint,
  readInvitation,
  writeAgreement,
  writePartner,
} from '@garita/server';
import type { Command } from 'commander';
import { answer, dayOf } from '../answer.ts';
import { command } from '../command.ts';
import { Failure } from '../failure.ts';
import { readInput, readInputJson, readKey } from '../input-files.ts';

interface FolderOptions {
  readonly folder: string;
  readonly json?: boolean;
}

/** `garita partner`: two agencies come to know each other and sign an agreement. */
export function partnerCommand(): Command {
  return command('partner')
    .description('become the partner of another agency: two files, two fingerprints, one signed agreement')
    .addCommand(fingerprint())
    .addCommand(terms())
    .addCommand(inviteCommand())
    .addCommand(acceptCommand())
    .addHelpText(
      'after',
      `
Examples:
  Both sides read this out to each other, over a channel they trust:
  $ garita partner fingerprint --folder /srv/garita
  The first side:
  $ garita partner terms --with us --folder /srv/garita > terms.json      (then edit it, together)
  $ garita partner invite us --fingerprint "1f2e …" --terms terms.json --folder /srv/garita --key x.soto.key --out for-us.garita
  The other side looks at it, and accepts:
  $ garita partner accept for-us.garita --fingerprint "9a8b …" --folder /srv/garita
  $ garita partner accept for-us.garita --fingerprint "9a8b …" --folder /srv/garita --key j.kim.key --out for-mx.garita
  The first side takes the answer in:
  $ garita partner accept for-mx.garita --fingerprint "1f2e …" --folder /srv/garita`,
    );
}

const folderOption = ['--folder <dir>', 'the agency’s folder'] as const;
const jsonOption = ['--json', 'answer as one line of JSON'] as const;

function fingerprint(): Command {
  return command('fingerprint')
    .description('the fingerprint of this agency’s root, to be read out to a partner')
    .requiredOption(...folderOption)
    .option(...jsonOption)
    .action(async ({ folder, json }: FolderOptions) => {
      const { root, settings } = await readAgencyIdentity(folder);
      const plain = fingerprintOf(root);
      const readable = readableFingerprint(plain);
      answer(json, { agency: settings.agency, fingerprint: plain }, { es: readable, en: readable });
    });
}

function terms(): Command {
  return command('terms')
    .description('print terms of an agreement to start from, with a policy to be read and changed by both sides')
    .requiredOption('--with <agency>', 'id of the other agency')
    .requiredOption(...folderOption)
    .action(async (options: FolderOptions & { with: string }) => {
      const { settings } = await readAgencyIdentity(options.folder);
      const [mine, theirs] = [settings.agency, options.with];
      const parties = mine < theirs ? ([mine, theirs] as const) : ([theirs, mine] as const);
      const now = Date.now();
      const draft = {
        id: `${parties.join('-')}-scans`,
        version: 1,
        title: { es: 'Intercambio de imágenes de inspección', en: 'Exchange of inspection images' },
        purpose: { es: 'Que nadie sea escaneado dos veces.', en: 'That nobody is scanned twice.' },
        text: { es: 'Escriba aquí el texto del convenio.', en: 'Write the text of the agreement here.' },
        items: ['scan', 'decision'],
        retentionDays: 365,
        policy: defaultPolicy(parties),
        validFrom: dayOf(now),
        validUntil: dayOf(now + 365 * 86_400_000),
      };
      process.stdout.write(`${JSON.stringify(draft, null, 2)}\n`);
    });
}

interface InviteOptions extends FolderOptions {
  readonly fingerprint: string;
  readonly terms: string;
  readonly key: string;
  readonly out: string;
}

function inviteCommand(): Command {
  return command('invite')
    .description('sign the terms and write the invitation for the partner')
    .argument('<agency>', 'id of the other agency')
    .requiredOption('--fingerprint <hex>', 'of the other agency’s root, as its people read it out to you')
    .requiredOption('--terms <file>', 'terms of the agreement (JSON, see `garita partner terms`)')
    .requiredOption('--key <file>', 'private key of your exchange officer')
    .requiredOption('--out <file>', 'where to write the invitation')
    .requiredOption(...folderOption)
    .option(...jsonOption)
    .action(async (agency: string, options: InviteOptions) => {
      const { signer } = await readKey(options.key);
      const side: PartnerSide = { ...(await ownSide(await readAgencyIdentity(options.folder))), officer: signer };
      const to = { agency, fingerprint: options.fingerprint };
      const invitation = await invite(side, to, await readInputJson(options.terms));
      await writeFile(options.out, invitation);
      answer(
        options.json,
        { agency, file: options.out, fingerprint: fingerprintOf(side.own.root) },
        {
          en: `The invitation for ${agency} is in ${options.out}; it is good for 30 days.\nSend it by any way; what counts is that ${agency} has your fingerprint from you:\n  ${readableFingerprint(fingerprintOf(side.own.root))}`,
          es: `La invitación para ${agency} está en ${options.out}; sirve 30 días.\nEnvíela por cualquier medio; lo que cuenta es que ${agency} reciba de usted su huella:\n  ${readableFingerprint(fingerprintOf(side.own.root))}`,
        },
      );
    });
}

interface AcceptOptions extends FolderOptions {
  readonly fingerprint: string;
  readonly key?: string;
  readonly out?: string;
}

function acceptCommand(): Command {
  return command('accept')
    .description('look at an invitation, accept it with your key, or take in the partner’s answer to yours')
    .argument('<file>', 'what the partner sent')
    .requiredOption('--fingerprint <hex>', 'of the partner’s root, as its people read it out to you')
    .option('--key <file>', 'private key of your exchange officer; without it an invitation is only shown')
    .option('--out <file>', 'where to write the answer to the partner')
    .requiredOption(...folderOption)
    .option(...jsonOption)
    .action(async (file: string, options: AcceptOptions) => {
      const bytes = await readInput(file);
      const identity = await readAgencyIdentity(options.folder);
      if (glancePartnerFile(bytes).kind === 'acceptance') return takeIn(bytes, identity, options);
      return options.key
        ? acceptInvitation(bytes, identity, options, options.key)
        : showInvitation(bytes, identity, options);
    });
}

async function showInvitation(bytes: Uint8Array, identity: AgencyIdentity, options: AcceptOptions): Promise<void> {
  const { partner, terms } = await readInvitation(await ownSide(identity), bytes, options.fingerprint);
  const { id, items, policy, purpose, retentionDays, text, title, validFrom, validUntil, version } = terms;
  const value = {
    partner: partner.agency,
    endpoints: partner.endpoints,
    id,
    version,
    title,
    purpose,
    text,
    items,
    retentionDays,
    policy,
    validFrom,
    validUntil,
  };
  const dates = `${dayOf(validFrom)} .. ${dayOf(validUntil)}`;
  answer(options.json, value, {
    en: `${partner.agency} (${partner.descriptor.name.en}) at ${partner.endpoints.machines} proposes:\n  ${title.en} (${id}, version ${version}), ${dates}\n  ${purpose.en}\n  ${text.en}\n  Items: ${items.join(', ')}; kept ${retentionDays} days\n\n${policy}\nNothing is signed yet. To accept, add --key and --out.`,
    es: `${partner.agency} (${partner.descriptor.name.es}) en ${partner.endpoints.machines} propone:\n  ${title.es} (${id}, versión ${version}), ${dates}\n  ${purpose.es}\n  ${text.es}\n  Elementos: ${items.join(', ')}; se conservan ${retentionDays} días\n\n${policy}\nAún no se firma nada. Para aceptar, agregue --key y --out.`,
  });
}

async function acceptInvitation(
  bytes: Uint8Array,
  identity: AgencyIdentity,
  options: AcceptOptions,
  keyFile: string,
): Promise<void> {
  if (!options.out) throw new Failure('USAGE', '--out says where the answer to the partner goes');
  const { signer } = await readKey(keyFile);
  const side = { ...(await ownSide(identity)), officer: signer };
  const { acceptance, agreement, partner } = await accept(side, bytes, options.fingerprint);
  await writePartner(identity.paths, partner);
  await writeAgreement(identity.paths, agreement);
  await writeFile(options.out, acceptance);
  answer(
    options.json,
    { partner: partner.agency, agreement: agreement.hash, file: options.out },
    {
      en: `${partner.agency} is your partner; agreement ${agreement.hash.slice(0, 16)} is signed by both.\nSend ${options.out} back to ${partner.agency}, and start your server again to take it up.`,
      es: `${partner.agency} es su contraparte; el convenio ${agreement.hash.slice(0, 16)} está firmado por ambos.\nEnvíe ${options.out} de vuelta a ${partner.agency}, y reinicie su servidor para que lo tome.`,
    },
  );
}

async function takeIn(bytes: Uint8Array, identity: AgencyIdentity, options: AcceptOptions): Promise<void> {
  const { agreement, partner } = await complete(await ownSide(identity), bytes, options.fingerprint);
  await writePartner(identity.paths, partner);
  await writeAgreement(identity.paths, agreement);
  answer(
    options.json,
    { partner: partner.agency, agreement: agreement.hash },
    {
      en: `${partner.agency} has accepted; agreement ${agreement.hash.slice(0, 16)} is signed by both.\nStart your server again to take it up.`,
      es: `${partner.agency} aceptó; el convenio ${agreement.hash.slice(0, 16)} está firmado por ambos.\nReinicie su servidor para que lo tome.`,
    },
  );
}

async function ownSide({ descriptor, descriptorBytes, root, settings }: AgencyIdentity) {
  const cedar = await loadCedar();
  const endpoints = { machines: settings.machines.url, people: settings.people.url };
  return {
    crypto: trustCrypto,
    own: { agency: settings.agency, root, descriptor, descriptorBytes, endpoints },
    at: Date.now(),
    checkPolicy: (policy: string) => checkPolicy(cedar, policy),
  };
}
