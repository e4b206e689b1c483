import type {
  EffectBody,
  EquipmentCalendar,
  EquipmentLine,
  EquipmentRegister,
  InstalledBase,
  LifeState,
} from '@garita/api';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { answer, dayOf } from '../../answer.ts';
import { inColumns, inRows, printable } from '../../printable.ts';
import { type Asking, asking, EQUIPMENT, get, inPath } from './asking.ts';
import { kindOption, type OfSubject, subjectOf } from './subject.ts';
import { devicesAtSites, lanesAtSites, named, pick, SECTIONS, STATES, say, told } from './terms.ts';

const DAY_MS = 86_400_000;

/** `garita equipment list`: the register, a line a configuration. */
export function listCommand(): Command {
  return asking('list')
    .description('the register: every configuration, where it stands and until when')
    .addOption(new Option('--state <state>', 'only those in this state').choices(Object.keys(STATES)))
    .option('--type <type>', 'only this kind of equipment, such as cargo-portal')
    .addHelpText(
      'after',
      `
Examples:
  $ garita equipment list
  $ garita equipment list --state suspended --json | jq '.lines[].configuration'`,
    )
    .action(async (options: Asking & { state?: LifeState; type?: string }) => {
      const { at, lines } = await get<EquipmentRegister>(options, EQUIPMENT);
      const shown = lines.filter(
        ({ state, type }) => state === (options.state ?? state) && type === (options.type ?? type),
      );
      const rows = inRows(shown.map((line) => rowOf(line, at)));
      answer(options.json, { at, lines: shown }, told(rows.join('\n') || pick('No hay ninguna.', 'There is none.')));
    });
}

function rowOf(line: EquipmentLine, at: number): string[] {
  const { configuration, devices, maker, model, name, sites } = line;
  return [
    configuration,
    stateOf(line),
    daysLeft(line.validUntil, at),
    devicesAtSites(devices, sites),
    `${say(name, 60)} (${printable(maker, 40)}, ${printable(model, 40)})${line.sample ? pick(' [muestra]', ' [sample]') : ''}`,
  ];
}

/** Where it stands, in words. */
export function stateOf({ section, state }: Pick<EquipmentLine, 'section' | 'state'>): string {
  return state === 'listed' && section ? named(SECTIONS, section) : named(STATES, state);
}

/** Until when, and how many days that is. */
export function daysLeft(until: number | null, at: number): string {
  if (until === null) return '—';
  const days = Math.floor((until - at) / DAY_MS);
  if (days < 0) return pick(`venció ${dayOf(until)}`, `ran out ${dayOf(until)}`);
  return pick(`hasta ${dayOf(until)} (${days} días)`, `until ${dayOf(until)} (${days} days)`);
}

/** `garita equipment calendar`: what runs out, and what that would stop. */
export function calendarCommand(): Command {
  return asking('calendar')
    .description('what runs out when, and which lanes that would stop')
    .option('--days <n>', 'how far ahead', days, 365)
    .action(async (options: Asking & { days: number }) => {
      const { at, entries } = await get<EquipmentCalendar>(options, `${EQUIPMENT}/calendar?days=${options.days}`);
      const rows = entries.map(({ at: when, kind, name, stops, subject }) => [
        dayOf(when),
        named(RUNS_OUT, kind),
        subject,
        say(name, 60),
        stops.lanes === 0 ? '' : stoppedOf(stops),
      ]);
      answer(
        options.json,
        { at, entries },
        told(inRows(rows).join('\n') || pick('Nada vence en ese plazo.', 'Nothing runs out in that time.')),
      );
    });
}

const RUNS_OUT = {
  approval: { es: 'aprobación', en: 'approval' },
  standard: { es: 'norma', en: 'standard' },
  evidence: { es: 'evidencia', en: 'evidence' },
  'trust-list': { es: 'lista de confianza', en: 'trust list' },
  'status-list': { es: 'lista de estados', en: 'status list' },
  'device-replacement': { es: 'reemplazo de equipo', en: 'device replacement' },
  'supplier-support': { es: 'soporte del proveedor', en: 'supplier’s support' },
};

