import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { InspectionList } from '@garita/api';
import { buildWeb } from '@garita/web/build';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations, type Desk, type Language, openDesk } from './desk.fixture.ts';

let desk: Desk;
/** A case that is decided, with a partner's receipt, to be looked at. */
let scan: string | undefined;
const people = new Map<string, Page>();

beforeAll(async () => {
  desk = await openDesk('pages', 19_200, { patienceSeconds: 1, slower: 6 });
  for (const until = Date.now() + 60_000; scan === undefined && Date.now() < until; ) {
    const path = '/api/v1/inspections?state=decided&origin=own&kind=truck';
    const { inspections } = await desk.demo.client('mx').get<InspectionList>(path);
    const [first] = inspections;
    if (first) scan = first.scan;
    else await new Promise((resolve) => setTimeout(resolve, 500));
  }
}, 150_000);
afterEach(() => expect(desk.problems.splice(0)).toEqual([]));
afterAll(() => desk?.close());

async function as(person: string, language: Language): Promise<Page> {
  const known = people.get(`${person} ${language}`);
  if (known) return known;
  const page = await desk.signedIn('mx', language, person);
  people.set(`${person} ${language}`, page);
  return page;
}

/** A page, who looks at it, and its heading in both languages. */
const PAGES = [
  ['/', 'supervisor', 'Lo que pasa ahora', 'What is happening now'],
  ['/worklist', 'supervisor', 'Lista de trabajo', 'Worklist'],
  ['/cases/SCAN', 'supervisor', /^Camión/, /^Truck/],
  ['/supervision', 'supervisor', 'Supervisión', 'Supervision'],
  ['/sharing', 'supervisor', 'Intercambio', 'Sharing'],
  ['/sharing?tab=agreement', 'supervisor', 'Intercambio', 'Sharing'],
  ['/quarantine', 'supervisor', 'Cuarentena', 'Quarantine'],
  ['/equipment', 'supervisor', 'Registro de equipos', 'Register of equipment'],
  ['/equipment/configurations/cfg-truck-portal-a', 'supervisor', /^Arco de camiones/, /^Dual-energy truck portal/],
  ['/equipment/configurations/cfg-container-portal-x', 'evaluator', /^Arco de contenedores X/, /^Container portal X/],
  ['/equipment/devices/xr-nld-01', 'supervisor', 'Equipo xr-nld-01', 'Device xr-nld-01'],
  ['/equipment/calendar', 'supervisor', 'Qué vence, y qué se detendría', 'What runs out, and what that would stop'],
  ['/equipment/installed', 'supervisor', 'Equipos instalados', 'Installed base'],
  ['/equipment/devices', 'supervisor', 'Equipos y carriles', 'Devices and lanes'],
  ['/log-book', 'supervisor', 'Bitácora', 'Log'],
  ['/alarms', 'supervisor', 'Alarmas', 'Alarms'],
  ['/overview', 'supervisor', /^Panorama de/, /^Overview of/],
  ['/account', 'supervisor', 'Mi cuenta', 'My account'],
  ['/accounts', 'administrator', 'Cuentas', 'Accounts'],
  ['/no-such-page', 'supervisor', 'No existe esa página', 'There is no such page'],
] as const;

