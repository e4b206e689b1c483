import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QuestionBody, QuestionList } from '@garita/api';
import { makeAnswer, makeQuestion } from '@garita/exchange';
import { trustCrypto } from '@garita/node-crypto';
import { toHex } from '@garita/trust';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from './border-parts.fixture.ts';
import type { QuestionTables } from './question-table.ts';
import { type Border, type House, makeBorder } from './two-agencies.fixture.ts';

let folder: string;
let border: Border;
let mx: House;
let us: House;
let scan: Uint8Array;
let shared: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garita-questions-'));
  border = await makeBorder(folder);
  [mx, us] = await Promise.all([border.open('mx'), border.open('us')]);
  const made = await border.mx.scan();
  scan = made.hash;
  shared = await mx.admit(made);
  await until('the receipt', async () => (await mx.shares()).some(({ state }) => state === 'receipted'));
});
afterAll(async () => {
  await Promise.all([mx.close(), us.close()]);
  await rm(folder, { recursive: true, force: true });
});

const post = (house: House, path: string, payload: object, role = 'analyst') =>
  house.people.inject({
    method: 'POST',
    url: `/api/v1/questions${path}`,
    headers: { authorization: `Bearer ${role}` },
    payload,
  });
async function list(house: House): Promise<QuestionBody[]> {
  const answer = await house.people.inject({ url: `/api/v1/questions?scan=${shared}` });
  return answer.json<QuestionList>().questions;
}
const send = async (house: House, bytes: Uint8Array, path = '') => {
  const body = { type: 'application/cbor', bytes };
  const call = { method: 'POST', path: `/exchange/v1/questions${path}`, lane: 'small', body } as const;
  const answer = await house.link.call({ ...call, maxAnswerBytes: 65_536 });
  return { status: answer.status, body: JSON.parse(Buffer.from(answer.body).toString('utf8')) };
};
const rows = (house: House) =>
  house.database.tables<QuestionTables>().selectFrom('exchange_questions').selectAll().execute();

test('a question goes to the partner and its answer comes back, logged and walked on both sides', async () => {
  const asked = await post(us, '', { scan: shared, text: 'What lies behind\r\nthe left axle?' });
  expect([asked.statusCode, asked.json()]).toMatchObject([201, { from: 'us', to: 'mx', by: 'analyst', answer: null }]);
  const { question } = asked.json<QuestionBody>();
  const there = await until('the question', async () => (await list(mx)).find((one) => one.question === question));
  expect(there).toMatchObject({ state: 'delivered', text: 'What lies behind\nthe left axle?' });
  await until('its delivery', async () => (await list(us)).some((one) => one.state === 'delivered'));

  const answered = await post(mx, `/${question}/answer`, { text: 'Losa de barro.' }, 'supervisor');
  expect(answered.json()).toMatchObject({ state: 'answered', answer: { by: 'supervisor', text: 'Losa de barro.' } });
  const back = await until('the answer', async () => (await list(us)).find(({ state }) => state === 'answered'));
  expect(back.answer).toMatchObject({ by: 'supervisor', text: 'Losa de barro.' });

  for (const house of [mx, us]) {
    const [row] = (await rows(house)).filter((one) => one.question === question);
    expect((await house.log.opening(row?.leaf ?? ''))?.kind).toBe('question');
    expect((await house.log.opening(row?.answer_leaf ?? ''))?.kind).toBe('answer');
    const steps = house.notes.filter(({ step }) => step === 'question' || step === 'answer');
    expect(steps).toMatchObject([
      { step: 'question', scan: shared, by: 'analyst' },
      { step: 'answer', scan: shared, by: 'supervisor' },
    ]);
  }
  expect((await post(mx, `/${question}/answer`, { text: 'Otra.' })).json().error.code).toBe('QUESTION_ANSWERED');
  expect((await post(us, `/${question}/answer`, { text: 'Me.' })).json().error.code).toBe('QUESTION_NOT_FOR_US');
});

test('the owner of a scan asks, too; what an outage holds up goes out after it, once', async () => {
  await us.close();
  const asked = await post(mx, '', { scan: shared, text: '¿Lo liberaron?' });
  const { question } = asked.json<QuestionBody>();
  await until('the outage', async () => (await mx.exchange.state()).reach === 'down');
  expect((await list(mx)).find((one) => one.question === question)).toMatchObject({ state: 'waiting' });
  us = await border.open('us');
  await until('the delivery', async () =>
    (await list(mx)).find((one) => one.question === question && one.state === 'delivered'),
  );
  const message = (await rows(mx)).find((one) => one.question === question)?.message ?? new Uint8Array();
  expect(await send(mx, message)).toEqual({ status: 200, body: { question, state: 'delivered' } });
  expect((await rows(us)).filter((one) => one.question === question)).toHaveLength(1);
  expect(us.notes.filter(({ step }) => step === 'question')).toHaveLength(1);
});

