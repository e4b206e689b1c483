import type { EquipmentDecisionBody, EquipmentDecisionList, NextDecision } from '@garita/api';
import { type Command, Option } from 'commander';
import { answer, dayOf } from '../../answer.ts';
import { command } from '../../command.ts';
import { inRows, printable } from '../../printable.ts';
import { type Asking, ask, asking, EQUIPMENT, each, get, inPath, moment, signing } from './asking.ts';
import { hashNamed } from './hash-named.ts';
import { kindOption, nextOf, type OfSubject } from './subject.ts';
import type { StepAsked, StepTaken } from './take-step.ts';
import { beginning, named, pick, SECTIONS, STATES, say, told } from './terms.ts';

/** `garita equipment next`: which steps are open, and what stands against each. */
export function nextCommand(): Command {
  return asking('next')
    .description('which steps are open from here, who signs them, and what stands against each now')
    .argument('<id>', 'a configuration or a device')
    .addOption(kindOption())
    .action(async (id: string, options: Asking & OfSubject) => {
      const next = await nextOf(id, options);
      answer(options.json, next, told(stepsInWords(next)));
    });
}

function stepsInWords({ from, latestValidUntil, steps, subject }: NextDecision): string {
  const head = `${subject.id}: ${named(STATES, from)}`;
  if (steps.length === 0) return `${head}\n${pick('De aquí no sigue ningún paso.', 'No step leads on from here.')}`;
  const until =
    latestValidUntil === null
      ? []
      : [
          pick(
            `Vigencia, a lo más hasta ${dayOf(latestValidUntil)}`,
            `Valid until ${dayOf(latestValidUntil)} at the latest`,
          ),
        ];
  return [
    head,
    ...until,
    ...steps.flatMap(({ against, needed, reasons, roles, to }) => [
      `→ ${to} (${named(STATES, to)}): ${pick(`${needed} firmas`, needed === 1 ? '1 signature' : `${needed} signatures`)}, ${roles.join(pick(' o ', ' or '))}`,
      `    ${pick('Motivos', 'Reasons')}: ${reasons.join(', ')}`,
      ...against.map(({ code, detail }) => `    ${pick('En contra', 'Against')}: ${code}: ${printable(detail)}`),
    ]),
  ].join('\n');
}

/** Options of every step. */
function step(name: string): Command {
  return signing(name)
    .argument('<id>', 'a configuration or a device')
    .option('--reason <code>', 'as `garita equipment reasons` lists them; may be left out where only one serves')
    .option('--es <text>', 'why, in Spanish')
    .option('--en <text>', 'why, in English')
    .addOption(kindOption());
}

/** Options of a step that gives trust. */
function grants(granting: Command): Command {
  return granting
    .addOption(new Option('--section <section>', 'of the list').choices(Object.keys(SECTIONS)))
    .option('--condition-es <text>', 'a condition besides the evaluation’s, in Spanish; may be given again', each)
    .option('--condition-en <text>', 'the same in English', each)
    .option('--context <id>', 'a use it is approved for; otherwise all that were asked for', each)
    .option('--valid-until <day>', 'at the latest when its standard ends, which holds unless said', moment);
}

const compromised = (taking: Command) =>
  taking.option('--compromised-since <time>', 'scans made since then are flagged, here and at the partner', moment);

/** `garita equipment decide`: any step of the life cycle. */
export function decideCommand(): Command {
  return compromised(grants(step('decide')))
    .description('take a step: written on what the server knows, signed here with your key')
    .requiredOption('--to <state>', 'as `garita equipment next` lists them')
    .addHelpText(
      'after',
      `
Examples:
  $ garita equipment decide portal-6-a --to submitted --api-key-file v.luna.api --officer-key v.luna.key
  $ garita equipment decide portal-6-a --to listed --reason REQUIREMENTS_MET --es "Cumple." --en "It meets them." \\
      --valid-until 2028-11-23 --api-key-file e.ruiz.api --officer-key e.ruiz.key`,
    )
    .action(async (id: string, asked: StepAsked & { to: string }) => act(id, asked.to, asked));
}

