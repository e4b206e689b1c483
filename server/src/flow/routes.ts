import { type AlarmList, type Rates, ratesQuery, type SiteFlowList, type Status } from '@garita/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { allow } from '../http/api-person.ts';
import { Refusal } from '../http/refusal.ts';
import { streamWalk } from './event-stream.ts';
import { type AlarmSources, readAlarms } from './read-alarms.ts';
import { readRates } from './read-rates.ts';
import { readSites } from './read-sites.ts';
import type { WalkBook } from './walk-book.ts';

const HEARTBEAT_MS = 15_000;
const PATIENCE_MS = 60_000;
/** Each reader holds a socket and reads the table; more than this is a mistake or an attack. */
const READERS = 64;

export interface FlowRoutesNeeds {
  readonly book: WalkBook;
  status(): Promise<Status>;
  /** Whether the key of this request is still good. */
  stillKnown(request: FastifyRequest): Promise<boolean>;
  readonly heartbeatMs?: number;
  readonly patienceMs?: number;
}

/** Mount inside a scope guarded by `requireApiKey`. */
export function flowRoutes(app: FastifyInstance, needs: FlowRoutesNeeds): void {
  const ends = new Set<() => void>();

  app.get('/api/v1/status', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return needs.status();
  });

  app.get<{ Querystring: { after?: string } }>('/api/v1/events', async (request, reply) => {
    if (ends.size >= READERS) throw new Refusal(503, 'BUSY', `${READERS} readers already follow the events`);
    const asked = request.headers['last-event-id'] ?? request.query.after;
    const after = asked === undefined ? await needs.book.newestId() : eventId(asked);
    reply.hijack();
    const response = reply.raw;
    const end = () => response.destroy();
    ends.add(end);
    response.once('close', () => ends.delete(end));
    response.on('error', end);
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-accel-buffering': 'no',
    });
    await streamWalk(needs.book, response, {
      after,
      heartbeatMs: needs.heartbeatMs ?? HEARTBEAT_MS,
      stillKnown: () => needs.stillKnown(request),
      patienceMs: needs.patienceMs ?? PATIENCE_MS,
    }).catch(end);
  });

  // A stream never ends by itself, and the server would wait for it.
  app.addHook('preClose', async () => {
    for (const end of ends) end();
  });
}

function eventId(asked: string | string[]): number {
  const text = String(asked);
  if (!/^\d{1,15}$/.test(text)) throw new Refusal(400, 'BODY_MALFORMED', 'Last-Event-ID is the number of an event');
  return Number(text);
}

/** How much flows, where, and what needs attention. Mount inside a guarded scope. */
export function supervisionRoutes(app: FastifyInstance, sources: AlarmSources): void {
  const { clock, database } = sources;

  app.get(
    '/api/v1/flow/rates',
    async (request): Promise<Rates> => readRates(database, ratesQuery.parse(request.query), clock.now()),
  );
  app.get('/api/v1/flow/sites', (): Promise<SiteFlowList> => readSites(sources));
  app.get(
    '/api/v1/alarms',
    {
      onRequest: allow(
        'analyst',
        'supervisor',
        'exchange-officer',
        'equipment-authority',
        'official',
        'auditor',
        'administrator',
      ),
    },
    (): Promise<AlarmList> => readAlarms(sources),
  );
}
