import type { Command } from 'commander';
import { command } from '../command.ts';
import { acknowledgeCommand, briefCommand, briefingCommand, briefingsCommand } from './equipment/briefings.ts';
import {
  decideCommand,
  nextCommand,
  reasonsCommand,
  removeCommand,
  restoreCommand,
  suspendCommand,
  withdrawCommand,
} from './equipment/decisions.ts';
import { documentCommand } from './equipment/documents.ts';
import { evaluateCommand } from './equipment/evaluate.ts';
import { credentialCommand, descriptorCommand, statusListCommand, trustListCommand } from './equipment/published.ts';
import { recordCommand } from './equipment/records.ts';
import { calendarCommand, effectCommand, installedCommand, listCommand } from './equipment/register.ts';
import { deviceCommand, showCommand } from './equipment/show.ts';
import { signCommand, waitingCommand } from './equipment/signing.ts';

/** `garita equipment`: from evidence to a signed approval that the gate obeys, and back. */
export function equipmentCommand(): Command {
  const group = command('equipment').description(
    'Evaluate, approve, suspend and restore equipment. The gate believes what signed decisions say, and nothing else.',
  );
  const commands = [
    ...[listCommand(), showCommand(), deviceCommand(), calendarCommand(), installedCommand(), effectCommand()],
    ...[recordCommand(), documentCommand(), evaluateCommand()],
    ...[nextCommand(), reasonsCommand(), decideCommand(), suspendCommand(), restoreCommand(), removeCommand()],
    ...[withdrawCommand(), waitingCommand(), signCommand()],
    ...[briefingCommand(), briefCommand(), briefingsCommand(), acknowledgeCommand()],
    ...[trustListCommand(), statusListCommand(), credentialCommand(), descriptorCommand()],
  ];
  for (const one of commands) group.addCommand(one);
  return group.addHelpText(
    'after',
    `
Each command answers --json with one line. Without --server it asks the demo that runs here: --as PERSON says as whom.

Examples:
  $ garita equipment list
  $ garita equipment show portal-6-a
  $ garita equipment next portal-6-a
  $ garita equipment suspend portal-6-a --reason UNDER_INQUIRY --es "Se investiga." --en "It is being looked into."
  $ garita equipment waiting
  $ garita equipment sign --all --officer-key e.ruiz.key`,
  );
}
