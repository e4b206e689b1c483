import type { KeptRecord, RecordKind, RecordList } from '@garita/api';
import { type Command, InvalidArgumentError } from 'commander';
import { answer, dayOf } from '../../answer.ts';
import { command } from '../../command.ts';
import { Failure } from '../../failure.ts';
import { inRows, printable } from '../../printable.ts';
import { type Asking, ask, asking, EQUIPMENT, get, inPath } from './asking.ts';
import { pick, say, told } from './terms.ts';

const KINDS = [
  'supplier',
  'model',
  'configuration',
  'device',
  'laboratory',
  'standard',
  'evidence',
  'finding',
  'assertion',
] as const satisfies readonly RecordKind[];

/** `garita equipment record`: what is known of equipment, version by version. */
export function recordCommand(): Command {
  return command('record')
    .description(`records, in versions: ${KINDS.join(', ')}`)
    .addCommand(list())
    .addCommand(show())
    .addCommand(put())
    .addCommand(template())
    .addHelpText(
      'after',
      `
Examples:
  $ garita equipment record template evidence > certificate.json
  $ garita equipment record put evidence portal-6-a-lab certificate.json --api-key-file v.luna.api
  $ garita equipment record list evidence --configuration portal-6-a
  $ garita equipment record get evidence portal-6-a-lab --json | jq .body.results`,
    );
}

function list(): Command {
  return asking('list')
    .description('the newest version of each record of a kind')
    .argument('<kind>', KINDS.join(', '), kindOf)
    .option('--configuration <id>', 'only of this configuration')
    .action(async (kind: RecordKind, options: Asking & { configuration?: string }) => {
      const of = options.configuration === undefined ? '' : `?configuration=${inPath(options.configuration)}`;
      const { records } = await get<RecordList>(options, `${EQUIPMENT}/records/${kind}${of}`);
      const rows = inRows(records.map((one) => [one.id, `v${one.version}`, dayOf(one.at), one.by, titleOf(one)]));
      answer(options.json, { records }, told(rows.join('\n') || pick('No hay registros.', 'There are no records.')));
    });
}

function show(): Command {
  return asking('get')
    .description('one record as it is kept, its body as JSON')
    .argument('<kind>', KINDS.join(', '), kindOf)
    .argument('<id>')
    .option('--at <version>', 'this version and not the newest', version)
    .action(async (kind: RecordKind, id: string, options: Asking & { at?: number }) => {
      const of = options.at === undefined ? '' : `?version=${options.at}`;
      const kept = await get<KeptRecord>(options, `${EQUIPMENT}/records/${kind}/${inPath(id)}${of}`);
      answer(options.json, kept, told(`${headOf(kept)}\n${JSON.stringify(kept.body, null, 2)}`));
    });
}

function put(): Command {
  return asking('put')
    .description('keep a record, or its next version; days may be written 2026-11-23')
    .argument('<kind>', KINDS.join(', '), kindOf)
    .argument('<id>', 'of your choice: letters, digits and . _ : -')
    .argument('<file>', 'its body as JSON, as `record template` prints an example')
    .option(
      '--after <version>',
      'the version you changed (0: there is none); refused when there is a newer one',
      version,
    )
    .action(async (kind: RecordKind, id: string, file: string, options: Asking & { after?: number }) => {
      const [{ readInputJson }, { readRecord }] = await Promise.all([
        import('../../input-files.ts'),
        import('./read-record.ts'),
      ]);
      const body = readRecord(kind, await readInputJson(file));
      const path = `${EQUIPMENT}/records/${kind}/${inPath(id)}`;
      const after = options.after ?? (await newestVersion(options, path));
      const kept = await ask<KeptRecord>(options, { method: 'PUT', path, json: { after, body } });
      answer(options.json, kept, {
        en: `${headOf(kept)}\nIt is entry ${kept.logIndex} of the log.`,
        es: `${headOf(kept)}\nEs la entrada ${kept.logIndex} de la bitácora.`,
      });
    });
}

async function newestVersion(options: Asking, path: string): Promise<number> {
  return get<KeptRecord>(options, path).then(
    (kept) => kept.version,
    (error: unknown) => {
      if (error instanceof Failure && error.code === 'RECORD_UNKNOWN') return 0;
      throw error;
    },
  );
}

function template(): Command {
  return command('template')
    .description('print an example of a record as JSON; what its fields mean, beside it on standard error')
    .argument('<kind>', KINDS.join(', '), kindOf)
    .option('--json', 'example and notes as one line of JSON')
    .action(async (kind: RecordKind, { json }: { json?: boolean }) => {
      const [{ recordTemplate }, { notesOn }] = await Promise.all([
        import('./record-templates.ts'),
        import('./record-notes.ts'),
      ]);
      const example = recordTemplate(kind, Date.now());
      const notes = notesOn(kind);
      if (!json) process.stderr.write(`${inRows(notes.map(([field, words]) => [field, say(words)])).join('\n')}\n`);
      const value = { kind, example, notes: Object.fromEntries(notes) };
      answer(json, value, told(JSON.stringify(example, null, 2)));
    });
}

function headOf({ by, at, hash, id, kind, version: number }: KeptRecord): string {
  return pick(
    `${kind} ${id}, versión ${number}, de ${by}, ${dayOf(at)}, SHA-256 ${hash}`,
    `${kind} ${id}, version ${number}, by ${by}, ${dayOf(at)}, SHA-256 ${hash}`,
  );
}

function titleOf({ body }: KeptRecord): string {
  if ('title' in body) return say(body.title, 80);
  if ('name' in body) return typeof body.name === 'string' ? printable(body.name, 80) : say(body.name, 80);
  if ('serial' in body) return `${printable(body.serial, 40)}, ${body.site} ${body.lane}`;
  if ('gate' in body) return `${body.gate}: ${body.outcome}`;
  return `${body.about.kind} ${body.about.id}: ${say(body.text, 60)}`;
}

function kindOf(text: string): RecordKind {
  const kind = KINDS.find((one) => one === text);
  if (!kind) throw new InvalidArgumentError(`one of ${KINDS.join(', ')}`);
  return kind;
}

function version(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError('a version is a whole number');
  return number;
}
