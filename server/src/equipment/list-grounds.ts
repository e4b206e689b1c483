import type { Acceptance, ListGrounds } from './compile-trust-list.ts';
import { configurationStates } from './configuration-states.ts';
import type { Credentials } from './credentials.ts';
import type { DecisionBook } from './decision-book.ts';
import type { EquipmentRecords } from './equipment-records.ts';
import type { TrustLists } from './trust-lists.ts';

export interface ListGroundsNeeds {
  readonly agency: string;
  readonly sample: boolean;
  readonly records: Pick<EquipmentRecords, 'list'>;
  readonly decisions: Pick<DecisionBook, 'chain' | 'inForce' | 'takingAway'>;
  readonly credentials: Pick<Credentials, 'all'>;
  readonly lists: Pick<TrustLists, 'newest'>;
  /** What the partner makes of a configuration; `not-asked` where the agreement does not ask. */
  acceptance(): Promise<(configuration: string) => Acceptance>;
}

/** Everything that a trust list follows from, as it is now. */
export async function readListGrounds(needs: ListGroundsNeeds): Promise<ListGrounds> {
  const { agency, credentials, decisions, lists, records, sample } = needs;
  const inForce = await decisions.inForce();
  const [states, takingAway, configurations, models, suppliers, standards, devices, all, before, acceptance] =
    await Promise.all([
      configurationStates(inForce, decisions),
      decisions.takingAway(),
      records.list('configuration'),
      records.list('model'),
      records.list('supplier'),
      records.list('standard'),
      records.list('device'),
      credentials.all(),
      lists.newest(),
      needs.acceptance(),
    ]);
  return {
    ...{
      agency,
      sample,
      states,
      takingAway,
      configurations,
      models,
      suppliers,
      standards,
      devices,
      acceptance,
      before,
    },
    decidedDevices: inForce.filter(({ decision }) => decision.subject.kind === 'device'),
    credentials: new Map(all.map(({ id, listing }) => [listing, new Uint8Array(Buffer.from(id, 'hex'))])),
  };
}
