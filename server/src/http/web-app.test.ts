import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildPeopleServer } from './people-server.ts';
import { webApp } from './web-app.ts';

let base: string;
let folder: string;
let app: FastifyInstance;
const reports: unknown[] = [];
const SCRIPT = 'console.log("garita")\n'.repeat(100);
const INDEX = '<!doctype html>\n<html>\n  <head>\n    <title>Garita</title>\n  </head>\n</html>';
const PAGE = { accept: 'text/html,application/xhtml+xml' };

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'garita-web-app-'));
  folder = join(base, 'built');
  app = buildPeopleServer({ report: (error) => reports.push(error) });
  app.get('/api/v1/there', () => ({ there: true }));
  await app.register((pages) => webApp(pages, { folder, frontPage: '<h1>being built</h1>' }));
});
afterEach(async () => {
  await app.close();
  await rm(base, { recursive: true });
  expect(reports.splice(0)).toEqual([]);
});

async function build() {
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), INDEX);
  await writeFile(join(folder, 'garita.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, '.built'), 'x');
  await writeFile(join(folder, 'assets', 'index-abc123.js'), SCRIPT);
  await writeFile(join(folder, 'assets', 'index-abc123.js.gz'), gzipSync(SCRIPT));
  await writeFile(join(base, 'secret.txt'), 'a key');
}

describe('the pages of an agency', () => {
  test('are shown for every address that a browser asks for a page', async () => {
    await build();
    for (const url of ['/', '/worklist', '/case/5bdc?view=2', '/people/j.doe', '/log', '/assets']) {
      const { body, headers, statusCode } = await app.inject({ url, headers: PAGE });
      expect([url, statusCode, headers['content-type']]).toEqual([url, 200, 'text/html; charset=utf-8']);
      expect(body).toContain('<title>Garita</title>');
      expect(headers['cache-control']).toBe('no-cache');
      expect(headers.etag).toBeUndefined();
    }
  });

  test.each([
    ['the interface for programs', '/api/v1/there-is-none', PAGE],
    ['the log', '/log/tile/9/000', PAGE],
    ['the interface itself', '/api', PAGE],
    ['who wants no page', '/worklist', { accept: 'application/json' }],
    ['a script of an earlier build', '/assets/index-old.js', PAGE],
    ['a picture that is not there', '/favicon.ico', { accept: 'image/*' }],
  ])('do not stand in for what is not there: %s', async (_, url, headers) => {
    await build();
    const answer = await app.inject({ url, headers });
    expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'ADDRESS_UNKNOWN']);
  });

  test('leave the other paths alone', async () => {
    await build();
    expect((await app.inject({ url: '/api/v1/there', headers: PAGE })).json()).toEqual({ there: true });
  });

  test.each([
    '/.built',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/secret.txt',
    '/assets/.hidden',
  ])('give out no file that is not of the build: %s', async (url) => {
    await build();
    await writeFile(join(folder, 'assets', '.hidden'), 'a key');
    const { body } = await app.inject({ url, headers: { accept: '*/*' } });
    expect(body).not.toContain('a key');
    expect(JSON.parse(body).error.code).toBe('ADDRESS_UNKNOWN');
  });

  test('come with their files, compressed before, kept for ever because their names change with them', async () => {
    await build();
    const url = '/assets/index-abc123.js';
    const plain = await app.inject({ url });
    expect([plain.body, plain.headers['cache-control']]).toEqual([SCRIPT, 'public, max-age=31536000, immutable']);
    expect(plain.headers['content-type']).toContain('application/javascript');
    const packed = await app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
    expect([packed.headers['content-encoding'], gunzipSync(packed.rawPayload).toString()]).toEqual(['gzip', SCRIPT]);
    expect(packed.headers['content-type']).toContain('application/javascript');
    expect(String(packed.headers.vary)).toContain('accept-encoding');
    expect((await app.inject('/garita.svg')).headers['content-type']).toContain('image/svg+xml');
  });

  test('are announced while they are being built, and there once they are', async () => {
    expect((await app.inject({ url: '/', headers: PAGE })).body).toContain('being built');
    await build();
    expect((await app.inject({ url: '/', headers: PAGE })).body).toContain('<title>Garita</title>');
  });
});

describe('the headers', () => {
  const policyOf = (value: unknown) =>
    Object.fromEntries(
      String(value)
        .split('; ')
        .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]),
    );

  test('of a page let in its own files alone, and the styles that carry the nonce of this answer', async () => {
    await build();
    const [first, second] = [
      await app.inject({ url: '/', headers: PAGE }),
      await app.inject({ url: '/', headers: PAGE }),
    ];
    const policy = policyOf(first.headers['content-security-policy']);
    const nonce = /<meta property="csp-nonce" nonce="([A-Za-z0-9+/=]{24})" \/>/.exec(first.body)?.[1];
    expect(policy).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': `'self' 'nonce-${nonce}'`,
      'img-src': "'self' blob: data:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'worker-src': "'self' blob:",
      'manifest-src': "'self'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
      'form-action': "'self'",
    });
    expect(second.body).not.toContain(nonce);
  });

  test('of a script let a worker made of it ask this server and nobody else', async () => {
    await build();
    const answer = await app.inject({ url: '/assets/index-abc123.js' });
    expect(policyOf(answer.headers['content-security-policy'])).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'connect-src': "'self'",
    });
  });

  test.each([
    ['a page', '/', PAGE],
    ['an answer', '/api/v1/there', {}],
    ['a refusal', '/api/v1/nowhere', {}],
    ['a file', '/assets/index-abc123.js', {}],
  ])('of %s keep it out of frames, and say no more than they must', async (_, url, headers) => {
    await build();
    const answer = await app.inject({ url, headers });
    expect(answer.headers).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(answer.headers['permissions-policy']).toContain('camera=()');
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(answer.headers['content-security-policy']).not.toContain('unsafe');
    expect(answer.headers['strict-transport-security']).toBeUndefined();
  });
});
