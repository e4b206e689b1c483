import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { answerErrors } from './answer-errors.ts';

test('a fault of ours is told to the operator also when the request was read to its end', async () => {
  const told: unknown[] = [];
  const app = fastify();
  answerErrors(app, (error) => told.push(error));
  const fault = new Error('the table is gone');
  app.post('/scan', async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    throw fault;
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const answer = await fetch(`${address}/scan`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.status).toBe(500);
  expect(await answer.json()).toMatchObject({ error: { code: 'INTERNAL' } });
  expect(told).toEqual([fault]);
  await app.close();
});
