import { type BriefingBody, type BriefingList, briefingRequest, type ConfigurationView } from '@garita/api';
import { type AgencyDescriptor, ROLES } from '@garita/trust';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { allow, personOf } from '../../http/api-person.ts';
import { Refusal } from '../../http/refusal.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { REPORT_POLICY_HEADER } from '../../report/report-style.ts';
import { writeHtml } from '../../report/write-html.ts';
import { writePdf } from '../../report/write-pdf.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { SiteBook } from '../site-book.ts';
import { briefing } from './briefing.ts';
import type { Briefings } from './briefings.ts';
import type { BriefingGiven } from './pen.ts';

export interface BriefingRoutesNeeds {
  readonly briefings: Briefings;
  readonly blobs: Pick<BlobStore, 'read'>;
  readonly clock: Clock;
  readonly agency: string;
  readonly agencyName: BriefingGiven['agency']['name'];
  /** How people reach this server. */
  readonly peopleUrl: string;
  descriptor(): AgencyDescriptor;
  sites(): SiteBook;
  /** Throws RECORD_UNKNOWN. */
  readView(configuration: string): Promise<ConfigurationView>;
  /** Throws 507 while the disk is nearly full. */
  refuseWhenFull(): void;
}

interface OfOne {
  Params: { id: string };
}

const language = z.enum(['es', 'en']);
const asked = z.object({ language, format: z.enum(['pdf', 'html']).default('pdf') });
const listed = z.object({ configuration: z.string().max(64).optional() });
/** 64 recipients and a note, in UTF-8. */
const REQUEST_MAX_BYTES = 256 * 1024;

/** Mount inside a guarded scope. Whoever has signed in reads; equipment authorities hand out; recipients acknowledge. */
export function briefingRoutes(app: FastifyInstance, needs: BriefingRoutesNeeds): void {
  const { blobs, briefings, refuseWhenFull } = needs;
  // Each takes a good part of a second of this process: they wait for each other, and the gate for none of them.
  const inTurn = oneAtATime();

  app.get<OfOne>('/api/v1/equipment/configurations/:id/briefing', async (request, reply) => {
    const { format, language } = asked.parse(request.query);
    const { id } = request.params;
    const view = await needs.readView(id);
    const report = briefing(view, language, await givenNow(id, needs));
    if (format === 'html')
      return named(reply, `${id}.${language}.html`)
        .header('content-security-policy', REPORT_POLICY_HEADER)
        .type('text/html; charset=utf-8')
        .send(writeHtml(report));
    return sendPdf(reply, `${id}.${language}.pdf`, Buffer.from(await inTurn(() => writePdf(report))));
  });

  app.get('/api/v1/equipment/briefings', async (request): Promise<BriefingList> => {
    const { configuration } = listed.parse(request.query);
    return { briefings: [...(await briefings.list(configuration))] };
  });

  const handingOut = { onRequest: allow('equipment-authority'), bodyLimit: REQUEST_MAX_BYTES };
  app.post('/api/v1/equipment/briefings', handingOut, async (request, reply): Promise<BriefingBody> => {
    refuseWhenFull();
    const wanted = briefingRequest.parse(request.body);
    const people = wanted.recipients.flatMap(({ person }) => person ?? []);
    if (new Set(people).size !== people.length)
      throw new Refusal(400, 'BODY_MALFORMED', 'a person is named twice among the recipients');
    const view = await needs.readView(wanted.configuration);
    const given = await givenNow(wanted.configuration, needs);
    const issued = await briefings.issue(view, wanted, given, personOf(request).person);
    void reply.code(201);
    return issued;
  });

  app.get<OfOne>(
    '/api/v1/equipment/briefings/:id',
    (request): Promise<BriefingBody> => briefings.get(request.params.id),
  );

  app.get<OfOne>('/api/v1/equipment/briefings/:id/pdf', async (request, reply) => {
    const wanted = z.object({ language }).parse(request.query).language;
    const { configuration, id, pdf } = await briefings.get(request.params.id);
    const bytes = await blobs.read(pdf[wanted]);
    if (!bytes) throw new Refusal(404, 'OBJECT_UNKNOWN', `${pdf[wanted]} is not in the archive`);
    return sendPdf(reply, `${configuration}.${id.slice(0, 12)}.${wanted}.pdf`, bytes);
  });

  // An auditor changes nothing, anywhere; one who gets a briefing signs on its paper.
  const acknowledging = { onRequest: allow(...ROLES.filter((role) => role !== 'auditor')) };
  app.post<OfOne>(
    '/api/v1/equipment/briefings/:id/acknowledgement',
    acknowledging,
    (request): Promise<BriefingBody> => {
      return briefings.acknowledge(request.params.id, personOf(request).person);
    },
  );
}

async function givenNow(configuration: string, needs: BriefingRoutesNeeds): Promise<BriefingGiven> {
  const { agency, agencyName, briefings, clock, descriptor, peopleUrl, sites } = needs;
  const book = sites();
  return {
    agency: { id: agency, name: agencyName },
    url: peopleUrl,
    at: clock.now(),
    officers: new Map(descriptor().officers.map(({ id, name }) => [id, name])),
    siteName: (site) => book.site(site)?.name,
    handedOut: await briefings.list(configuration),
    issue: null,
  };
}

function named(reply: FastifyReply, name: string): FastifyReply {
  // Ids are letters, digits and . _ : - alone.
  return reply.headers({
    'content-disposition': `inline; filename="${name.replaceAll(':', '-')}"`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
}

function sendPdf(reply: FastifyReply, name: string, bytes: Parameters<FastifyReply['send']>[0]): FastifyReply {
  return named(reply, name).type('application/pdf').send(bytes);
}
