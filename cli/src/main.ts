import { Command, CommanderError } from 'commander';
import { enrolmentCommand } from './commands/enrolment.ts';
import { exportCommand } from './commands/export.ts';
import { fsckCommand } from './commands/fsck.ts';
import { initCommand } from './commands/init.ts';
import { inspectCommand } from './commands/inspect.ts';
import { keyCommand } from './commands/key.ts';
import { laneCommand } from './commands/lane.ts';
import { officerCommand } from './commands/officer.ts';
import { partnerCommand } from './commands/partner.ts';
import { sendCommand } from './commands/send.ts';
import { serveCommand } from './commands/serve.ts';
import { startCommand } from './commands/start.ts';
import { trustListCommand } from './commands/trust-list.ts';
import { verifyCommand } from './commands/verify.ts';
import { explainFailure } from './failure.ts';
import { VERSION } from './version.ts';

const program = new Command('garita')
  .description('Inspection scans that two agencies can both rely on: captured, signed, admitted, shared, receipted.')
  .version(VERSION)
  .showHelpAfterError('(`garita --help` lists every command)')
  .exitOverride();

for (const command of [
  startCommand(),
  sendCommand(),
  inspectCommand(),
  exportCommand(),
  verifyCommand(),
  fsckCommand(),
  initCommand(),
  partnerCommand(),
  officerCommand(),
  keyCommand(),
  trustListCommand(),
  enrolmentCommand(),
  laneCommand(),
  serveCommand(),
])
  program.addCommand(command);

// A reader that closed early (`garita … | head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
});

try {
  await program.parseAsync();
} catch (error) {
  // Commander has said what is wrong with the words of the call by itself.
  process.exitCode = error instanceof CommanderError ? Math.min(error.exitCode * 2, 2) : explainFailure(error);
}
