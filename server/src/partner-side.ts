import type { ReasonBody } from '@garita/api';
import { hasher, trustCrypto, verifyEd25519 } from '@garita/node-crypto';
import type { ScanStatement } from '@garita/trust';
import { pemOf } from './agency-certificates.ts';
import type { AgencyFolder } from './agency-folder.ts';
import type { TrustLists } from './equipment/trust-lists.ts';
import { openHttpsPartnerLink, openPartner, witnessClient } from './exchange/exchange-room.ts';
import type { PartnerCard } from './partner-folder.ts';
import type { Clock } from './ports/clock.ts';
import type { Database } from './ports/database.ts';

/** What must be there before the log opens: who the partner is, the road to it, and its witness. */
export async function openPartnerSide(folder: AgencyFolder, card: PartnerCard, database: Database, clock: Clock) {
  const partner = await openPartner({
    database,
    crypto: trustCrypto,
    clock,
    agency: card.agency,
    root: card.root,
    descriptor: card.descriptorBytes,
  });
  const address = new URL(card.endpoints.machines);
  const link = openHttpsPartnerLink({
    host: address.hostname,
    port: Number(address.port || 443),
    agency: card.agency,
    partnerRoot: pemOf(card.root),
    certificate: folder.node.certificate,
    key: folder.node.key,
  });
  const witness = witnessClient({
    link,
    hasher,
    verify: verifyEd25519,
    clock,
    log: folder.log.key,
    witness: () => partner.witnessKey(),
  });
  return { partner, link, witness };
}

const NO_LONGER = new Set(['refused', 'removed', 'suspended']);

/** Equipment that this agency's own list refuses is not taken from the partner either, with the list's reasons. */
export async function ownRefusals(lists: TrustLists, statement: ScanStatement): Promise<readonly ReasonBody[]> {
  const current = await lists.current();
  const listed = current?.list.configurations.find(({ id }) => id === statement.configuration);
  if (!listed || !NO_LONGER.has(listed.status)) return [];
  return [
    {
      code: `CONFIGURATION_${listed.status.toUpperCase()}`,
      detail: `${statement.configuration} is ${listed.status} on this agency's own list`,
      notice: listed.reasons.map(({ code, es, en }) => ({ code, es, en })),
    },
  ];
}
