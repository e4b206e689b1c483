import { openAsBlob } from 'node:fs';
import { basename, extname } from 'node:path';
import type { DocumentRef } from '@garita/api';
import type { Command } from 'commander';
import { openAnswer } from '../../agency-api.ts';
import { answer } from '../../answer.ts';
import { command } from '../../command.ts';
import { Failure } from '../../failure.ts';
import { printable, sizeInWords } from '../../printable.ts';
import { type Asking, agencyOf, ask, asking, EQUIPMENT } from './asking.ts';

const PATIENCE_MS = 120_000;
const LARGEST = 32 * 2 ** 20;

/** By the name’s ending; nothing that a browser would run. */
const TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.zip': 'application/zip',
  '.dcm': 'application/dicom',
  '.dcs': 'application/dicos',
  '.cose': 'application/cose',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
  '.odt': 'application/vnd.oasis.opendocument.text',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.csv': 'text/csv',
  '.txt': 'text/plain',
};

/** `garita equipment document`: the papers that evidence rests on, kept by their hash. */
export function documentCommand(): Command {
  return command('document')
    .description('the papers that evidence rests on, kept by their hash')
    .addCommand(add())
    .addCommand(fetchOne())
    .addHelpText(
      'after',
      `
Examples:
  $ garita equipment document add certificate.pdf --api-key-file v.luna.api --json
  $ garita equipment document get 5d1f… --out copy.pdf --api-key-file v.luna.api`,
    );
}

function add(): Command {
  return asking('add')
    .description('bring a file of at most 32 MiB; its answer goes into the `document` of an evidence record')
    .argument('<file>')
    .option('--type <media-type>', 'what it is, where its name does not say')
    .action(async (file: string, options: Asking & { type?: string }) => {
      const { openFileSource } = await import('../../file-source.ts');
      const source = await openFileSource(file);
      const hash = await hashOf(source).finally(() => source.close());
      const type = options.type ?? TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
      const path = `${EQUIPMENT}/documents?name=${encodeURIComponent(basename(file))}`;
      const kept = await ask<DocumentRef>(options, { method: 'POST', path, file: await openAsBlob(file, { type }) });
      if (kept.sha256 !== hash)
        throw new Failure('SERVER_ANSWER_UNEXPECTED', `it kept ${kept.sha256}; the file is ${hash}`);
      const { mediaType, name, sha256, size } = kept;
      answer(options.json, kept, {
        en: `Kept as ${sha256}\n${printable(name)}, ${mediaType}, ${sizeInWords(size)}`,
        es: `Guardado como ${sha256}\n${printable(name)}, ${mediaType}, ${sizeInWords(size)}`,
      });
    });
}

async function hashOf(source: { readonly size: number; sha256(): Promise<string> }): Promise<string> {
  if (source.size > LARGEST) throw new Failure('DOCUMENT_TOO_LARGE', `${source.size} bytes, of ${LARGEST} at most`);
  return source.sha256();
}

function fetchOne(): Command {
  return asking('get')
    .description('write a document into a file, its hash checked')
    .argument('<sha256>')
    .requiredOption('--out <file>', 'where to write it')
    .action(async (sha256: string, options: Asking & { out: string }) => {
      const { writeDownload } = await import('../../write-download.ts');
      const call = { method: 'GET' as const, path: `${EQUIPMENT}/documents/${encodeURIComponent(sha256)}` };
      const found = await openAnswer(await agencyOf(options), call, AbortSignal.timeout(PATIENCE_MS));
      const written = await writeDownload(options.out, found, () => undefined, sha256);
      answer(
        options.json,
        { file: options.out, ...written },
        {
          en: `${options.out}: ${sizeInWords(written.size)}, SHA-256 as asked.`,
          es: `${options.out}: ${sizeInWords(written.size)}, SHA-256 como se pidió.`,
        },
      );
    });
}
