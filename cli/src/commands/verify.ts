import { Command, Option } from 'commander';
import { Failure, preferredLanguage } from '../failure.ts';
import { openProgress, percent } from '../progress.ts';

interface VerifyOptions {
  readonly root: readonly string[];
  readonly json?: boolean;
  readonly lang?: 'es' | 'en';
}

/** `garita verify`: a bundle, offline, by nothing but the two agencies' root certificates. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'Check an exported scan offline. Nothing is trusted but the two root certificates, which you must have from each agency by a way of your own, not from whoever gave you the bundle.',
    )
    .argument('<bundle>', 'a file made with `garita export`')
    .requiredOption('--root <file...>', 'root certificate of an agency (PEM or DER); given twice')
    .addOption(new Option('--lang <language>', 'language of the answer').choices(['es', 'en']))
    .option('--json', 'the whole report as one line of JSON')
    .addHelpText(
      'after',
      `
Exit code: 0 verified, 1 not verified, 2 could not be read.
The same as one file for any machine with Node 20 or newer: \`npm run build:verifier\`.

Examples:
  $ garita verify 3f2a91c04b7de815.garita --root mx-root.crt --root us-root.crt
  $ garita verify 3f2a91c04b7de815.garita --root mx-root.crt --root us-root.crt --json | jq .verified`,
    )
    .action(verify);
}

async function verify(bundle: string, { json, lang, root }: VerifyOptions): Promise<void> {
  const [{ verifyBundleFile, reportInWords }, { openFileSource }] = await Promise.all([
    import('../verify-bundle.ts'),
    import('../file-source.ts'),
  ]);
  // A folder or a pipe in place of a file is said as such, before it is read.
  for (const path of [bundle, ...root]) await (await openFileSource(path)).close();
  const progress = openProgress();
  const onProgress = (done: number, total: number) => progress.tell(`${bundle} ${percent(done, total)}`);
  const report = await verifyBundleFile({ bundle, roots: root, at: Date.now(), onProgress })
    .catch(withWayOut)
    .finally(() => progress.end());
  const language = lang ?? preferredLanguage();
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : reportInWords(report, language));
  if (!report.verified) process.exitCode = 1;
}

/** A certificate file that holds something else fails deep inside the reader of certificates. */
function withWayOut(error: unknown): never {
  if (error instanceof Error && error.name === 'TrustError') throw new Failure('ROOTS_INVALID', error.message);
  throw error;
}
