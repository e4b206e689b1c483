import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { InspectionDetail, Kept, NextDecision, ScanBody } from '@garita/api';
import { enroll, type Gateway, openGateway } from '@garita/lane';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ApiClient, apiClient } from '../demo/src/api-client.ts';
import { type DemoAgency, demoOfficer, demoPaths } from '../demo/src/create-demo.ts';
import { handEvidence } from '../demo/src/equipment/hand-evidence.ts';
import type { Officer } from '../demo/src/equipment/officer.ts';
import { machinesUrl, portsFrom } from '../demo/src/ports.ts';
import { axeViolations, type Desk, openDesk } from './desk.fixture.ts';

const BASE_PORT = 19_400;
const CHILD = 'cfg-truck-portal-a2';
const PORTAL = 'cfg-truck-portal-a';
/** How long the gate and the partner may take to act on a signature, ms. */
const AT_THE_GATE_MS = 5_000;
const SOON = { timeout: 20_000, interval: 100 };

let desk: Desk;
let evaluator: Officer;
const people = new Map<string, Page>();
const gateways: Gateway[] = [];

beforeAll(async () => {
  // Its lanes are silent: what is scanned here is scanned when the story wants it.
  desk = await openDesk('equipment', BASE_PORT, { quietLanes: true, patienceSeconds: 900 });
  evaluator = await officer('evaluator');
}, 120_000);
afterEach(() => expect(desk.problems.splice(0)).toEqual([]));
afterAll(async () => {
  for (const gateway of gateways) await gateway.close();
  await desk?.close();
});

const client = (agency: DemoAgency) => desk.demo.client(agency);
const lists = () => client('mx').get<{ version: number }>('/api/v1/trust-list');
const next = (id: string) =>
  client('mx').get<NextDecision>(`/api/v1/equipment/next-decision?kind=configuration&id=${id}`);

async function officer(id: string): Promise<Officer> {
  const running = JSON.parse(await readFile(demoPaths(desk.demo.folder).running, 'utf8'));
  const { api, people: keys } = running.agencies.mx as { api: string; people: Record<string, string> };
  return { id, client: apiClient(api, keys[id]), signer: await demoOfficer(desk.demo.folder, 'mx', id) };
}

/** One browser a person, signed in. */
async function as(person: string, agency: DemoAgency = 'mx'): Promise<Page> {
  const known = people.get(`${agency} ${person}`);
  if (known) return known;
  const page = await desk.signedIn(agency, 'en', person);
  people.set(`${agency} ${person}`, page);
  return page;
}

