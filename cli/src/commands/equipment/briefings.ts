import type { BriefingBody, BriefingList } from '@garita/api';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { openAnswer } from '../../agency-api.ts';
import { answer, dayOf } from '../../answer.ts';
import { Failure, preferredLanguage } from '../../failure.ts';
import { printable, sizeInWords } from '../../printable.ts';
import { type Asking, agencyOf, ask, asking, EQUIPMENT, get, inPath } from './asking.ts';
import { hashNamed } from './hash-named.ts';
import { beginning, pick, say, told } from './terms.ts';

const PATIENCE_MS = 60_000;

/** `garita equipment briefing`: how this equipment was evaluated, and why, as a document. */
export function briefingCommand(): Command {
  return asking('briefing')
    .description('write the briefing on a configuration into a file: .pdf or .html by its name')
    .argument('<configuration>')
    .requiredOption('--out <file>', 'its name ends in .pdf or .html')
    .addOption(new Option('--language <language>', 'of the briefing; yours unless said').choices(['es', 'en']))
    .addHelpText(
      'after',
      `
Examples:
  $ garita equipment briefing portal-6-a --language es --out portal-6-a.es.pdf
  $ garita equipment briefing portal-6-a --language en --out portal-6-a.en.html`,
    )
    .action(async (id: string, options: Asking & { language?: 'es' | 'en'; out: string }) => {
      const [, format] = /\.(pdf|html)$/i.exec(options.out) ?? [];
      if (!format) throw new Failure('USAGE', `${options.out}: a briefing is a .pdf or .html file`);
      const { writeDownload } = await import('../../write-download.ts');
      const query = `language=${options.language ?? preferredLanguage()}&format=${format.toLowerCase()}`;
      const path = `${EQUIPMENT}/configurations/${inPath(id)}/briefing?${query}`;
      const call = { method: 'GET' as const, path };
      const document = await openAnswer(await agencyOf(options), call, AbortSignal.timeout(PATIENCE_MS));
      const written = await writeDownload(options.out, document, () => undefined);
      const said = `${printable(options.out)}: ${sizeInWords(written.size)}, SHA-256 ${written.sha256}`;
      answer(options.json, { file: options.out, ...written }, told(said));
    });
}

interface Recipient {
  readonly name: string;
  readonly office: string;
  readonly person: string | null;
}

/** `garita equipment brief`: hands a briefing to people, who acknowledge it. */
export function briefCommand(): Command {
  return asking('brief')
    .description('issue the briefing on a configuration to named people; each copy is kept, logged and acknowledged')
    .argument('<configuration>')
    .requiredOption(
      '--to <recipient>',
      '"Name <Office>", or "Name <Office> (id)" with an account here; may be given again',
      recipient,
    )
    .option('--note-es <text>', 'a note to them, in Spanish', '')
    .option('--note-en <text>', 'the same in English', '')
    .addHelpText(
      'after',
      `
Examples:
  $ garita equipment brief portal-6-a --to "Laura Paz <Secretaría>" --to "Ana Ríos <Aduanas> (a.rios)"`,
    )
    .action(async (configuration: string, options: Asking & { to: Recipient[]; noteEs: string; noteEn: string }) => {
      const { noteEn: en, noteEs: es, to: recipients } = options;
      if ((es === '') !== (en === ''))
        throw new Failure('USAGE', 'a note is in both languages: --note-es and --note-en');
      const json = { configuration, recipients, note: { es, en } };
      const made = await ask<BriefingBody>(options, { method: 'POST', path: `${EQUIPMENT}/briefings`, json });
      answer(options.json, made, told(inWords(made)));
    });
}

/** `garita equipment briefings`: what was handed to whom. */
export function briefingsCommand(): Command {
  return asking('briefings')
    .description('briefings that were issued: to whom, and who acknowledged')
    .option('--configuration <id>', 'only on this one')
    .action(async (options: Asking & { configuration?: string }) => {
      const of = options.configuration === undefined ? '' : `?configuration=${inPath(options.configuration)}`;
      const list = await get<BriefingList>(options, `${EQUIPMENT}/briefings${of}`);
      const none = pick('No se ha entregado ninguno.', 'None was issued.');
      answer(options.json, list, told(list.briefings.map(inWords).join('\n') || none));
    });
}

/** `garita equipment acknowledge`: that one got it, by who got it. */
export function acknowledgeCommand(): Command {
  return asking('acknowledge')
    .description('acknowledge a briefing that was issued to you')
    .argument('<briefing>', 'the beginning of its hash, at least 4 characters')
    .action(async (given: string, options: Asking) => {
      const { briefings } = await get<BriefingList>(options, `${EQUIPMENT}/briefings`);
      const hash = hashNamed(
        given,
        briefings.map(({ id }) => id),
        'RECORD_UNKNOWN',
      );
      const path = `${EQUIPMENT}/briefings/${hash}/acknowledgement`;
      const made = await ask<BriefingBody>(options, { method: 'POST', path, json: {} });
      answer(options.json, made, told(inWords(made)));
    });
}

function inWords({ at, by, configuration, configurationName, id, recipients }: BriefingBody): string {
  const to = recipients.map(({ acknowledgedAt, name, office }) => {
    const seen =
      acknowledgedAt === null
        ? pick('aún sin acuse', 'not acknowledged yet')
        : pick(`acuse ${dayOf(acknowledgedAt)}`, `acknowledged ${dayOf(acknowledgedAt)}`);
    return `  ${printable(name, 80)} <${printable(office, 80)}>: ${seen}`;
  });
  return [`${beginning(id)}  ${dayOf(at)}  ${configuration}: ${say(configurationName, 80)} (${by})`, ...to].join('\n');
}

function recipient(text: string, before: readonly Recipient[] = []): readonly Recipient[] {
  const [, name, office, person] =
    /^([^<>]+) <([^<>]+)>(?: \(([A-Za-z0-9][A-Za-z0-9._:-]{0,63})\))?$/.exec(text.trim()) ?? [];
  if (!name || !office) throw new InvalidArgumentError('write "Name <Office>" or "Name <Office> (id)"');
  return [...before, { name: name.trim(), office: office.trim(), person: person ?? null }];
}
