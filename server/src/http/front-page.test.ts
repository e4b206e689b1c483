import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { frontPage, frontPageOf } from './front-page.ts';

test('an agency’s address in a browser says whose it is, in both languages, and that it is a sample', async () => {
  const app = fastify();
  frontPage(app, { name: { es: 'Aduanas <b>', en: 'Customs & more' }, sample: true });
  const { body, headers } = await app.inject('/');
  expect(headers['content-type']).toContain('text/html');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(body).toContain('Aduanas &lt;b&gt;');
  expect(body).toContain('Customs &amp; more');
  expect(body).toContain('Sample data');
  expect(body).toContain('href="/log/checkpoint"');
});

test('it says how its pages are built, or that they are being built', () => {
  const facts = { name: { es: 'Aduanas', en: 'Customs' }, sample: false };
  const [without, soon] = [frontPageOf(facts), frontPageOf(facts, { reload: true })];
  expect(without.match(/npm run build/g)).toHaveLength(2);
  expect(without).not.toContain('http-equiv="refresh"');
  expect(soon).toContain('http-equiv="refresh"');
  expect(soon).not.toContain('npm run build');
});
