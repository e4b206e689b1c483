import { writeFile } from 'node:fs/promises';
import { trustCrypto } from '@garita/node-crypto';
import { readAgencyIdentity, signTrustList } from '@garita/server';
import type { Command } from 'commander';
import { type AgencyApiOptions, askAgency, askAgencyJson } from '../agency-api.ts';
import { answer, dayOf } from '../answer.ts';
import { command } from '../command.ts';
import { readInput, readInputJson, readKey } from '../input-files.ts';
import { asksServer } from './key.ts';

interface SignOptions extends AgencyApiOptions {
  readonly folder: string;
  readonly key: string;
  readonly previous?: string;
  readonly first?: boolean;
  readonly out: string;
  readonly json?: boolean;
}

interface ShownList {
  readonly version: number;
  readonly hash: string;
  readonly expiresAt: number;
  readonly configurations: readonly unknown[];
  readonly devices: readonly unknown[];
}

const PATH = '/api/v1/trust-list';

/** `garita trust-list`: which equipment the agency accepts. */
export function trustListCommand(): Command {
  return command('trust-list')
    .description('the signed list of devices and configurations this agency accepts')
    .addCommand(sign())
    .addCommand(importList())
    .addCommand(show())
    .addHelpText(
      'after',
      `
Examples:
  $ garita trust-list sign draft.json --folder /srv/garita --key e.ruiz.key --first --out list.cose
  $ garita trust-list import list.cose --server http://127.0.0.1:8080 --api-key-file e.ruiz.api
  $ garita trust-list sign draft.json --folder /srv/garita --key e.ruiz.key --out next.cose --server http://127.0.0.1:8080 --api-key-file e.ruiz.api`,
    );
}

function sign(): Command {
  return asksServer(command('sign'))
    .description('sign the next list from a draft, with an equipment authority’s key')
    .argument('<draft>', 'JSON: configurations, devices, validForDays')
    .requiredOption('--folder <dir>', 'the agency’s folder, or a copy of agency.json and identity/')
    .requiredOption('--key <file>', 'private key of the equipment authority')
    .requiredOption('--out <file>', 'where to write the signed list')
    .option('--previous <file>', 'the list in force, as a file; otherwise it is asked of the server')
    .option('--first', 'there is no list yet')
    .action(async (draftFile: string, options: SignOptions) => {
      const [draft, { signer }, { descriptor }] = await Promise.all([
        readInputJson(draftFile),
        readKey(options.key),
        readAgencyIdentity(options.folder),
      ]);
      const previous = await previousList(options);
      const signing = { crypto: trustCrypto, descriptor, signer, previous, now: Date.now() };
      const signed = await signTrustList(draft, signing);
      await writeFile(options.out, signed.bytes);
      const { configurations, devices, expiresAt, hash, version } = signed.list;
      const value = { version, hash: Buffer.from(hash).toString('hex'), expiresAt, file: options.out };
      const size = [configurations.length, devices.length] as const;
      answer(options.json, value, {
        en: `Trust list ${version} is signed: ${size[0]} configurations, ${size[1]} devices, good until ${dayOf(expiresAt)}.\nIt is in ${options.out}; put it in force with: garita trust-list import ${options.out}`,
        es: `La lista de confianza ${version} está firmada: ${size[0]} configuraciones, ${size[1]} equipos, vigente hasta ${dayOf(expiresAt)}.\nEstá en ${options.out}; póngala en vigor con: garita trust-list import ${options.out}`,
      });
    });
}

async function previousList(options: SignOptions): Promise<Uint8Array | undefined> {
  if (options.first) return undefined;
  if (options.previous) return readInput(options.previous);
  return askAgency(options, { method: 'GET', path: PATH, accept: 'application/cose' });
}

function importList(): Command {
  return asksServer(command('import'))
    .description('put a signed list in force; its digest goes into the public log')
    .argument('<file>')
    .action(async (file: string, options: AgencyApiOptions & { json?: boolean }) => {
      const call = { method: 'PUT' as const, path: PATH, cose: await readInput(file) };
      const list = await askAgencyJson<ShownList>(options, call);
      answer(options.json, list, {
        en: `Trust list ${list.version} is in force until ${dayOf(list.expiresAt)}.`,
        es: `La lista de confianza ${list.version} está en vigor hasta ${dayOf(list.expiresAt)}.`,
      });
    });
}

function show(): Command {
  return asksServer(command('show'))
    .description('the list in force; with --out also as signed, into a file')
    .option('--out <file>', 'where to write the signed list')
    .action(async (options: AgencyApiOptions & { json?: boolean; out?: string }) => {
      if (options.out)
        await writeFile(
          options.out,
          await askAgency(options, { method: 'GET', path: PATH, accept: 'application/cose' }),
        );
      const list = await askAgencyJson<ShownList>(options, { method: 'GET', path: PATH });
      const { configurations, devices, expiresAt, hash, version } = list;
      answer(options.json, list, {
        en: `Trust list ${version} (${hash}): ${configurations.length} configurations, ${devices.length} devices, good until ${dayOf(expiresAt)}.`,
        es: `Lista de confianza ${version} (${hash}): ${configurations.length} configuraciones, ${devices.length} equipos, vigente hasta ${dayOf(expiresAt)}.`,
      });
    });
}
