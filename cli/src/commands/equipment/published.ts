import { writeFile } from 'node:fs/promises';
import type { TrustListBody } from '@garita/api';
import type { Command } from 'commander';
import { answer, dayOf } from '../../answer.ts';
import { command } from '../../command.ts';
import { inRows, printable, sizeInWords } from '../../printable.ts';
import { type Asking, asking, get, getPublished, inPath } from './asking.ts';
import { named, pick, say, told } from './terms.ts';

/** `garita equipment trust-list`: which equipment the gate believes. */
export function trustListCommand(): Command {
  return command('trust-list')
    .description('the list in force, compiled from decisions')
    .addCommand(show())
    .addCommand(
      fetching('get', 'the list in force as signed, for `garita verify`', 'trust-list.cose', () => '/trust/trust-list'),
    );
}

/** `garita equipment status-list`: which credentials are suspended or revoked. */
export function statusListCommand(): Command {
  return command('status-list')
    .description('which approval credentials are suspended or revoked')
    .addCommand(
      fetching(
        'get',
        'the list in force as signed, for `garita verify`',
        'status-list.cose',
        () => '/trust/status-list',
      ),
    );
}

/** `garita equipment descriptor`: whose signatures count, and how many there must be. */
export function descriptorCommand(): Command {
  return command('descriptor')
    .description('whose signatures count, as the agency’s root says')
    .addCommand(
      fetching(
        'get',
        'the descriptor in force as signed, for `garita verify`',
        'descriptor.cose',
        () => '/trust/descriptor',
      ),
    );
}

/** `garita equipment credential`: the proof of an approval. */
export function credentialCommand(): Command {
  const fetchOne = asking('get')
    .description('the approval credential of a configuration as signed, for `garita verify`')
    .argument('<configuration>')
    .option('--out <file>', 'where to write it (default: <configuration>.cose)')
    .action((configuration: string, options: Asking & { out?: string }) =>
      save(
        `/trust/credentials/${inPath(configuration)}`,
        options.out ?? `${configuration.replaceAll(':', '_')}.cose`,
        options,
      ),
    );
  return command('credential').description('the W3C credential by which others see an approval').addCommand(fetchOne);
}

function show(): Command {
  return asking('show')
    .description('what the list in force says of each configuration and device')
    .action(async (options: Asking) => {
      const list = await get<TrustListBody>(options, '/api/v1/trust-list');
      answer(options.json, list, told(inWords(list)));
    });
}

function inWords({ configurations, devices, expiresAt, hash, issuedAt, version }: TrustListBody): string {
  const rows = [
    ...configurations.map((one) => [
      one.id,
      named(STATUSES, one.status),
      one.approvedUntil === null ? '' : pick(`hasta ${dayOf(one.approvedUntil)}`, `until ${dayOf(one.approvedUntil)}`),
      say(one.name, 60),
    ]),
    ...devices.map((one) => [one.id, named(STATUSES, one.status), one.configuration, `${one.site}, ${one.lane}`]),
  ];
  return [
    pick(
      `Lista de confianza ${version}, de ${dayOf(issuedAt)}, vigente hasta ${dayOf(expiresAt)}`,
      `Trust list ${version}, of ${dayOf(issuedAt)}, good until ${dayOf(expiresAt)}`,
    ),
    `SHA-256 ${hash}`,
    ...inRows(rows),
  ].join('\n');
}

const STATUSES = {
  approved: { es: 'aprobada', en: 'approved' },
  conditional: { es: 'aprobada con condiciones', en: 'approved with conditions' },
  suspended: { es: 'suspendida', en: 'suspended' },
  removed: { es: 'dada de baja', en: 'removed' },
  refused: { es: 'rechazada', en: 'refused' },
  active: { es: 'activo', en: 'active' },
};

function fetching(name: string, description: string, file: string, path: () => string): Command {
  return asking(name)
    .description(description)
    .option('--out <file>', 'where to write it', file)
    .action((options: Asking & { out: string }) => save(path(), options.out, options));
}

async function save(path: string, file: string, options: Asking): Promise<void> {
  const [{ hasher }, bytes] = await Promise.all([import('@garita/node-crypto'), getPublished(options, path)]);
  await writeFile(file, bytes);
  const sha256 = Buffer.from(hasher.sha256(bytes)).toString('hex');
  const said = `${printable(file)}: ${sizeInWords(bytes.length)}, SHA-256 ${sha256}`;
  answer(options.json, { file, size: bytes.length, sha256 }, told(said));
}
