// The offline verifier as one file (`npm run build:verifier`): Node >= 20, an empty folder, no network.
import { parseArgs } from 'node:util';
import { ExchangeError } from '@garita/exchange';
import { TrustError } from '@garita/trust';
import { equipmentInWords } from './equipment-report.ts';
import { type Language, languageOf, printable, reportInWords, verifyBundleFile } from './verify-bundle.ts';
import { isSignedDocument, verifyEquipmentFile } from './verify-equipment.ts';

const OPTIONS = {
  root: { type: 'string', multiple: true },
  descriptor: { type: 'string' },
  status: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const USAGE = {
  en: `garita-verify BUNDLE --root AGENCY-A.crt --root AGENCY-B.crt [--json] [--lang es|en]
garita-verify DOCUMENT --root AGENCY.crt --descriptor AGENCY.cose [--status LIST] [--json] [--lang es|en]

Checks an exported scan offline. It trusts nothing but the two root certificates, which you
must have from each agency by a way of your own, not from whoever gave you the bundle.
A document is an approval credential, a trust list or a status list; the agency's descriptor,
which its root signed, says whose keys sign for it.
Exit code: 0 verified, 1 not verified, 2 could not be read.
`,
  es: `garita-verify EXPEDIENTE --root AGENCIA-A.crt --root AGENCIA-B.crt [--json] [--lang es|en]
garita-verify DOCUMENTO --root AGENCIA.crt --descriptor AGENCIA.cose [--status LISTA] [--json] [--lang es|en]

Verifica sin conexión un escaneo exportado. Solo confía en los dos certificados raíz, que usted
debe tener de cada agencia por una vía propia, no de quien le dio el expediente.
Un documento es una credencial de aprobación, una lista de confianza o una lista de estados; el
descriptor de la agencia, que firmó su raíz, dice qué llaves firman por ella.
Código de salida: 0 verificado, 1 no verificado, 2 no se pudo leer.
`,
} as const;

const MESSAGES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  ENOENT: { en: 'There is no such file.', es: 'No existe ese archivo.' },
  EACCES: { en: 'The file may not be read.', es: 'No hay permiso para leer el archivo.' },
  EISDIR: { en: 'That is a folder, not a file.', es: 'Eso es una carpeta, no un archivo.' },
  ROOTS_INVALID: {
    en: 'Two different root certificates are needed, one of each agency: --root A.crt --root B.crt',
    es: 'Se necesitan dos certificados raíz distintos, uno de cada agencia: --root A.crt --root B.crt',
  },
  BUNDLE_UNRECOGNISED: {
    en: 'This file is not a bundle. Ask for one made with `garita export`.',
    es: 'Este archivo no es un expediente. Pida uno hecho con `garita export`.',
  },
  USAGE: { en: 'Not understood. See --help.', es: 'No se entiende. Vea --help.' },
  UNEXPECTED: {
    en: 'Something went wrong that has no name yet. Please report it with the line below.',
    es: 'Ocurrió algo que aún no tiene nombre. Por favor infórmelo con la línea siguiente.',
  },
};

async function main(): Promise<number> {
  let language = languageOf(process.env);
  let isJson = process.argv.includes('--json');
  try {
    const { values, positionals } = parse();
    isJson = values.json === true;
    language = languageNamed(values.lang) ?? language;
    if (values.help) {
      process.stdout.write(USAGE[language]);
      return 0;
    }
    const [bundle, ...more] = positionals;
    if (bundle === undefined || more.length > 0) throw new UsageError('one bundle is to be named');
    if (await isSignedDocument(bundle)) {
      const { descriptor, root = [], status } = values;
      if (descriptor === undefined) throw new UsageError('--descriptor is needed to judge a signed document');
      const report = await verifyEquipmentFile({ file: bundle, roots: root, descriptor, status, at: Date.now() });
      process.stdout.write(
        isJson ? `${JSON.stringify(report, undefined, 2)}\n` : equipmentInWords(report, language, printable),
      );
      return report.verified ? 0 : 1;
    }
    const report = await verifyBundleFile({ bundle, roots: values.root ?? [], at: Date.now() });
    process.stdout.write(isJson ? `${JSON.stringify(report, undefined, 2)}\n` : reportInWords(report, language));
    return report.verified ? 0 : 1;
  } catch (error) {
    tell(error, language, isJson);
    return 2;
  }
}

class UsageError extends Error {
  readonly code = 'USAGE';
}

function parse() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function languageNamed(name: string | undefined): Language | undefined {
  if (name === undefined || name === 'es' || name === 'en') return name;
  throw new UsageError(`--lang ${name}`);
}

/** A sentence and the particulars, never a stack trace. */
function tell(error: unknown, language: Language, isJson: boolean): void {
  const code = codeOf(error);
  const message = MESSAGES[code] ?? MESSAGES.UNEXPECTED;
  const detail = error instanceof Error ? error.message : String(error);
  if (isJson) process.stdout.write(`${JSON.stringify({ error: { code, message, detail } })}\n`);
  else process.stderr.write(`${code}: ${message?.[language]}\n  ${detail}\n`);
}

function codeOf(error: unknown): string {
  if (error instanceof ExchangeError || error instanceof TrustError) return error.code;
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : 'UNEXPECTED';
}

process.exitCode = await main();
