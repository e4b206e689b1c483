import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { walkEvent } from '@garita/api';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { buildPeopleServer } from '../http/people-server.ts';
import { flowRoutes } from './routes.ts';
import { type NewWalkEvent, openWalkBook, type WalkBook } from './walk-book.ts';
import { walkMigrations } from './walk-table.ts';

let house: TestHouse;
let book: WalkBook;
beforeEach(async () => {
  house = await openTestHouse(walkMigrations);
  book = openWalkBook(house.database);
});
afterEach(async () => {
  book.close();
  await house.close();
});

const step = (nth: number, change: Partial<NewWalkEvent> = {}): NewWalkEvent => ({
  at: house.clock.at,
  step: 'admitted',
  scan: nth.toString(16).padStart(64, '0'),
  scanId: `scan-${nth}`,
  device: 'xr-1',
  lane: 'lane-1',
  site: 'nuevo-laredo',
  ooiKind: 'truck',
  ...change,
});
const note = (...events: NewWalkEvent[]) =>
  house.database.transaction(async (tx) => {
    for (const event of events) await book.note(tx, event);
  });

describe('the walk book', () => {
  test('tells watchers of an event once it is committed, and never of one that was rolled back', async () => {
    let told = 0;
    const stop = book.watch(() => told++);
    await house.database
      .transaction(async (tx) => {
        await book.note(tx, step(1));
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect(told).toBe(0);
        throw new Error('changed our mind');
      })
      .catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).toBe(0);
    await note(step(2));
    await expect.poll(() => told).toBe(1);
    expect((await book.since(0, 10)).map(({ scanId }) => scanId)).toEqual(['scan-2']);
    stop();
  });

  test('counts steps, and quarantined scans by their first reason', async () => {
    const reasons = (...codes: string[]) => ({
      step: 'quarantined' as const,
      reasons: codes.map((code) => ({ code, detail: 'd' })),
    });
    await note(step(1), step(2), step(3, reasons('DEVICE_UNKNOWN', 'SEQUENCE_GAP')), step(4, reasons('SEQUENCE_GAP')));
    await note(step(5, reasons('SEQUENCE_GAP')));
    const totals = await book.totals();
    expect(totals.steps).toMatchObject({ admitted: 2, quarantined: 3, receipted: 0 });
    expect(totals.quarantined).toEqual({ DEVICE_UNKNOWN: 1, SEQUENCE_GAP: 2 });
  });

  test('counts what happened within a minute', async () => {
    await note(step(1), step(2, { at: house.clock.at - 60_001 }), step(3, { step: 'decided' }));
    expect(await book.countBetween('admitted', house.clock.at - 60_000, house.clock.at + 1)).toBe(1);
  });
});

describe('the event stream', () => {
  async function follow(server: FastifyInstance, headers: Record<string, string> = {}) {
    const { port } = server.server.address() as AddressInfo;
    let text = '';
    const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
      request({ port, path: '/api/v1/events', headers }, resolve).on('error', reject).end();
    });
    response.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    const events = () =>
      text.split('\n\n').flatMap((block) => {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        return data === undefined ? [] : [walkEvent.parse(JSON.parse(data))];
      });
    return { response, events, text: () => text };
  }

  async function serve(
    options: { heartbeatMs?: number; patienceMs?: number; stillKnown?: () => Promise<boolean> } = {},
  ) {
    const server = buildPeopleServer({ report: (error) => house.reports.push(error) });
    const status = () => Promise.reject(new Error('not asked'));
    flowRoutes(server, { book, status, stillKnown: async () => true, ...options });
    await server.listen({ port: 0, host: '127.0.0.1' });
    return server;
  }

  test('begins now, brings what is committed in order, and tells that it is alive', async () => {
    await note(step(1));
    const server = await serve({ heartbeatMs: 20 });
    const reader = await follow(server);
    await expect.poll(() => reader.text()).toContain('retry:');
    await note(step(2), step(3));
    await expect.poll(() => reader.events().map(({ scanId }) => scanId)).toEqual(['scan-2', 'scan-3']);
    await expect.poll(() => reader.text()).toContain(': alive');
    await server.close();
  });

  test('resumes behind the last event that a reader has seen, however many there were', async () => {
    await note(...Array.from({ length: 500 }, (_, nth) => step(nth + 1)));
    const server = await serve();
    const reader = await follow(server, { 'last-event-id': '10' });
    await expect.poll(() => reader.events().length).toBe(490);
    expect(reader.events()[0]).toMatchObject({ id: 11, scanId: 'scan-11' });
    await server.close();
  });

  test('lets a reader go that takes nothing, and holds no more of the walk for it than a batch', async () => {
    const detail = 'x'.repeat(1900);
    const big = (nth: number) =>
      step(nth, {
        step: 'quarantined',
        reasons: Array.from({ length: 60 }, () => ({ code: 'OBJECT_STRUCTURE', detail })),
      });
    await note(...Array.from({ length: 400 }, (_, nth) => big(nth)));
    const server = await serve({ patienceMs: 200 });
    const reader = await follow(server, { 'last-event-id': '0' });
    reader.response.pause();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(
      await new Promise((resolve, reject) =>
        server.server.getConnections((error, n) => (error ? reject(error) : resolve(n))),
      ),
    ).toBe(0);
    await server.close();
  });

  test.each([
    ['before the next event', 60_000],
    ['soon, when nothing happens', 20],
  ])('ends when the reader’s key was revoked: %s', async (_, heartbeatMs) => {
    let known = true;
    const server = await serve({ heartbeatMs, stillKnown: async () => known });
    const reader = await follow(server);
    await note(step(1));
    await expect.poll(() => reader.events().length).toBe(1);
    known = false;
    const ended = new Promise((resolve) => reader.response.once('close', resolve));
    if (heartbeatMs > 1000) await note(step(2));
    await ended;
    expect(reader.events().map(({ scanId }) => scanId)).toEqual(['scan-1']);
    await server.close();
  });

  test('ends when the server closes', async () => {
    const server = await serve();
    const reader = await follow(server);
    const ended = new Promise((resolve) => reader.response.once('close', resolve));
    await server.close();
    await ended;
  });

  test('refuses an event id that is none', async () => {
    const server = await serve();
    const answer = await server.inject({ url: '/api/v1/events', headers: { 'last-event-id': 'zebra' } });
    expect(answer.statusCode).toBe(400);
    await server.close();
  });
});
