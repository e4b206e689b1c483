// One lane of the demo as a process of its own: a simulated scanner in front of the real gateway.
import { randomInt } from 'node:crypto';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Gateway, type GatewayEvent, openGateway, runGateway } from '@garita/lane';
import type { SceneKind } from '@garita/xray';
import { radiationPassage } from './radiation-passage.ts';
import type { SampleDevice } from './sample-agency.ts';
import { findSampleDevice, TAMPERED_DEVICE } from './sample-border.ts';
import { syntheticScan } from './synthetic-scan.ts';

const [folder, server, deviceId, inbox, tamper, slower] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
  string?,
];
const device = findSampleDevice(deviceId)?.device;
if (!device) throw new Error(`${deviceId} is no device of the demo`);

/** Every so many passages are measured by the portal monitor, too. */
const MEASURED = 3;

const stopping = new AbortController();
const options = {
  folder,
  server,
  sample: true,
  clock: { source: 'local' as const, uncertaintyMs: 50 },
  backoff: { firstMs: 250, mostMs: 4_000 },
  onEvent: (event: GatewayEvent) => {
    if (process.connected) process.send?.(event);
  },
};
process.on('disconnect', () => stopping.abort());
// A signal may reach the whole group: the parent lets go of the channel when it is this lane's turn.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

if (device.scene) await runScanner(device, device.scene);
else await runGateway({ ...options, inbox, settleMs: 500, signal: stopping.signal, onReady: tellReady });
if (process.connected) process.disconnect?.();

function tellReady(gateway: Gateway): void {
  if (process.connected) process.send?.({ event: 'ready', device: gateway.identity.device });
}

async function runScanner(device: SampleDevice, scene: SceneKind): Promise<void> {
  const gateway = await openGateway(options);
  tellReady(gateway);
  gateway.startUploading();
  for (let taken = 0; !stopping.signal.aborted; taken++) {
    if (tamper === 'tamper' && device.id === TAMPERED_DEVICE && taken === 2)
      await captureAndAlter(gateway, device, scene);
    else await capture(gateway, device, scene);
    // The refused device shows once why it is refused; the others go on.
    if (device.paceSeconds === undefined) break;
    // The first few come at the usual pace, so that there is something to look at.
    const pace = device.paceSeconds * (taken < 2 ? 1 : Number(slower ?? 1));
    const pause = pace * 1000 * (0.85 + Math.random() * 0.3);
    await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
  }
  // What was taken is delivered before the lane goes; what is not stays in its spool for the next time.
  await gateway.settled(device.paceSeconds === undefined ? 60_000 : 3_000);
  await gateway.close();
}

async function capture(gateway: Gateway, device: SampleDevice, scene: SceneKind) {
  const capturedAt = Date.now();
  const seed = randomInt(2 ** 31);
  const { objects, ids } = syntheticScan(scene, seed, { capturedAt, device: device.id, serial: device.serial });
  return gateway.capture({
    objects: [
      ...objects.map(({ role, mediaType, fileName, bytes }) => ({ role, mediaType, name: fileName, source: bytes })),
      ...(device.radiation && seed % MEASURED === 0 ? [measured(seed, capturedAt, device)] : []),
    ],
    ooi: { kind: device.ooiKind, ids },
    direction: device.direction,
    capturedAt,
  });
}

/** What the portal monitor beside the scanner wrote. */
function measured(seed: number, capturedAt: number, { serial }: SampleDevice) {
  const source = Buffer.from(radiationPassage(seed, { capturedAt, serial: `${serial}-R` }));
  return { role: 'spectrum', mediaType: 'application/n42+xml', name: 'radiation.n42', source };
}

/** What the statement is for: somebody with access to the lane's disk changes one byte between capture and upload. */
async function captureAndAlter(gateway: Gateway, device: SampleDevice, scene: SceneKind) {
  await gateway.stopUploading();
  const { files } = await capture(gateway, device, scene);
  const file = await open(files[0] ?? '', 'r+');
  const { size } = await file.stat();
  const at = size - 4096;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at);
  await file.write(Buffer.from([(buffer[0] ?? 0) ^ 0xff]), 0, 1, at);
  await file.close();
  gateway.startUploading();
}
