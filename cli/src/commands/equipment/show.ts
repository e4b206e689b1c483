import type { ConfigurationView, DeviceView, EquipmentDecisionBody, KeptRecord } from '@garita/api';
import type { Command } from 'commander';
import { answer, dayOf } from '../../answer.ts';
import { inColumns, printable } from '../../printable.ts';
import { type Asking, asking, EQUIPMENT, get, inPath } from './asking.ts';
import { gatesInWords, questionsInWords, requirementsInWords } from './evaluation-words.ts';
import { DEVICE_STATES, daysLeft, stateOf } from './register.ts';
import { beginning, devicesAtSites, named, pick, STANDINGS, STATES, say, told } from './terms.ts';

/** `garita equipment show`: one configuration and why it stands where it stands. */
export function showCommand(): Command {
  return asking('show')
    .description('one configuration: where it stands, the three questions, what was asked and shown, who decided')
    .argument('<configuration>')
    .addHelpText(
      'after',
      `
Examples:
  $ garita equipment show portal-6-a
  $ garita equipment show portal-6-a --json | jq .line.state`,
    )
    .action(async (id: string, options: Asking) => {
      const view = await get<ConfigurationView>(options, `${EQUIPMENT}/configurations/${inPath(id)}`);
      answer(options.json, view, told(configurationInWords(view, Date.now())));
    });
}

function configurationInWords(view: ConfigurationView, now: number): string {
  const { credential, line, onTrustList } = view;
  const sample = line.sample ? pick(' [muestra]', ' [sample]') : '';
  const reason = line.reason ? ` (${line.reason.code}: ${say(line.reason.words)})` : '';
  const newest = view.evaluations[0]?.record;
  const none = pick('ninguna', 'none');
  const head = inColumns([
    [pick('Estado', 'State'), `${stateOf(line)}, ${pick('desde', 'since')} ${dayOf(line.since)}${reason}`],
    [pick('En la entrada', 'At the gate'), named(STANDINGS, line.standing)],
    [pick('Vigencia', 'Valid'), daysLeft(line.validUntil, now)],
    [pick('Norma', 'Standard'), `${say(line.standardTitle, 120)}, ${daysLeft(line.standardEndsAt, now)}`],
    [pick('Usos', 'Uses'), line.contexts.map((use) => say(use, 80)).join('; ') || none],
    [pick('Equipos', 'Devices'), devicesAtSites(line.devices, line.sites)],
    [
      pick('Credencial', 'Credential'),
      credential ? `${beginning(credential.hash)}, ${daysLeft(credential.validUntil, now)}` : none,
    ],
    [pick('Lista de confianza', 'Trust list'), onTrustList ? `${onTrustList.version}: ${onTrustList.status}` : none],
    [pick('Evaluación', 'Evaluation'), evaluationInWords(view)],
  ]);
  return [
    `${line.configuration}: ${say(line.name, 120)} (${printable(line.maker, 60)}, ${printable(line.model, 60)}, ${line.type})${sample}`,
    ...head,
    ...part(pick('Las tres preguntas', 'The three questions'), questionsInWords(view)),
    ...part(pick('Filtros', 'Gates'), gatesInWords(newest)),
    ...part(pick('Requisitos', 'Requirements'), requirementsInWords(newest)),
    ...part(
      pick('Dicho por otros, aparte de la evaluación', 'Said by others, apart from the evaluation'),
      view.assertions.flatMap(assertionInWords),
    ),
    ...part(pick('Decisiones', 'Decisions'), view.decisions.map(decisionInWords)),
  ].join('\n');
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function evaluationInWords({ evaluations }: ConfigurationView): string {
  const [newest] = evaluations;
  if (!newest) return pick('nunca se evaluó', 'never evaluated');
  const { at, by, notAssessed } = newest.record;
  const unknown = pick(`${notAssessed} sin evaluar`, `${notAssessed} not assessed`);
  return `${dayOf(at)}, ${by}, ${beginning(newest.hash)}; ${unknown}`;
}

function assertionInWords({ body }: KeptRecord): string[] {
  if (!('partyKind' in body)) return [];
  const { party, saidAt, source, standing, text } = body;
  const told =
    standing === 'not-verified' ? pick('no verificado por esta agencia', 'not verified by this agency') : standing;
  return [`${printable(party, 80)}, ${dayOf(saidAt)}: ${say(text)} (${printable(source, 80)}; ${told})`];
}

/** One step, in a line. */
function decisionInWords(decision: EquipmentDecisionBody): string {
  const { at, from, needed, reason, signers, state, to } = decision;
  const who = signers.map(({ officer }) => officer).join(', ');
  const held =
    state === 'waiting'
      ? pick(`espera: ${signers.length} de ${needed} firmas`, `waits: ${signers.length} of ${needed} signatures`)
      : state === 'withdrawn'
        ? pick('retirada antes de regir', 'taken back before it was in force')
        : pick(`bitácora ${decision.logIndex}`, `log ${decision.logIndex}`);
  return `${dayOf(at)}  ${named(STATES, from)} → ${named(STATES, to)}  ${reason}: ${say(decision.words, 300)} (${who}; ${held})`;
}

/** `garita equipment device`: one scanner. */
export function deviceCommand(): Command {
  return asking('device')
    .description('one device: its state, what the gate makes of it, and why')
    .argument('<device>')
    .action(async (id: string, options: Asking) => {
      const view = await get<DeviceView>(options, `${EQUIPMENT}/devices/${inPath(id)}`);
      answer(options.json, view, told(deviceInWords(view)));
    });
}

function deviceInWords(view: DeviceView): string {
  const { configuration, lastScanAt, quarantinedLastDay, scansPerDay } = view;
  const unknown = pick('no se sabe', 'not known');
  return [
    `${view.device.id}: ${named(DEVICE_STATES, view.state)}`,
    ...inColumns([
      [pick('Configuración', 'Configuration'), `${configuration.configuration}: ${stateOf(configuration)}`],
      [pick('En la entrada', 'At the gate'), named(STANDINGS, view.standing)],
      ...view.reasons.map(({ code, detail }) => ['', `${code}: ${printable(detail)}`] as const),
      [pick('Certificado', 'Certificate'), view.enrolled ? pick('sí', 'yes') : pick('aún no', 'not yet')],
      [pick('Último escaneo', 'Last scan'), lastScanAt === null ? unknown : new Date(lastScanAt).toISOString()],
      [pick('Escaneos al día', 'Scans a day'), scansPerDay === null ? unknown : String(Math.round(scansPerDay))],
      [pick('En cuarentena, un día', 'Quarantined, one day'), String(quarantinedLastDay)],
    ]),
    ...part(pick('Decisiones', 'Decisions'), view.decisions.map(decisionInWords)),
  ].join('\n');
}
