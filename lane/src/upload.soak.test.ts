import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enroll } from './enroll.ts';
import { openGateway } from './gateway.ts';
import { runAndKill } from './kill-capture.fixture.ts';
import { newFolder } from './lane.fixture.ts';
import { startTestAgency, type TestAgency } from './running-agency.fixture.ts';

const UPLOADING = new URL('./upload-forever.fixture.ts', import.meta.url).pathname;

let agency: TestAgency;
beforeAll(async () => {
  agency = await startTestAgency();
});
afterAll(() => agency.close());

test('fifty kills of a lane that captures and uploads over a cable that breaks: every scan is at the server once', async () => {
  const folder = await newFolder();
  await enroll({ server: agency.url, code: await agency.codeFor('xr-1'), folder });
  const captured = new Map<number, string>();
  for (let kill = 0; kill < 50; kill++) {
    if (kill % 5 === 4) agency.cable.cutAfter(Math.random() * 1_000_000);
    if (kill % 10 === 9) {
      await agency.stop();
      await agency.start();
    }
    for (const [seq, scan] of await runAndKill(UPLOADING, [folder], Math.random() * 300)) captured.set(seq, scan);
  }
  const gateway = await openGateway({ folder, backoff: { firstMs: 20, mostMs: 200 } });
  gateway.startUploading();
  expect(await gateway.settled(120_000)).toBe(true);
  const kept = (await agency.scans()).toReversed();
  // The list shows the newest 500.
  const first = gateway.status().lastSeq - kept.length + 1;
  expect(kept.map(({ deviceSeq }) => deviceSeq)).toEqual(kept.map((_, index) => first + index));
  expect(kept.every(({ state }) => state === 'admitted')).toBe(true);
  for (const { deviceSeq, scan } of kept) expect(captured.get(deviceSeq ?? 0) ?? scan).toBe(scan);
  expect(gateway.status()).toMatchObject({ quarantined: 0, admitted: gateway.status().lastSeq });
  expect(readdirSync(join(folder, 'spool'))).toEqual([]);
  await gateway.close();
});