function stoppedOf({ lanes, scansPerDay, sites }: Pick<EffectBody, 'lanes' | 'scansPerDay' | 'sites'>): string {
  const where = lanesAtSites(lanes, sites);
  if (scansPerDay === null) return pick(`detendría ${where}`, `would stop ${where}`);
  const scans = Math.round(scansPerDay);
  return pick(`detendría ${where}, unos ${scans} escaneos al día`, `would stop ${where}, about ${scans} scans a day`);
}

/** `garita equipment installed`: what stands where. */
export function installedCommand(): Command {
  return asking('installed')
    .description('every device: where it stands, what it is approved as, when it must be replaced')
    .action(async (options: Asking) => {
      const base = await get<InstalledBase>(options, `${EQUIPMENT}/installed`);
      const rows = base.rows.map((row) => [
        row.device,
        named(DEVICE_STATES, row.deviceState),
        `${say(row.siteName, 40)}, ${row.lane}`,
        say(row.operatorName, 40),
        row.configuration,
        daysLeft(row.validUntil, base.at),
        row.replaceBy === null
          ? ''
          : pick(`reemplazar antes de ${dayOf(row.replaceBy)}`, `replace by ${dayOf(row.replaceBy)}`),
      ]);
      answer(options.json, base, told(inRows(rows).join('\n') || pick('No hay equipos.', 'There are no devices.')));
    });
}

export const DEVICE_STATES = {
  planned: { es: 'previsto', en: 'planned' },
  active: { es: 'activo', en: 'active' },
  suspended: { es: 'suspendido', en: 'suspended' },
  removed: { es: 'dado de baja', en: 'removed' },
  retired: { es: 'fuera de servicio', en: 'retired' },
};

/** `garita equipment effect`: what a step would do to the lanes, before it is taken. */
export function effectCommand(): Command {
  return asking('effect')
    .description('what a step would stop, before anybody takes it')
    .argument('<id>', 'a configuration or a device')
    .requiredOption('--to <state>', 'such as suspended or removed')
    .addOption(kindOption())
    .addHelpText('after', '\nExamples:\n  $ garita equipment effect portal-6-a --to suspended')
    .action(async (id: string, options: Asking & OfSubject & { to: string }) => {
      const { kind } = await subjectOf(id, options);
      const path = `${EQUIPMENT}/effect?kind=${kind}&id=${inPath(id)}&to=${inPath(options.to)}`;
      const effect = await get<EffectBody>(options, path);
      answer(options.json, effect, told(inWords(effect)));
    });
}

function inWords(effect: EffectBody): string {
  const { devices, flagged, lanes, lanesLeft, overDays, scansPerDay, sharedPerDay, sites } = effect;
  const rate = (number: number | null) =>
    number === null ? pick('no se sabe', 'not known') : String(Math.round(number));
  return [
    pick(
      `${effect.subject.id} a ${named(STATES, effect.to)}: ${lanesAtSites(lanes, sites)}.`,
      `${effect.subject.id} to ${named(STATES, effect.to)}: ${lanesAtSites(lanes, sites)}.`,
    ),
    ...inColumns([
      [pick('Escaneos al día', 'Scans a day'), `${rate(scansPerDay)} (${lookedAt(overDays)})`],
      [pick('Compartidos al día', 'Shared a day'), rate(sharedPerDay)],
      [pick('Carriles que seguirían', 'Lanes that would go on'), String(lanesLeft)],
      [pick('Escaneos que se marcarían', 'Scans that would be flagged'), String(flagged)],
      ...devices.map(
        (one) => [pick('Equipo', 'Device'), `${one.device}: ${say(one.siteName, 40)}, ${one.lane}`] as const,
      ),
    ]),
  ].join('\n');
}

/** How long was looked, in days; less than a day in hours. */
function lookedAt(days: number): string {
  const hours = Math.max(1, Math.round(24 * days));
  return days < 1
    ? pick(`en ${hours} h`, `over ${hours} h`)
    : pick(`en ${Math.round(days)} días`, `over ${Math.round(days)} days`);
}

function days(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 3660) throw new InvalidArgumentError('1 to 3660 days');
  return number;
}
