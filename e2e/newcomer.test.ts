import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  // The program that decides in a demonstration stands back: the newcomer does it.
  desk = await openDesk('newcomer', 19_100, { patienceSeconds: 600, slower: 3 });
}, 120_000);
afterEach(() => expect(desk.problems.splice(0)).toEqual([]));
afterAll(() => desk?.close());

const MINUTES_MS = 60_000;

/** What a person reads in each language, in the order of the path; nothing else is known to who comes here. */
const READS = {
  es: {
    now: 'Lo que pasa ahora',
    enter: 'Entrar como analista y abrirlo',
    decide: 'Mire la imagen y decida',
    release: /^Liberar/,
    signed: 'Su decisión está firmada',
    openCase: 'Abrir el caso',
    verify: 'Verificar aquí',
    seen: 'Ha visto una copia verificada en la contraparte',
  },
  en: {
    now: 'What is happening now',
    enter: 'Enter as analyst and open it',
    decide: 'Look at the image, then decide',
    release: /^Release/,
    signed: 'Your decision is signed',
    openCase: 'Open the case',
    verify: 'Verify here',
    seen: 'You have seen a verified copy at the partner',
  },
} as const;

describe('a newcomer who follows only the screen', () => {
  test.each(['es', 'en'] as const)(
    'reaches “verified copy at the partner” in under three minutes (%s)',
    async (language) => {
      const reads = READS[language];
      const page = await desk.visitor('mx', language);
      const began = Date.now();

      // Nobody is signed in: the page shows what flows, and the first step.
      await page.getByRole('heading', { name: reads.now }).waitFor();
      await page.getByRole('listitem').filter({ hasText: 'Nuevo Laredo' }).first().waitFor({ timeout: 60_000 });
      await desk.picture(page, `newcomer-1-now-${language}`);
      await page.getByRole('button', { name: reads.enter }).click();

      await page.waitForURL(/\/desk\/[0-9a-f]{64}$/);
      const scan = /\/desk\/([0-9a-f]{64})$/.exec(page.url())?.[1] ?? '';
      await page.getByText(reads.decide).waitFor();
      const release = page.getByRole('button', { name: reads.release });
      await expect.poll(() => release.isEnabled(), { timeout: 20_000 }).toBe(true);
      await page.locator('[data-desk] canvas').first().waitFor();
      await desk.picture(page, `newcomer-2-image-${language}`);
      await page.keyboard.press('1');

      await page.getByText(reads.signed).waitFor();
      await desk.picture(page, `newcomer-3-decided-${language}`);
      await page.getByRole('link', { name: reads.openCase }).first().click();

      await page.waitForURL(new RegExp(`/cases/${scan}$`));
      await page.getByRole('button', { name: reads.verify }).click();
      await page.getByText(reads.seen).waitFor({ timeout: 60_000 });
      const took = Date.now() - began;
      await desk.picture(page, `newcomer-4-verified-${language}`);
      expect(took).toBeLessThan(3 * MINUTES_MS);
      console.info(`newcomer (${language}): ${Math.round(took / 1000)} s from the first page to the verified copy`);

      // And whoever did not make it really has it: the partner, or we, where the most urgent scan was the partner's.
      const { origin } = await desk.demo.client('mx').get<{ origin: string }>(`/api/v1/inspections/${scan}`);
      const holder = desk.demo.client(origin === 'own' ? 'us' : 'mx');
      const states = async () => {
        const { received } = await holder.get<{ received: { state: string }[] }>(`/api/v1/received?scan=${scan}`);
        return received.map(({ state }) => state);
      };
      await expect.poll(states, { timeout: 20_000 }).toContain('verified');
    },
    200_000,
  );
});