test('nothing can be asked about a scan that was not handed over', async () => {
  const kept = await mx.admit(await border.mx.scan({ change: { ooi: { kind: 'person', ids: [] } } }));
  for (const house of [mx, us])
    expect((await post(house, '', { scan: kept, text: 'Who?' })).json().error.code).toBe('QUESTION_SCAN_NOT_SHARED');
  const forged = makeQuestion({ ...message('us'), scan: new Uint8Array(Buffer.from(kept, 'hex')) });
  expect(await send(us, forged)).toMatchObject({ status: 404, body: { error: { code: 'QUESTION_SCAN_NOT_SHARED' } } });
});

test('a question is refused from another, to another, from the future, or unreadable', async () => {
  const at = Date.now() + 3_600_000;
  for (const [change, status, code] of [
    [{ from: 'mx', to: 'us' }, 422, 'RECIPIENT_MISMATCH'],
    [{ to: 'xx' }, 422, 'RECIPIENT_MISMATCH'],
    [{ askedAt: at }, 422, 'TIME_IMPLAUSIBLE'],
  ] as const)
    expect(await send(us, makeQuestion({ ...message('us'), ...change }))).toMatchObject({
      status,
      body: { error: { code } },
    });
  expect((await send(us, new Uint8Array([1, 2, 3]))).status).toBe(400);
  expect((await send(us, new Uint8Array(8193))).status).toBe(413);
});

test('an answer counts once, to a question that was asked, at its own address', async () => {
  const { question } = (await post(us, '', { scan: shared, text: 'And the tyres?' })).json<QuestionBody>();
  await until('the question', async () => (await list(mx)).find((one) => one.question === question));
  const hash = new Uint8Array(Buffer.from(question, 'hex'));
  const answer = makeAnswer({ v: 1, question: hash, by: 'beto', text: 'Old.', at: Date.now() });
  expect((await send(mx, answer, `/${'0'.repeat(64)}/answer`)).status).toBe(422);
  expect((await send(mx, answer, `/${question}/answer`)).body).toEqual({ question, state: 'answered' });
  expect((await send(mx, answer, `/${question}/answer`)).status).toBe(200);
  const other = makeAnswer({ v: 1, question: hash, by: 'beto', text: 'New.', at: Date.now() });
  expect((await send(mx, other, `/${question}/answer`)).body.error.code).toBe('QUESTION_ANSWERED');
  const unknown = makeAnswer({ v: 1, question: scan, by: 'beto', text: 'Old.', at: Date.now() });
  expect((await send(mx, unknown, `/${toHex(scan)}/answer`)).body.error.code).toBe('QUESTION_UNKNOWN');
});

test('people ask within their roles, in plain text, and not without end', async () => {
  for (const role of ['auditor', 'administrator', 'official'])
    expect((await post(us, '', { scan: shared, text: 'May I?' }, role)).statusCode).toBe(403);
  for (const text of ['', '   ', 'a'.repeat(2001), 'safe \u202e gnp'])
    expect((await post(us, '', { scan: shared, text })).statusCode).toBe(400);
  const before = (await rows(us)).filter(({ by_person }) => by_person === 'exchange-officer').length;
  for (let n = before; n < 60; n++)
    expect((await post(us, '', { scan: shared, text: `Number ${n}?` }, 'exchange-officer')).statusCode).toBe(201);
  const one = await post(us, '', { scan: shared, text: 'One more?' }, 'exchange-officer');
  expect([one.statusCode, one.json().error.code]).toEqual([429, 'QUESTION_TOO_MANY']);
  expect((await post(us, '', { scan: shared, text: 'Another person?' })).statusCode).toBe(201);
});

test('a partner that asks without end is told to wait, and nothing of it is kept', async () => {
  const asked = (await rows(mx)).filter(({ from_agency }) => from_agency === 'us').length;
  let answer = { status: 200, body: undefined };
  for (let n = asked; n <= 301 && answer.status === 200; n++)
    answer = await send(us, makeQuestion({ ...message('us'), text: `Flood ${n}` }));
  expect(answer).toMatchObject({ status: 429, body: { error: { code: 'QUESTION_TOO_MANY' } } });
  expect((await rows(mx)).filter(({ from_agency }) => from_agency === 'us')).toHaveLength(300);
});

function message(from: 'mx' | 'us') {
  return {
    v: 1,
    scan,
    from,
    to: from === 'mx' ? 'us' : 'mx',
    by: 'ana',
    text: 'Forged?',
    askedAt: Date.now(),
  } as const;
}

test('a question’s name is the hash of its bytes', async () => {
  for (const row of await rows(us)) expect(toHex(trustCrypto.hasher.sha256(row.message))).toBe(row.question);
});
