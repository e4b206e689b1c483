import { createHash } from 'node:crypto';
import type { InspectionDetail, InspectionList } from '@garita/api';
import { memorySource, readDicos } from '@garita/dicos';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.fixture.ts';

let desk: Desk;
let page: Page;
beforeAll(async () => {
  desk = await openDesk('desk', 19_300, { patienceSeconds: 900, slower: 3 });
  page = await desk.signedIn('mx', 'en', 'analyst');
}, 120_000);
afterEach(() => expect(desk.problems.splice(0)).toEqual([]));
afterAll(() => desk?.close());

const mx = () => desk.demo.client('mx');
const us = () => desk.demo.client('us');
const scanOf = (at: Page) => /\/(?:desk|cases)\/([0-9a-f]{64})/.exec(at.url())?.[1] ?? '';
const detail = (client: ReturnType<typeof mx>, scan: string) =>
  client.get<InspectionDetail>(`/api/v1/inspections/${scan}`);

const SOON = { timeout: 20_000, interval: 150 };

/** What the first image shows, as a hash of its pixels on the screen. */
async function pixels(at: Page): Promise<string> {
  const shot = await at.locator('[data-desk] canvas').first().screenshot({ animations: 'disabled' });
  return createHash('sha256').update(shot).digest('hex');
}

/** Waits until the picture no longer changes, and answers its hash. */
async function restingPixels(at: Page): Promise<string> {
  let before = await pixels(at);
  for (let look = 0; look < 20; look++) {
    await at.waitForTimeout(60);
    const now = await pixels(at);
    if (now === before) return now;
    before = now;
  }
  return before;
}

/** The newest waiting scan of a kind, opened on the desk, its pixels verified. */
async function open(kind: string): Promise<string> {
  let scan: string | undefined;
  for (const until = Date.now() + 60_000; scan === undefined && Date.now() < until; ) {
    const path = `/api/v1/inspections?state=waiting&origin=own&kind=${kind}`;
    const { inspections } = await mx().get<InspectionList>(path);
    scan = inspections.find(({ radiationAlarm }) => radiationAlarm !== true)?.scan;
    if (scan === undefined) await page.waitForTimeout(500);
  }
  await page.goto(`${desk.address('mx')}/desk/${scan}`);
  await page.getByText('Pixels verified').waitFor({ timeout: 60_000 });
  return scan ?? '';
}

/** Enhancements by key, and the name under which the strip tells that they are on. */
const TOOLS = [
  ['b', 'greyscale'],
  ['n', 'inverse'],
  ['h', 'high-penetration'],
  ['l', 'low-penetration'],
  ['o', 'organic-only'],
  ['m', 'inorganic-only'],
  ['e', 'edge'],
  [']', 'gamma'],
  ['[', 'gamma'],
] as const;

