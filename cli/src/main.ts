import { Command, CommanderError } from 'commander';
import { COMMANDS } from './command-list.ts';
import { Failure } from './failure.ts';
import { VERSION } from './version.ts';

const program = new Command('garita')
  .description('Inspection scans that two agencies can both rely on: captured, signed, admitted, shared, receipted.')
  .version(VERSION)
  .helpCommand('help [command]', 'the help of one command')
  .addHelpText('after', '\nExamples:\n  garita start\n  garita send scan.dcs --wait\n  garita help send')
  .exitOverride()
  // What is wrong with the words of a call is said below, with a code and a way out.
  .configureOutput({ writeErr: () => undefined });

const words = process.argv.slice(2);
// `garita help send` and `garita send` need the same one command; for the rest its name and summary are enough.
const wanted = words.find((word) => !word.startsWith('-') && word !== 'help');
for (const { name, summary, load } of COMMANDS)
  program.addCommand(inherit(name === wanted ? (await load()).summary(summary) : new Command(name).summary(summary)));

/** Commander hands its settings down only to commands it makes itself. */
function inherit(command: Command): Command {
  command.copyInheritedSettings(program);
  for (const below of command.commands) inherit(below);
  return command;
}

// A reader that closed early (`garita … | head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
});

try {
  if (words.length === 0) program.outputHelp();
  // Until equipment was decided on, lists were written by hand.
  else if (wanted === 'trust-list') throw new Failure('TRUST_LIST_COMPILED', 'see garita equipment --help');
  else await program.parseAsync();
} catch (error) {
  process.exitCode = await exitCodeFor(error);
}

async function exitCodeFor(error: unknown): Promise<number> {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const { explainFailure } = await import('./explain-failure.ts');
  if (!(error instanceof CommanderError)) return explainFailure(error);
  // A command of commands called without one: its help is the way out.
  if (error.code === 'commander.help') return explainFailure(new Failure('USAGE', 'name one of its commands'));
  return explainFailure(new Failure('USAGE', error.message.replace(/^error: /, '')));
}
