import type { Finding, Inspection, Severity } from '@garita/dicos';
import { Command } from 'commander';
import { preferredLanguage } from '../failure.ts';
import { inColumns, printable, sizeInWords } from '../printable.ts';
import { openProgress, percent } from '../progress.ts';

/** `garita inspect`: what a file is, where its pixels lie, and everything found. */
export function inspectCommand(): Command {
  return new Command('inspect')
    .description(
      'Say what a DICOS or DICOM file is, where its pixels lie and everything that was found in it; name any other file by its type and hash. Pixels are located, never loaded.',
    )
    .argument('<file>')
    .option('--json', 'the whole answer as one line of JSON')
    .addHelpText(
      'after',
      `
Exit code: 0 readable, 1 readable with errors found, 2 not readable.

Examples:
  $ garita inspect CT.dcs
  $ garita inspect CT.dcs --json | jq .dicom.pixels`,
    )
    .action(inspect);
}

async function inspect(path: string, { json }: { readonly json?: boolean }): Promise<void> {
  const [{ inspectFile }, { openFileSource }] = await Promise.all([
    import('@garita/dicos'),
    import('../file-source.ts'),
  ]);
  const source = await openFileSource(path);
  const progress = openProgress();
  let inspection: Inspection;
  try {
    const sha256 = await source.sha256((done) => progress.tell(`SHA-256 ${percent(done, source.size)}`));
    inspection = await inspectFile(source, sha256);
  } finally {
    progress.end();
    await source.close();
  }
  const { dicom, findings, sizeBytes, type } = inspection;
  // Key by key, so that what scripts rely on does not change with the package that is asked.
  const answer = { file: path, type, sizeBytes, sha256: inspection.sha256, dicom: dicom ?? null, findings };
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `${await inWords(path, inspection)}\n`);
  if (findings.some(({ severity }) => severity === 'error')) process.exitCode = 1;
}

async function inWords(path: string, inspection: Inspection): Promise<string> {
  const language = preferredLanguage();
  const words = WORDS[language];
  const { dicom, findings, sha256, sizeBytes, type } = inspection;
  const rows: [string, string][] = [
    [words.kind, dicom ? nameOf(dicom, language) : words.types[type]],
    [
      words.size,
      sizeBytes < 1000
        ? `${sizeBytes} ${sizeBytes === 1 ? 'byte' : 'bytes'}`
        : `${sizeInWords(sizeBytes)} (${sizeBytes} bytes)`,
    ],
    ['SHA-256', sha256],
  ];
  if (dicom) {
    rows.push([words.encoding, printable(dicom.transferSyntax.name || dicom.transferSyntax.uid)]);
    rows.push([words.pixels, pixelsInWords(dicom, language)]);
    const { identity } = dicom;
    const told = (...values: (string | null)[]) => printable(values.filter((value) => value).join(' · '));
    rows.push([words.object, told(identity.ooiType, identity.ooiId, identity.ooiDescriptor)]);
    rows.push([
      words.scan,
      told(identity.scanId, identity.scanDate, identity.scanTime, identity.view, identity.energy),
    ]);
    rows.push([words.verdict, told(identity.tdrType, identity.alarmDecision)]);
    rows.push([words.device, told(identity.manufacturer, identity.model, identity.serial, identity.station)]);
  }
  const shown = rows.filter(([, value]) => value !== '');
  if (dicom) shown.push([words.findings, countsInWords(findings, language)]);
  return [printable(path), ...inColumns(shown), ...(await findingLines(findings, language))].join('\n');
}

type Dicom = NonNullable<Inspection['dicom']>;

function nameOf({ kind, sopClass, versions }: Dicom, language: 'es' | 'en'): string {
  const name = sopClass ? printable(sopClass.name || sopClass.uid) : WORDS[language].types.dicom;
  const version = versions.dataset ?? versions.meta;
  return `${name}${kind && !name.includes(kind) ? ` (${kind})` : ''}${version ? `, DICOS ${printable(version, 16)}` : ''}`;
}