/** `garita equipment suspend`: one officer's notice, which acts at once. */
export function suspendCommand(): Command {
  return compromised(step('suspend'))
    .description('take trust away for now: one signature, and the next scan is quarantined')
    .addHelpText(
      'after',
      `
Examples:
  $ garita equipment suspend portal-6-a --reason UNDECLARED_DATA_PATH --es "Envía a un lugar no declarado." \\
      --en "It sends to an undeclared place." --api-key-file e.ruiz.api --officer-key e.ruiz.key
  In the demo:
  $ garita equipment suspend cfg-truck-portal-a --as equipment-authority --reason UNDER_INQUIRY --es "Se investiga." --en "It is being looked into."`,
    )
    .action(async (id: string, asked: StepAsked) => act(id, 'suspended', asked));
}

/** `garita equipment restore`: trust given back, by as many as must sign. */
export function restoreCommand(): Command {
  return grants(step('restore'))
    .description('give trust back: needs a second signature, and a new trust list')
    .action(async (id: string, asked: StepAsked) => {
      const { subject } = await nextOf(id, asked);
      await act(id, subject.kind === 'device' ? 'active' : 'listed', { ...asked, kind: subject.kind });
    });
}

/** `garita equipment remove`: trust taken away for good. */
export function removeCommand(): Command {
  return compromised(step('remove'))
    .description('take trust away for good: needs a second signature')
    .action(async (id: string, asked: StepAsked) => act(id, 'removed', asked));
}

async function act(id: string, to: string, asked: StepAsked): Promise<void> {
  const { takeStep } = await import('./take-step.ts');
  const taken = await takeStep(id, to, asked);
  answer(asked.json, taken, told(takenInWords(taken)));
}

function takenInWords({ from, id, logIndex, needed, signers, state, subject, to }: StepTaken): string {
  const way = `${subject.id}: ${named(STATES, from)} → ${named(STATES, to)}`;
  if (state === 'in-force')
    return pick(
      `${way}. En vigor; entrada ${logIndex} de la bitácora.`,
      `${way}. In force; entry ${logIndex} of the log.`,
    );
  return [
    pick(`${way}. Firmaron ${signers.length} de ${needed}.`, `${way}. Signed by ${signers.length} of ${needed}.`),
    pick('Firma quien sigue, con su propia llave:', 'Whoever is next signs, with a key of their own:'),
    `  garita equipment sign ${beginning(id)}`,
  ].join('\n');
}

/** `garita equipment reasons`: the closed list, with words. */
export function reasonsCommand(): Command {
  return command('reasons')
    .description('every reason a step can be taken for, with its words, and which of the ten removal triggers it is')
    .option('--json', 'answer as one line of JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { REASON_CODES, REASONS } = await import('@garita/evaluation');
      const reasons = REASON_CODES.map((code) => ({ code, ...REASONS[code] }));
      const rows = reasons.map(({ code, trigger, words }) => [
        code,
        trigger === null ? '' : String(trigger),
        say(words),
      ]);
      answer(json, { reasons }, told(inRows(rows).join('\n')));
    });
}

/** `garita equipment withdraw`: a decision taken back before enough had signed it. */
export function withdrawCommand(): Command {
  return asking('withdraw')
    .description('take back a decision of yours that still waits for signatures')
    .argument('<decision>', 'the beginning of its hash, at least 4 characters')
    .action(async (given: string, options: Asking) => {
      const { decisions } = await get<EquipmentDecisionList>(options, `${EQUIPMENT}/decisions`);
      const hash = hashNamed(
        given,
        decisions.map((one) => one.hash),
        'EQUIPMENT_DECISION_UNKNOWN',
      );
      const path = `${EQUIPMENT}/decisions/${inPath(hash)}`;
      const gone = await ask<EquipmentDecisionBody>(options, { method: 'DELETE', path });
      answer(options.json, gone, {
        en: `${gone.subject.id}: the step to ${gone.to} is taken back.`,
        es: `${gone.subject.id}: el paso a ${gone.to} se retiró.`,
      });
    });
}
