import { Command, Option } from 'commander';
import { Failure, preferredLanguage } from '../failure.ts';
import { openProgress, percent } from '../progress.ts';

interface VerifyOptions {
  readonly root: readonly string[];
  readonly descriptor?: string;
  readonly status?: string;
  readonly json?: boolean;
  readonly lang?: 'es' | 'en';
}

/** `garita verify`: a bundle, or a signed document about equipment, offline, by nothing but root certificates. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'Check an exported scan offline. Nothing is trusted but the two root certificates, which you must have from each agency by a way of your own, not from whoever gave you the bundle.',
    )
    .argument('<file>', 'a bundle made with `garita export`; or an approval credential, trust list or status list')
    .requiredOption('--root <file...>', 'root certificate of an agency (PEM or DER); given twice for a bundle')
    .option('--descriptor <file>', 'for a document: the agency’s descriptor, which its root signed')
    .option('--status <file>', 'for a credential: the newest status list of the agency')
    .addOption(new Option('--lang <language>', 'language of the answer').choices(['es', 'en']))
    .option('--json', 'the whole report as one line of JSON')
    .addHelpText(
      'after',
      `
Exit code: 0 verified, 1 not verified, 2 could not be read.
The same as one file for any machine with Node 20 or newer: \`npm run build:verifier\`.

A document about equipment is judged by the agency's descriptor: it says whose keys sign for it, and how many must. Such a
document is valid, expired, not yet in force, suspended, revoked, of unknown or stale status, short of signatures, or
forged; what that means is said with it. The status of a credential stands in the agency's status list.

Examples:
  $ garita verify 3f2a91c04b7de815.garita --root mx-root.crt --root us-root.crt
  $ garita verify 3f2a91c04b7de815.garita --root mx-root.crt --root us-root.crt --json | jq .verified
  $ garita verify portal-1.vc.cose --root mx-root.crt --descriptor mx-descriptor.cose --status mx-status.cose
  $ garita verify trust-list.cose --root mx-root.crt --descriptor mx-descriptor.cose --json | jq -r .state`,
    )
    .action(verify);
}

async function verify(bundle: string, options: VerifyOptions): Promise<void> {
  const { json, lang, root } = options;
  const [{ verifyBundleFile, reportInWords }, { openFileSource }] = await Promise.all([
    import('../verify-bundle.ts'),
    import('../file-source.ts'),
  ]);
  // A folder or a pipe in place of a file is said as such, before it is read.
  for (const path of [bundle, ...root]) await (await openFileSource(path)).close();
  const language = lang ?? preferredLanguage();
  const { isSignedDocument } = await import('../verify-equipment.ts');
  if (await isSignedDocument(bundle)) return verifyDocument(bundle, options, language);
  const progress = openProgress();
  const onProgress = (done: number, total: number) => progress.tell(`${bundle} ${percent(done, total)}`);
  const report = await verifyBundleFile({ bundle, roots: root, at: Date.now(), onProgress })
    .catch(withWayOut)
    .finally(() => progress.end());
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : reportInWords(report, language));
  if (!report.verified) process.exitCode = 1;
}

async function verifyDocument(
  file: string,
  { descriptor, json, root, status }: VerifyOptions,
  language: 'es' | 'en',
): Promise<void> {
  const [{ verifyEquipmentFile }, { equipmentInWords }, { printable }] = await Promise.all([
    import('../verify-equipment.ts'),
    import('../equipment-report.ts'),
    import('../verify-bundle.ts'),
  ]);
  if (descriptor === undefined) throw new Failure('USAGE', '--descriptor is needed to judge a signed document');
  const given = { file, roots: root, descriptor, status, at: Date.now() };
  const report = await verifyEquipmentFile(given).catch(withWayOut);
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : equipmentInWords(report, language, printable));
  if (!report.verified) process.exitCode = 1;
}

/** A certificate file that holds something else fails deep inside the reader of certificates. */
function withWayOut(error: unknown): never {
  if (error instanceof Error && error.name === 'TrustError') throw new Failure('ROOTS_INVALID', error.message);
  throw error;
}
