import { createHash } from 'node:crypto';
import type { BriefingBody } from '@garita/api';
import { publicEntry } from '@garita/trust';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LogTables } from '../../log/log-table.ts';
import { readPdf, squeezed } from '../../report/read-pdf.fixture.ts';
import { REPORT_POLICY_HEADER } from '../../report/report-style.ts';
import { AUTHORITY, DIRECTOR, type EquipmentHouse, EVALUATOR, openEquipmentHouse } from '../equipment-house.fixture.ts';

let house: EquipmentHouse;
beforeAll(async () => {
  house = await openEquipmentHouse();
  await house.describe('cfg-1');
  await house.evaluate('cfg-1');
  await house.take({ kind: 'configuration', id: 'cfg-1' }, 'submitted', { signers: [EVALUATOR] });
});
afterAll(() => house.close());

const RECIPIENTS = [
  { name: 'Laura Paz', office: 'Secretaría', person: null },
  { name: 'Dirección', office: 'Aduanas', person: DIRECTOR },
];
const NOTE = { es: 'Antes del jueves.', en: 'Before Thursday.' };
const post = (url: string, body: object, person = AUTHORITY) =>
  house.app.inject({
    method: 'POST',
    url: `/api/v1/equipment${url}`,
    headers: { authorization: `Bearer ${person}` },
    payload: body,
  });
const handOut = (change: object = {}, person = AUTHORITY) =>
  post('/briefings', { configuration: 'cfg-1', recipients: RECIPIENTS, note: NOTE, ...change }, person);
const codeOf = (answer: { json(): { error: { code: string } } }) => answer.json().error.code;

describe('a briefing is read', () => {
  test.each(['es', 'en'] as const)('as PDF in %s by whoever has signed in', async (language) => {
    const answer = await house.get(`/configurations/cfg-1/briefing?language=${language}&format=pdf`, 'analyst');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="cfg-1.${language}.pdf"`,
      'cache-control': 'no-store',
    });
    const pdf = await readPdf(new Uint8Array(answer.rawPayload));
    expect(pdf.info).toMatchObject({
      Language: language,
      Title: language === 'es' ? 'Portal de muestra' : 'Sample portal',
    });
    expect(pdf.pages[0]?.text).toContain(squeezed(language === 'es' ? 'Aduanas de prueba' : 'Test customs'));
    expect(pdf.pages.map(({ text }) => text).join('')).toContain('59/59');
  });

  test('as a page that can do nothing', async () => {
    const answer = await house.get('/configurations/cfg-1/briefing?language=es&format=html');
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['content-security-policy']).toBe(REPORT_POLICY_HEADER);
    expect(answer.rawPayload.toString()).toContain('<h1>Portal de muestra</h1>');
  });

  test.each([
    ['of a configuration nobody knows', '/configurations/cfg-9/briefing?language=es', 404, 'RECORD_UNKNOWN'],
    ['in no language', '/configurations/cfg-1/briefing', 400, 'BODY_MALFORMED'],
    ['as something else', '/configurations/cfg-1/briefing?language=es&format=docx', 400, 'BODY_MALFORMED'],
  ])('but not %s', async (_, url, status, code) => {
    const answer = await house.get(url);
    expect([answer.statusCode, codeOf(answer)]).toEqual([status, code]);
  });
});

describe('a briefing is handed out', () => {
  let issued: BriefingBody;
  beforeAll(async () => {
    const answer = await handOut();
    expect(answer.statusCode).toBe(201);
    issued = answer.json();
  });

  test('to named people, as two PDF that are kept, and the log names it', async () => {
    expect(issued).toMatchObject({ configuration: 'cfg-1', by: AUTHORITY, note: NOTE, at: house.clock.at });
    expect(issued.record).toMatch(/^[0-9a-f]{64}$/);
    expect(issued.recipients.map((one) => one.acknowledgedAt)).toEqual([null, null]);
    for (const language of ['es', 'en'] as const) {
      const answer = await house.get(`/briefings/${issued.id}/pdf?language=${language}`, 'analyst');
      const bytes = answer.rawPayload;
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(issued.pdf[language]);
      const text = (await readPdf(new Uint8Array(bytes))).pages.map((page) => page.text).join('');
      expect(text).toContain(squeezed('Laura Paz'));
      expect(text).toContain(squeezed(NOTE[language]));
    }
    const entries = house.database.tables<LogTables>().selectFrom('log_entries').select('entry');
    const logged = await entries.where('position', '=', issued.logIndex).executeTakeFirstOrThrow();
    expect(Buffer.from(logged.entry)).toEqual(
      Buffer.from(publicEntry('equipment-record', Buffer.from(issued.id, 'hex'))),
    );
    expect((await house.get(`/briefings/${issued.id}`)).json()).toEqual(issued);
  });

  test('and acknowledged once, by the person it names, with the time', async () => {
    const url = `/briefings/${issued.id}/acknowledgement`;
    expect(codeOf(await post(url, {}, AUTHORITY))).toBe('BRIEFING_NOT_ADDRESSED');
    house.clock.at += 60_000;
    const answer = await post(url, {}, DIRECTOR);
    expect(answer.json<BriefingBody>().recipients[1]).toEqual({
      ...RECIPIENTS[1],
      acknowledgedAt: house.clock.at,
      acknowledgedBy: DIRECTOR,
    });
    expect(answer.json<BriefingBody>().recipients[0]).toMatchObject({ acknowledgedAt: null, acknowledgedBy: null });
    const again = await post(url, {}, DIRECTOR);
    expect([again.statusCode, codeOf(again)]).toEqual([409, 'BRIEFING_ACKNOWLEDGED']);
    const [first] = (await house.get('/briefings?configuration=cfg-1')).json().briefings;
    expect(first.recipients[1].acknowledgedAt).toBe(house.clock.at);
    expect((await house.get('/briefings?configuration=cfg-2')).json().briefings).toEqual([]);
  });

  test('and the next one tells who has this one', async () => {
    const answer = await house.get('/configurations/cfg-1/briefing?language=en&format=html');
    expect(answer.rawPayload.toString()).toMatch(/Laura Paz.*Not acknowledged.*Dirección.*Received on/s);
  });

  test.each([
    ['by an evaluator', {}, EVALUATOR, 403, 'ROLE_MISSING'],
    ['to nobody', { recipients: [] }, AUTHORITY, 400, 'BODY_MALFORMED'],
    ['to a person twice', { recipients: [RECIPIENTS[1], RECIPIENTS[1]] }, AUTHORITY, 400, 'BODY_MALFORMED'],
    ['about a configuration nobody knows', { configuration: 'cfg-9' }, AUTHORITY, 404, 'RECORD_UNKNOWN'],
  ])('but not %s', async (_, change, person, status, code) => {
    const answer = await handOut(change, person);
    expect([answer.statusCode, codeOf(answer)]).toEqual([status, code]);
  });

  test('and not one that never was', async () => {
    const none = '0'.repeat(64);
    expect(codeOf(await house.get(`/briefings/${none}`))).toBe('BRIEFING_UNKNOWN');
    expect(codeOf(await house.get(`/briefings/${none}/pdf?language=es`))).toBe('BRIEFING_UNKNOWN');
    expect(codeOf(await post(`/briefings/${none}/acknowledgement`, {}))).toBe('BRIEFING_UNKNOWN');
  });
});