describe('an analyst at the desk', () => {
  test('takes the next case by one key, and sees the image at once', async () => {
    await page.goto(`${desk.address('mx')}/worklist`);
    await page.getByRole('grid').waitFor();
    await desk.picture(page, 'desk-worklist');
    await page.keyboard.press('q');
    await page.waitForURL(/\/desk\/[0-9a-f]{64}$/);
    await page.locator('[data-desk] canvas').first().waitFor();
    const scan = scanOf(page);
    await expect.poll(async () => (await detail(mx(), scan)).claimedBy, SOON).toBe('analyst');
    await page.keyboard.press('Shift+Q');
    await expect.poll(async () => (await detail(mx(), scan)).state, SOON).toBe('waiting');
  });

  test('uses every tool once: each changes the pixels, is told in the strip, and Esc returns to the very same image', async () => {
    await open('truck');
    const plain = await restingPixels(page);
    await desk.picture(page, 'desk-truck-plain');
    for (const [key, name] of TOOLS) {
      await page.keyboard.press(key);
      await page.locator(`[data-enhancement="${name}"]`).waitFor();
      expect(await restingPixels(page), `${name} changes what is seen`).not.toBe(plain);
      await desk.picture(page, `desk-tool-${name}`);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.locator('[data-enhancement]').count(), SOON).toBe(0);
      expect(await restingPixels(page), `Esc after ${name}`).toBe(plain);
    }
  }, 120_000);

  test('looks closer, measures, mirrors, compares, and undoes what it did to the image', async () => {
    const plain = await restingPixels(page);
    const canvas = page.locator('[data-desk] canvas').first();
    const box = await canvas.boundingBox();
    if (!box) throw new Error('no canvas');
    const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.move(centre.x, centre.y);
    for (const key of ['+', 'f', 'p']) {
      await page.keyboard.press(key);
      expect(await restingPixels(page), `key ${key}`).not.toBe(plain);
      await page.keyboard.press(key === '+' ? '0' : key);
      expect(await restingPixels(page), `${key} undone`).toBe(plain);
    }
    await page.keyboard.down('z');
    await expect.poll(() => pixels(page), SOON).not.toBe(plain);
    await desk.picture(page, 'desk-magnifier');
    await page.keyboard.up('z');
    await expect.poll(() => pixels(page), SOON).toBe(plain);
    // What is under the cursor is told in numbers.
    await expect.poll(() => page.locator('[data-desk]').textContent(), SOON).toMatch(/\d[\d,]* · \d[\d,]*/);

    await page.keyboard.press('Shift+M');
    await page.mouse.move(centre.x - 100, centre.y);
    await page.mouse.down();
    await page.mouse.move(centre.x + 100, centre.y, { steps: 4 });
    await page.mouse.up();
    await page
      .getByText(/by the declared spacing|calibrated/)
      .first()
      .waitFor();
    await desk.picture(page, 'desk-measure');
    await page.keyboard.press('Shift+M');

    await page.keyboard.press('w');
    await page.mouse.move(centre.x, centre.y);
    await page.mouse.down();
    await page.mouse.move(centre.x + 120, centre.y + 60, { steps: 6 });
    await page.mouse.up();
    await page.locator('[data-enhancement="window"]').waitFor();
    await page.keyboard.press('u');
    await expect.poll(() => page.locator('[data-enhancement]').count(), SOON).toBe(0);
    await page.keyboard.press('Shift+U');
    await page.locator('[data-enhancement="window"]').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('k');
    await desk.picture(page, 'desk-compare-menu');
    await page.getByText('This scan, as the standard image').click();
    await expect.poll(() => page.locator('[data-desk] canvas').count(), SOON).toBeGreaterThan(1);
    await page.keyboard.press('k');
    await expect.poll(() => page.locator('[data-desk] canvas').count(), SOON).toBe(1);
  }, 90_000);

  test('marks what is to be examined, refers, and the decision stands in the log with a DICOS report', async () => {
    const scan = await open('container');
    const box = await page.locator('[data-desk] canvas').first().boundingBox();
    if (!box) throw new Error('no canvas');
    await page.keyboard.press('2');
    await page.getByText('Mark first what should be examined').waitFor();
    await page.keyboard.press('a');
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.5);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.58, { steps: 5 });
    await page.mouse.up();
    await page.locator('[data-mark]').first().waitFor();
    await desk.picture(page, 'desk-marked');
    await page.keyboard.press('e');
    await page.waitForTimeout(600);
    await page.keyboard.press('Escape');
    await page.locator('body').click({ position: { x: 5, y: 5 } });
    await page.keyboard.press('2');
    await page.getByText('Referred').first().waitFor();
    await desk.picture(page, 'desk-referred');
    await expect.poll(async () => (await detail(mx(), scan)).decision, { timeout: 30_000 }).toBe('refer');
    const { decisions } = await detail(mx(), scan);
    expect(decisions).toHaveLength(1);
    expect(decisions[0]).toMatchObject({ by: 'analyst', verdict: 'refer' });
    expect(decisions[0]?.marks).toHaveLength(1);
    expect(decisions[0]?.marks[0]?.shape).toBe('box');
    expect(decisions[0]?.enhancements.join(' ')).toContain('edge');
    expect(decisions[0]?.report).toMatch(/^[0-9a-f]{64}$/);
    const path = `/api/v1/inspections/${scan}/decisions/${decisions[0]?.decision}/report`;
    const report = await page.evaluate(async (address) => {
      const response = await fetch(address);
      return [...new Uint8Array(await response.arrayBuffer())];
    }, path);
    const read = await readDicos(memorySource(Uint8Array.from(report)));
    expect(read.outcome === 'dicom' && read.file.sopClass?.kind).toBe('TDR');

    // The partner's analyst sees the same scan and that decision, side by side with its own.
    const theirs = await desk.signedIn('us', 'en', 'analyst');
    await expect
      .poll(async () => (await detail(us(), scan)).partnerDecisions.map(({ verdict }) => verdict), { timeout: 30_000 })
      .toEqual(['refer']);
    await theirs.goto(`${desk.address('us')}/desk/${scan}`);
    await theirs.getByText('Pixels verified').waitFor({ timeout: 60_000 });
    await desk.picture(theirs, 'desk-partner-image');
    await theirs.goto(`${desk.address('us')}/cases/${scan}`);
    await theirs.getByRole('button', { name: 'Verify here' }).click();
    await theirs
      .getByText(/verified copy|steps hold/)
      .first()
      .waitFor({ timeout: 60_000 });
    expect(await theirs.getByText('Do not rely on this scan').count()).toBe(0);
    await desk.picture(theirs, 'desk-partner-verified');
  }, 180_000);

  test('takes a decision back within ten seconds, and decides otherwise', async () => {
    const scan = await open('car');
    await page.keyboard.press('1');
    await page.getByText('Released').first().waitFor();
    // The next case opens by itself; the way back leads to this one.
    await page.waitForURL((url) => !url.pathname.includes(scan));
    await page.keyboard.press('y');
    await page.waitForURL(new RegExp(scan));
    await page.waitForTimeout(11_000);
    expect((await detail(mx(), scan)).decisions).toEqual([]);
    await page.keyboard.press('3');
    await page.getByText('Why “Hold”?').waitFor();
    await desk.picture(page, 'desk-reasons');
    await page.keyboard.press('3');
    await expect.poll(async () => (await detail(mx(), scan)).decision, { timeout: 30_000 }).toBe('hold');
  }, 90_000);

  test('loses nothing when the network drops: the decision is kept, seen, and sent when it is back', async () => {
    const scan = await open('truck');
    await page.waitForTimeout(3000);
    const context = page.context();
    await context.setOffline(true);
    await page.keyboard.press('1');
    await page
      .getByText(/no connection|to send/)
      .first()
      .waitFor();
    await desk.picture(page, 'desk-offline');
    expect((await detail(mx(), scan)).decisions).toEqual([]);
    await context.setOffline(false);
    await expect.poll(async () => (await detail(mx(), scan)).decision, { timeout: 60_000 }).toBe('release');
  }, 120_000);

  test('turns the slices of a CT in three planes', async () => {
    await open('bag');
    await expect.poll(() => page.locator('[data-desk] canvas').count(), SOON).toBe(3);
    const before = await restingPixels(page);
    await page.locator('[data-desk] canvas').first().click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => restingPixels(page), SOON).not.toBe(before);
    await desk.picture(page, 'desk-ct');
  }, 90_000);
});

describe('two analysts on one case', () => {
  test('the second sees who holds it, may look, and cannot decide', async () => {
    const scan = await open('truck');
    const other = await desk.signedIn('mx', 'en', 'supervisor');
    await other.goto(`${desk.address('mx')}/desk/${scan}`);
    await other
      .getByText(/analyst (holds this case|is looking at this case)/)
      .first()
      .waitFor();
    expect(await other.getByRole('button', { name: /^Release/ }).isEnabled()).toBe(false);
    await desk.picture(other, 'desk-read-only');
  }, 90_000);
});
