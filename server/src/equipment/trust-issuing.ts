import type { Bilingual } from '@garita/api';
import { toHex } from '@garita/trust';
import type { FastifyInstance } from 'fastify';
import type { Acceptance } from './compile-trust-list.ts';
import { type Credentials, credentials } from './credentials.ts';
import { credentialsToSign } from './credentials-to-sign.ts';
import type { EquipmentDecisions, EquipmentDecisionsNeeds } from './equipment-decisions.ts';
import type { EquipmentRecords } from './equipment-records.ts';
import { type ListGroundsNeeds, readListGrounds } from './list-grounds.ts';
import { publicRoutes } from './public-routes.ts';
import { type SigningDesk, signingDesk } from './signing-desk.ts';
import { signingRoutes } from './signing-routes.ts';
import { statusListToSign } from './status-list-to-sign.ts';
import { type StatusLists, statusLists } from './status-lists.ts';
import { trustListToSign } from './trust-list-to-sign.ts';
import type { TrustLists } from './trust-lists.ts';

export interface TrustIssuingNeeds
  extends Pick<EquipmentDecisionsNeeds, 'crypto' | 'database' | 'clock' | 'log' | 'descriptor'> {
  readonly agency: string;
  readonly agencyName: Bilingual;
  readonly sample: boolean;
  /** The descriptor in force, as the root signed it. */
  descriptorBytes(): Uint8Array;
  /** How long the lists hold, days. */
  readonly trustListDays: number;
  readonly statusListDays: number;
  readonly records: EquipmentRecords;
  readonly decisions: EquipmentDecisions;
  readonly lists: TrustLists;
  /** What the partner makes of configurations; `not-asked` where the agreement does not ask. */
  acceptance(): Promise<(configuration: string) => Acceptance>;
}

/** From decisions to the documents that others rely on: credentials, the trust list, the status list. */
export interface TrustIssuing {
  readonly credentials: Credentials;
  readonly statuses: StatusLists;
  readonly desk: SigningDesk;
  /** Mount inside a guarded scope. */
  routes(app: FastifyInstance): void;
  /** For anybody. */
  publicRoutes(app: FastifyInstance): void;
}

export function openTrustIssuing(needs: TrustIssuingNeeds): TrustIssuing {
  const { agencyName, clock, decisions, descriptor, lists } = needs;
  const issued = credentials(needs);
  const statuses = statusLists(needs);
  const groundsNeeds: ListGroundsNeeds = { ...needs, credentials: issued };
  const forCredentials = credentialsToSign({ agencyName, clock, credentials: issued });
  const desk = signingDesk({
    ...needs,
    grounds: () => readListGrounds(groundsNeeds),
    kinds: [
      forCredentials,
      trustListToSign({
        clock,
        lists,
        validDays: needs.trustListDays,
        descriptorEnds: () => descriptor().expiresAt,
        credentialWaits: async (known) => (await forCredentials.wanted(known)).length > 0,
      }),
      statusListToSign({
        ...{ clock, agencyName, lists: statuses, credentials: issued, validDays: needs.statusListDays },
      }),
    ],
  });
  return {
    credentials: issued,
    statuses,
    desk,
    routes: (app) => signingRoutes(app, { decisions, desk, descriptor }),
    publicRoutes: (app) =>
      publicRoutes(app, {
        ...{ lists, statuses, credentials: issued, decisions },
        descriptor: () => ({ bytes: needs.descriptorBytes(), hash: toHex(descriptor().hash) }),
      }),
  };
}