async function open(person: string, path: string, agency: DemoAgency = 'mx'): Promise<Page> {
  const page = await as(person, agency);
  await page.goto(`${desk.address(agency)}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** Takes a step on the page where decisions are taken: chooses it, writes why, reads what is signed, and signs. */
async function decide(person: string, id: string, to: string, why: string, since?: Date): Promise<void> {
  const page = await open(person, `/equipment/configurations/${id}/decide`);
  await page.locator(`input[type="radio"][value="${to}"]`).check();
  const form = page.getByRole('form');
  const words = form.locator('textarea');
  await words.nth(0).fill(`${why} (muestra)`);
  await words.nth(1).fill(`${why} (sample)`);
  if (since) await form.locator('input[type="datetime-local"]').fill(localMinute(since));
  await desk.picture(page, `equipment-decide-${to}`);
  await form.getByRole('button', { name: /Read what is signed/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^(Sign|Suspend now)$/ }).click();
  await page
    .getByText(/is in force, log entry|waits for a second signature/)
    .first()
    .waitFor();
}

/** As a browser in Matamoros writes a minute. */
function localMinute(at: Date): string {
  return at.toLocaleString('sv-SE', { timeZone: 'America/Matamoros' }).slice(0, 16).replace(' ', 'T');
}

/** Reads what waits and signs all of it; answers how many documents there were. */
async function signAll(person: string): Promise<number> {
  const page = await open(person, '/equipment/signing');
  let signed = 0;
  for (let document = 0; document < 12; document++) {
    const button = page.getByRole('article').getByRole('button', { name: /^Sign/ });
    const none = page.getByText('Nothing waits for a signature');
    const mine = page.locator('[aria-label="Signatures"] li').filter({ hasNotText: 'not for you' });
    await mine.or(none).or(page.getByText('not for you')).first().waitFor();
    if ((await mine.count()) === 0) break;
    await mine.first().getByRole('button').click();
    if (signed === 0) await desk.picture(page, `equipment-signing-${person}`);
    const answered = page.waitForResponse((answer) => answer.url().includes('/api/v1/equipment/signing/'));
    await button.click();
    const answer = await answered;
    expect(answer.status(), await answer.text()).toBeLessThan(300);
    // A decision that is now in force changes what the lists say: what waits is asked for again, and shown.
    await page.locator('article button[data-loading]').waitFor({ state: 'detached' });
    await page.waitForTimeout(100);
    signed++;
  }
  return signed;
}

async function gateway(device: string): Promise<Gateway> {
  const opened = await openGateway({
    folder: demoPaths(desk.demo.folder).lane(device),
    server: machinesUrl('mx', portsFrom(BASE_PORT)),
    sample: true,
    backoff: { firstMs: 50, mostMs: 300 },
  });
  opened.startUploading();
  gateways.push(opened);
  return opened;
}

/** Scans something, and answers how the gate judged it. */
async function scan(lane: Gateway): Promise<ScanBody> {
  const { scan: hash } = await lane.capture({
    ooi: { kind: 'truck', ids: [{ type: 'plate', value: 'STORY-01' }] },
    direction: 'northbound',
    objects: [{ role: 'image', mediaType: 'application/octet-stream', name: 'scan.bin', source: randomBytes(4000) }],
  });
  let body: ScanBody | undefined;
  await expect
    .poll(async () => {
      body = await client('mx')
        .get<ScanBody>(`/api/v1/scans/${hash}`)
        .catch(() => undefined);
      return body?.state;
    }, SOON)
    .toMatch(/admitted|quarantined/);
  return body as ScanBody;
}

const flagsAt = async (at: ApiClient, hash: string) =>
  (await at.get<InspectionDetail>(`/api/v1/inspections/${hash}`).catch(() => undefined))?.equipmentFlags ?? [];

describe('a configuration, from its tests to its scans', () => {
  test('is known to lack evidence until it is handed in, and evaluated on the review desk', async () => {
    const page = await open('evaluator', `/equipment/configurations/${CHILD}/review`);
    await page
      .getByText(/not assessed/i)
      .first()
      .waitFor();
    await desk.picture(page, 'equipment-review-lacking');
    await handEvidence(
      CHILD,
      { standard: 'sample-cargo-vehicle', profile: { misses: { firearm: 1 } } },
      { evaluator, now: Date.now() },
    );
    await page.reload();
    await page.getByRole('button', { name: 'Evaluate' }).click();
    await expect
      .poll(async () => {
        const { evaluations } = await client('mx').get<{ evaluations: { record: { outcome: string } }[] }>(
          `/api/v1/equipment/configurations/${CHILD}`,
        );
        return evaluations[0]?.record.outcome;
      }, SOON)
      .toBe('pass');
    await desk.picture(page, 'equipment-review-evaluated');
    expect(await axeViolations(page)).toEqual([]);
  }, 60_000);

  test('passes its stages by the signature of somebody who did not test it', async () => {
    for (const stage of ['data-package-review', 'integration-test', 'operational-test']) {
      await decide('equipment-authority', CHILD, stage, 'The stage is passed');
      expect((await next(CHILD)).from).toBe(stage);
    }
  }, 90_000);

  test('is listed only when a second officer has signed, and its credential and lists by two', async () => {
    const { version } = await lists();
    // Its scanner is installed: the list that follows from the decision names it.
    const device = await client('mx').get<Kept<'device'>>('/api/v1/equipment/records/device/xr-nld-01');
    const body = { ...device.body, serial: 'SAMPLE-0042', configuration: CHILD };
    await evaluator.client.put('/api/v1/equipment/records/device/xr-nld-02', { after: 0, body });

    await decide('equipment-authority', CHILD, 'listed', 'It meets the requirements');
    expect((await next(CHILD)).from).toBe('operational-test');
    expect(await signAll('equipment-director')).toBeGreaterThanOrEqual(1);
    expect((await next(CHILD)).from).toBe('listed');
    await signAll('equipment-authority');
    await signAll('equipment-director');
    await signAll('equipment-authority');
    await signAll('equipment-director');
    expect((await lists()).version).toBeGreaterThan(version);
  }, 150_000);

  test('has its device enrolled, and its scans flow', async () => {
    const request = { device: 'xr-nld-02', configuration: CHILD, serial: 'SAMPLE-0042', site: 'nuevo-laredo' };
    const { code } = await client('mx').post<{ code: string }>('/api/v1/enrolments', {
      ...request,
      lane: 'nuevo-laredo-truck-1',
    });
    const folder = demoPaths(desk.demo.folder).lane('xr-nld-02');
    await enroll({ server: machinesUrl('mx', portsFrom(BASE_PORT)), code, folder });
    expect(await scan(await gateway('xr-nld-02'))).toMatchObject({ state: 'admitted' });
  }, 60_000);

  test('is briefed in both languages, and one click leads from a number to its evidence', async () => {
    for (const language of ['en', 'es'] as const) {
      const page = await desk.signedIn('mx', language, 'official');
      await page.goto(`${desk.address('mx')}/equipment/configurations/${CHILD}/briefing`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await desk.picture(page, `equipment-briefing-${language}`);
      const figure = page.locator('main a[href*="evidence-"]').first();
      const to = new URL((await figure.getAttribute('href')) ?? '', page.url()).hash;
      await figure.click();
      await page.locator(`[id="${decodeURIComponent(to.slice(1))}"]`).waitFor();
      expect(await axeViolations(page), language).toEqual([]);
      await page.context().close();
    }
  }, 60_000);
});

describe('a configuration that loses trust', () => {
  let before: string;

  test('is suspended by one officer, who sees first what that stops; gate and partner act within five seconds', async () => {
    const lane = await gateway('xr-nld-01');
    const admitted = await scan(lane);
    expect(admitted.state).toBe('admitted');
    before = admitted.scan;
    await expect
      .poll(
        async () =>
          (await client('us').get<{ received: { state: string }[] }>(`/api/v1/received?scan=${before}`)).received.map(
            ({ state }) => state,
          ),
        SOON,
      )
      .toContain('verified');

    const preview = await open('equipment-authority', `/equipment/configurations/${PORTAL}/decide`);
    await preview.locator('input[type="radio"][value="suspended"]').check();
    await preview
      .getByText(/quarantines scans from/)
      .first()
      .waitFor();
    const since = new Date(Date.now() - 3_600_000);
    await decide('equipment-authority', PORTAL, 'suspended', 'Its maker changed the software without approval', since);
    const signed = Date.now();
    expect(await scan(lane)).toMatchObject({ state: 'quarantined' });
    expect(Date.now() - signed).toBeLessThan(AT_THE_GATE_MS);
    await expect.poll(() => flagsAt(client('us'), before), { timeout: AT_THE_GATE_MS, interval: 100 }).toHaveLength(1);
    const took = Date.now() - signed;
    expect(took).toBeLessThan(AT_THE_GATE_MS);
    console.info(`suspension: the next scan quarantined and the partner's flag there ${took} ms after the signature`);

    const partner = await open('supervisor', `/cases/${before}`, 'us');
    await partner
      .getByText(/suspended/i)
      .first()
      .waitFor();
    await desk.picture(partner, 'equipment-partner-flag');
  }, 90_000);

  test('is restored by two, and its scans flow again', async () => {
    await decide('equipment-authority', PORTAL, 'listed', 'The cause was corrected and checked');
    for (const person of ['equipment-director', 'equipment-authority', 'equipment-director', 'equipment-authority'])
      await signAll(person);
    expect((await next(PORTAL)).from).toBe('listed');
    const [lane] = gateways.slice(-1);
    if (!lane) throw new Error('no lane');
    expect(await scan(lane)).toMatchObject({ state: 'admitted' });
    await expect
      .poll(async () => (await flagsAt(client('us'), before)).map(({ restoredAt }) => restoredAt !== null), SOON)
      .toEqual([true]);
  }, 120_000);
});