describe('every page, in both languages and both schemes, has nothing that axe objects to', () => {
  test.each(PAGES)(
    '%s',
    async (path, person, spanish, english) => {
      const page = await as(person, 'es');
      await page.goto(`${desk.address('mx')}${path.replace('SCAN', scan ?? '')}`);
      const name = path.replaceAll(/[^a-z-]+/g, '-').replace(/^-|-$/g, '') || 'now';
      for (const [language, heading] of [
        ['es', spanish],
        ['en', english],
      ] as const) {
        await page.getByRole('heading', { level: 1, name: heading }).waitFor();
        // The stream of events never ends, so the network is never idle: what came by now is what is looked at.
        await page.waitForTimeout(400);
        await desk.picture(page, `page-${name}-${language}`);
        expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
        // In Spanish as the page opens, in English in the other scheme: both languages and both schemes are looked at.
        if (language === 'en')
          await page
            .getByRole('banner')
            .getByRole('button', { name: /^(Light|Dark)$/ })
            .click();
        expect(await axeViolations(page), `${path} in ${language}`).toEqual([]);
        await page.keyboard.press('i');
      }
      // The choice is kept; a newcomer has none.
      await page.evaluate(() => localStorage.removeItem('garita.scheme'));
    },
    120_000,
  );

  test('the sign-in page, for a stranger', async () => {
    for (const language of ['es', 'en'] as const) {
      const page = await desk.visitor('us', language);
      await page.goto(`${desk.address('us')}/sign-in`);
      await page.locator('[data-demo-account="analyst"]').waitFor();
      await desk.picture(page, `page-sign-in-${language}`);
      expect(await axeViolations(page)).toEqual([]);
    }
  }, 60_000);

  test('the desk, and the sheet of keys over it', async () => {
    for (const language of ['es', 'en'] as const) {
      const page = await as('supervisor', language);
      await page.goto(`${desk.address('mx')}/desk/${scan}`);
      await page.locator('[data-desk] canvas').first().waitFor();
      await page.getByText(language === 'es' ? 'Píxeles verificados' : 'Pixels verified').waitFor();
      await desk.picture(page, `page-desk-${language}`);
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await desk.picture(page, `page-keys-${language}`);
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
  }, 120_000);
});

describe('a page', () => {
  test('changes its language by one key, and the address keeps what is looked for', async () => {
    const page = await as('supervisor', 'en');
    await page.goto(`${desk.address('mx')}/worklist?state=decided&q=DEMO`);
    await page.getByRole('heading', { name: 'Worklist' }).waitFor();
    await page.keyboard.press('i');
    await page.getByRole('heading', { name: 'Lista de trabajo' }).waitFor();
    expect(new URL(page.url()).search).toContain('q=DEMO');
    await page.keyboard.press('i');
    await page.getByRole('heading', { name: 'Worklist' }).waitFor();
  });

  test.each([
    ['1280', 1280, 720],
    ['4K', 3840, 2160],
  ])(
    'fits a screen of %s pixels without scrolling sideways',
    async (_, width, height) => {
      const page = await desk.signedIn('mx', 'es', 'administrator', { width, height });
      for (const path of ['/worklist', `/cases/${scan}`, `/desk/${scan}`, '/overview']) {
        await page.goto(`${desk.address('mx')}${path}`);
        await page.locator('h1, [data-desk]').first().waitFor();
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over, `${path} at ${width}`).toBeLessThanOrEqual(0);
      }
      await desk.picture(page, `page-overview-${width}`);
    },
    60_000,
  );

  test('asks no other host for anything', async () => {
    const page = await desk.visitor('mx', 'en');
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    await page.goto(`${desk.address('mx')}/overview`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(500);
    expect([...hosts]).toEqual([new URL(desk.address('mx')).host]);
  });
});

describe('the first load', () => {
  // What the first page's HTML names and imports statically, compressed as the server sends it.
  const MOST_BYTES = 300_000;

  test('is under 300 kB of compressed script; images, plots and maps come when they are needed', async () => {
    const page = await desk.visitor('mx', 'en');
    const loaded = new Set<string>();
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.endsWith('.js')) loaded.add(pathname);
    });
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(1500);
    const { folder } = await buildWeb();
    const sizes = [...loaded].map((path) => gzipSync(readFileSync(join(folder, path))).length);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    console.info(`first load: ${bytes} bytes of gzip script in ${loaded.size} files`);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(MOST_BYTES);
    const names = [...loaded].join(' ');
    for (const late of ['desk-page', 'plot', 'officials-page', 'case-page']) {
      expect(readdirSync(join(folder, 'assets')).some((name) => name.startsWith(late))).toBe(true);
      expect(names).not.toContain(`/${late}-`);
    }
  });
});
