// An equipment room with everything that is signed there, for tests.
import type { SignedAnswer, SigningItem } from '@garita/api';
import { trustCrypto } from '@garita/node-crypto';
import { type AgencyDescriptor, type Role, signDocument } from '@garita/trust';
import type { FastifyInstance } from 'fastify';
import { requireApiKey } from '../http/api-person.ts';
import { buildPeopleServer } from '../http/people-server.ts';
import type { Acceptance } from './compile-trust-list.ts';
import {
  type Answer,
  AUTHORITY,
  DIRECTOR,
  type EquipmentHouse,
  openEquipmentHouse,
} from './equipment-house.fixture.ts';
import { openTrustIssuing, type TrustIssuing } from './trust-issuing.ts';
import { type TrustLists, trustLists } from './trust-lists.ts';

export interface IssuingHouse extends EquipmentHouse {
  readonly lists: TrustLists;
  readonly issuing: TrustIssuing;
  readonly pages: FastifyInstance;
  /** Whose signatures count for what is signed here; a test may change it. */
  readonly trusted: { descriptor: AgencyDescriptor };
  /** What the partner says of every configuration. */
  readonly partner: { says: Acceptance };
  signing(person?: string): Promise<readonly SigningItem[]>;
  item(kind: SigningItem['kind'], person?: string): Promise<SigningItem | undefined>;
  /** The document with this person's signature added, sent by `by`. */
  sign(item: SigningItem, person: string, by?: string): Promise<Answer>;
  /** Signs everything that waits by both authorities, until nothing does. */
  signAll(): Promise<readonly SignedAnswer[]>;
  /** A portal with a device, listed by two, nothing else signed. */
  list(configuration?: string): Promise<void>;
}

export async function openIssuingHouse(): Promise<IssuingHouse> {
  const house = await openEquipmentHouse();
  const { clock, database, descriptor, descriptorBytes, log, room, signerOf } = house;
  const report = (error: unknown) => house.reports.push(error);
  const { decisions, records } = room;
  const trusted = { descriptor };
  const basics = { crypto: trustCrypto, database, clock, log, descriptor: () => trusted.descriptor, report };
  const lists = trustLists({ ...basics, decisions });
  const partner: { says: Acceptance } = { says: 'not-asked' };
  const issuing = openTrustIssuing({
    ...{ ...basics, agency: 'mx', agencyName: descriptor.name, sample: true, records, decisions, lists },
    ...{ trustListDays: 30, statusListDays: 30, acceptance: async () => () => partner.says },
    descriptorBytes: () => descriptorBytes,
  });
  const pages = buildPeopleServer({ report });
  issuing.publicRoutes(pages);
  await pages.register(async (guarded) => {
    requireApiKey(guarded, async (person) => {
      const role = descriptor.officers.find(({ id }) => id === person)?.role as Role;
      return { person, roles: role ? [role] : [] };
    });
    issuing.routes(guarded);
  });

  const signing: IssuingHouse['signing'] = async (person = AUTHORITY) => {
    const headers = { authorization: `Bearer ${person}` };
    return (await pages.inject({ url: '/api/v1/equipment/signing', headers })).json().items;
  };
  const item: IssuingHouse['item'] = async (kind, person) => (await signing(person)).find((one) => one.kind === kind);
  const sign: IssuingHouse['sign'] = async ({ contentType, id, kind, payload, signed, typ }, person, by = person) => {
    const document = {
      ...{ contentType, typ, payload: Buffer.from(payload, 'base64') },
      signed: signed === null ? null : new Uint8Array(Buffer.from(signed, 'base64')),
    };
    const cose = await signDocument(document, { crypto: trustCrypto, signer: signerOf(person) });
    return pages.inject({
      ...{ method: 'POST', url: `/api/v1/equipment/signing/${kind}/${id}`, payload: Buffer.from(cose) },
      headers: { authorization: `Bearer ${by}`, 'content-type': 'application/cose' },
    });
  };
  return {
    ...house,
    ...{ lists, issuing, pages, partner, trusted, signing, item, sign },
    async signAll() {
      const answers: SignedAnswer[] = [];
      for (;;) {
        const next = (await signing()).find(({ withheld }) => withheld === null);
        if (!next) return answers;
        await sign(next, AUTHORITY);
        const second = (await signing(DIRECTOR)).find(({ id }) => id === next.id);
        if (!second) throw new Error(`${next.kind} does not wait for the second`);
        answers.push((await sign(second, DIRECTOR)).json());
      }
    },
    async list(id = 'portal-1') {
      await house.describe(id);
      await house.evaluate(id);
      await house.put('device', 'xr-1', {
        ...{ serial: 'SN-1', configuration: id, operator: 'customs', site: 'otay', lane: 'gate-1', state: 'installed' },
        ...{ installedAt: clock.at - 1000, replaceBy: null, replaceReason: null, sample: true },
      });
      const answer = await house.take({ kind: 'configuration', id }, 'listed');
      if (answer.statusCode !== 201) throw new Error(`listed: ${answer.rawPayload}`);
    },
    async close() {
      await pages.close();
      await house.close();
    },
  };
}
