import { type LogEntryList, pageQuery } from '@garita/api';
import { parseTilePath } from '@garita/transparency-log';
import type { FastifyInstance } from 'fastify';
import { allow } from '../http/api-person.ts';
import type { Database } from '../ports/database.ts';
import { listEntries } from './list-entries.ts';
import type { OpenLog } from './open-log.ts';

/**
 * The log as C2SP tlog-tiles serves it: static, readable by anyone without a certificate. Full tiles never change.
 * The path is attacker-controlled: it becomes a file name only after it has been read as a tile's.
 */
export function logRoutes(app: FastifyInstance, log: Pick<OpenLog, 'checkpoint' | 'tile' | 'verifierKey'>): void {
  app.get('/log/checkpoint', (_request, reply) => {
    const note = log.checkpoint();
    if (note === undefined) return reply.code(404).type('text/plain; charset=utf-8').send('this log is still empty\n');
    return reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8').send(note);
  });
  app.get('/log/vkey', (_request, reply) => reply.type('text/plain; charset=utf-8').send(`${log.verifierKey}\n`));
  app.get<{ Params: { '*': string } }>('/log/tile/*', async (request, reply) => {
    const path = `tile/${request.params['*']}`;
    const tile = parseTilePath(path);
    const bytes = tile && (await log.tile(path));
    if (!bytes) return reply.code(404).type('text/plain; charset=utf-8').send('no such tile\n');
    const lifetime = tile.width === 256 ? 'public, max-age=31536000, immutable' : 'public, max-age=60';
    return reply
      .header('cache-control', lifetime)
      .header('x-content-type-options', 'nosniff')
      .type('application/octet-stream')
      .send(bytes);
  });
}

/** The log's entries as people of this agency read them, with what this server knows of each. Mount inside a guarded scope. */
export function logEntryRoutes(app: FastifyInstance, database: Database): void {
  const readers = {
    onRequest: allow('supervisor', 'exchange-officer', 'equipment-authority', 'official', 'auditor', 'administrator'),
  };
  app.get('/api/v1/log/entries', readers, (request): Promise<LogEntryList> => {
    return listEntries(database, pageQuery.parse(request.query));
  });
}
