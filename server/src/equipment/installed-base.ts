import type { InstalledBase, Kept, Standing } from '@garita/api';
import type { Clock } from '../ports/clock.ts';
import { configurationStates, listedUntil } from './configuration-states.ts';
import type { DecisionBook } from './decision-book.ts';
import type { EquipmentRecords } from './equipment-records.ts';
import type { SiteBook } from './site-book.ts';

/** As many devices as one answer lists. */
const MAX_ROWS = 4096;

export interface InstalledBaseNeeds {
  readonly clock: Clock;
  readonly records: Pick<EquipmentRecords, 'list'>;
  readonly decisions: Pick<DecisionBook, 'inForce' | 'chain'>;
  sites(): SiteBook;
  standing(device: string, configuration: string): Promise<{ readonly standing: Standing }>;
}

type Row = InstalledBase['rows'][number];

/** Every device of the register of equipment: where it stands, what is trusted about it, when it must be replaced. */
export async function readInstalledBase(needs: InstalledBaseNeeds): Promise<InstalledBase> {
  const { clock, decisions, records } = needs;
  const inForce = await decisions.inForce();
  const [devices, configurations, models, standards, states] = await Promise.all([
    records.list('device'),
    records.list('configuration'),
    records.list('model'),
    records.list('standard'),
    configurationStates(inForce, decisions),
  ]);
  const { register, site: siteOf } = needs.sites();
  const named = (id: string, name: Row['siteName'] | undefined) => ({ ...(name ?? { es: id, en: id }) });
  const rows = devices.slice(0, MAX_ROWS).map(async ({ id, body }): Promise<Row> => {
    const configuration = configurations.find((one) => one.id === body.configuration)?.body;
    const standard = standards.find((one) => one.id === configuration?.standard)?.body;
    const listing = states.find((one) => one.id === body.configuration)?.listing;
    const site = siteOf(body.site);
    const taken = inForce.find(({ decision: { subject } }) => subject.kind === 'device' && subject.id === id);
    return {
      device: id,
      serial: body.serial,
      operator: body.operator,
      operatorName: named(body.operator, register.operators.find((one) => one.id === body.operator)?.name),
      site: body.site,
      siteName: named(body.site, site?.name),
      siteKind: site?.kind ?? 'unknown',
      lane: body.lane,
      deviceState: deviceState(body, taken?.decision.to),
      configuration: body.configuration,
      configurationName: named(body.configuration, configuration?.name),
      type: models.find((one) => one.id === configuration?.model)?.body.type ?? 'other',
      standing: (await needs.standing(id, body.configuration)).standing,
      validUntil: listedUntil(listing, listing ? (standard?.endsAt ?? null) : null),
      installedAt: body.installedAt,
      replaceBy: body.replaceBy,
      replaceReason: body.replaceReason,
    };
  });
  return { at: clock.now(), rows: await Promise.all(rows) };
}

/** What was decided about a device outlives that it is installed; `decided`: state by the newest decision in force. */
export function deviceState(
  { state }: Pick<Kept<'device'>['body'], 'state'>,
  decided: string | undefined,
): Row['deviceState'] {
  if (decided === 'suspended' || decided === 'removed') return decided;
  return state === 'installed' ? 'active' : state;
}
