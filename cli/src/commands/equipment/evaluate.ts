import type { EvaluationAnswer } from '@garita/api';
import type { Command } from 'commander';
import { answer } from '../../answer.ts';
import { inColumns } from '../../printable.ts';
import { type Asking, ask, asking, EQUIPMENT, each, inPath } from './asking.ts';
import { gatesInWords, requirementsInWords } from './evaluation-words.ts';
import { named, OUTCOMES, pick, say, told } from './terms.ts';

/** `garita equipment evaluate`: each requirement of the standard against the evidence there is. */
export function evaluateCommand(): Command {
  return asking('evaluate')
    .description('hold the evidence against the standard, and keep the reasoned record')
    .argument('<configuration>')
    .option('--context <id>', 'only this use; may be given again', each)
    .addHelpText(
      'after',
      `
Exit code: 0 evaluated, whatever came out; the outcome is in the answer.

Examples:
  $ garita equipment evaluate portal-6-a --api-key-file v.luna.api
  $ garita equipment evaluate portal-6-a --json | jq .record.outcome`,
    )
    .action(async (id: string, options: Asking & { context?: readonly string[] }) => {
      const path = `${EQUIPMENT}/configurations/${inPath(id)}/evaluation`;
      const json = options.context ? { contexts: options.context } : {};
      const made = await ask<EvaluationAnswer>(options, { method: 'POST', path, json });
      answer(options.json, made, told(inWords(made)));
    });
}

function inWords({ hash, logIndex, record }: EvaluationAnswer): string {
  return [
    `${record.configuration}: ${named(OUTCOMES, record.outcome)}`,
    ...inColumns([
      [pick('Norma', 'Standard'), say(record.standardTitle, 120)],
      ...record.contexts.map(
        (use) => [pick('Uso', 'Use'), `${say(use.name, 80)}: ${named(OUTCOMES, use.outcome)}`] as const,
      ),
      [pick('Sin evaluar', 'Not assessed'), String(record.notAssessed)],
      [pick('Registro', 'Record'), hash],
      [pick('Bitácora', 'Log'), pick(`entrada ${logIndex}`, `entry ${logIndex}`)],
    ]),
    ...requirementsInWords(record),
    ...gatesInWords(record),
  ].join('\n');
}