function pixelsInWords({ pixels }: Dicom, language: 'es' | 'en'): string {
  const words = WORDS[language];
  if (!pixels) return words.none;
  const { bitsAllocated, columns, encapsulated, fragments, frames, length, offset, rows } = pixels;
  const shape = `${frames ?? '?'} × ${rows ?? '?'} × ${columns ?? '?'}, ${bitsAllocated ?? '?'} bits`;
  const place = `${length} bytes ${words.from} ${offset}`;
  return `${shape}; ${place}${encapsulated ? `, ${fragments} ${words.fragments[fragments === 1 ? 0 : 1]}` : ''}`;
}

const SEVERITIES = ['error', 'warning', 'note'] as const;

function countsInWords(findings: readonly Finding[], language: 'es' | 'en'): string {
  const counts = SEVERITIES.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    const [one, many] = WORDS[language].severities[severity];
    return `${count} ${count === 1 ? one : many}`;
  });
  return counts.join(', ');
}

async function findingLines(findings: readonly Finding[], language: 'es' | 'en'): Promise<string[]> {
  if (findings.length === 0) return [];
  const { findingInWords } = await import('../finding-words.ts');
  const order = (severity: Severity) => SEVERITIES.indexOf(severity);
  const sorted = findings.toSorted((one, other) => order(one.severity) - order(other.severity));
  const width = Math.max(...sorted.map(({ code }) => code.length));
  return sorted.map((finding) => {
    const [severity] = WORDS[language].severities[finding.severity];
    const line = `    ${severity.padEnd(11)}  ${finding.code.padEnd(width)}  ${(finding.tag ?? '').padEnd(11)}`;
    return `${line}  ${printable(findingInWords(finding, language))}`;
  });
}

type Types = Readonly<Record<Inspection['type'], string>>;
const SAME_TYPES = {
  jpeg: 'JPEG',
  png: 'PNG',
  tiff: 'TIFF',
  pdf: 'PDF',
  zip: 'ZIP',
  gzip: 'gzip',
  json: 'JSON',
  xml: 'XML',
};

const WORDS = {
  en: {
    kind: 'Type',
    size: 'Size',
    encoding: 'Encoding',
    pixels: 'Pixels',
    object: 'Object',
    scan: 'Scan',
    verdict: 'Verdict',
    device: 'Device',
    findings: 'Findings',
    none: 'none',
    from: 'from byte',
    fragments: ['fragment', 'fragments'],
    severities: { error: ['error', 'errors'], warning: ['warning', 'warnings'], note: ['note', 'notes'] },
    types: {
      ...SAME_TYPES,
      dicom: 'DICOM, of no known class',
      'n42-2006': 'ANSI N42.42-2006 radiation measurement',
      'n42-2011': 'ANSI N42.42-2011 radiation measurement',
      tar: 'tar archive (a bundle of `garita export` is one: check it with `garita verify`)',
      text: 'text',
      unknown: 'unknown',
    } satisfies Types,
  },
  es: {
    kind: 'Tipo',
    size: 'Tamaño',
    encoding: 'Codificación',
    pixels: 'Píxeles',
    object: 'Objeto',
    scan: 'Escaneo',
    verdict: 'Veredicto',
    device: 'Equipo',
    findings: 'Hallazgos',
    none: 'ninguno',
    from: 'desde el byte',
    fragments: ['fragmento', 'fragmentos'],
    severities: { error: ['error', 'errores'], warning: ['advertencia', 'advertencias'], note: ['nota', 'notas'] },
    types: {
      ...SAME_TYPES,
      dicom: 'DICOM, de clase desconocida',
      'n42-2006': 'medición de radiación ANSI N42.42-2006',
      'n42-2011': 'medición de radiación ANSI N42.42-2011',
      tar: 'archivo tar (un expediente de `garita export` lo es: verifíquelo con `garita verify`)',
      text: 'texto',
      unknown: 'desconocido',
    } satisfies Types,
  },
} as const;
