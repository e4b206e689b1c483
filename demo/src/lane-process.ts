// One lane of the demo as a process of its own: a simulated scanner in front of the real gateway.
import { randomInt } from 'node:crypto';
import { open } from 'node:fs/promises';
import { type Gateway, openGateway } from '@garita/lane';
import { SAMPLE_DEVICES, type SampleDevice, TAMPERED_DEVICE } from './sample-border.ts';
import { syntheticScan } from './synthetic-scan.ts';

const [folder, deviceId, tamperOnce] = process.argv.slice(2) as [string, string, string | undefined];
const device = SAMPLE_DEVICES.find(({ id }) => id === deviceId);
if (!device?.scene) throw new Error(`${deviceId} is no simulated device`);

const gateway = await openGateway({
  folder,
  sample: true,
  clock: { source: 'local', uncertaintyMs: 50 },
  onEvent: (event) => {
    process.send?.(event);
  },
});
gateway.startUploading();

let stopping = false;
const stop = async () => {
  if (stopping) return;
  stopping = true;
  await gateway.close();
  process.exit(0);
};
process.on('SIGTERM', stop);
// Ctrl-C reaches the whole group; the parent says when it is this lane's turn.
process.on('SIGINT', () => undefined);
process.on('disconnect', stop);

for (let taken = 0; !stopping; taken++) {
  if (tamperOnce && deviceId === TAMPERED_DEVICE && taken === 2) await captureAndAlter(gateway, device);
  else await capture(gateway, device);
  // The refused device shows once why it is refused; the others go on.
  if (device.paceSeconds === undefined) break;
  await new Promise((resolve) => setTimeout(resolve, (device.paceSeconds ?? 8) * 1000 * (0.85 + Math.random() * 0.3)));
}

async function capture(gateway: Gateway, device: SampleDevice) {
  const capturedAt = Date.now();
  const { objects, ids } = syntheticScan(device.scene ?? 'truck', randomInt(2 ** 31), {
    capturedAt,
    device: device.id,
    serial: device.serial,
  });
  return gateway.capture({
    objects: objects.map(({ role, mediaType, fileName, bytes }) => ({
      role,
      mediaType,
      name: fileName,
      source: bytes,
    })),
    ooi: { kind: device.ooiKind, ids },
    direction: device.direction,
    capturedAt,
  });
}

/** What the statement is for: somebody with access to the lane's disk changes one byte between capture and upload. */
async function captureAndAlter(gateway: Gateway, device: SampleDevice) {
  await gateway.stopUploading();
  const { files } = await capture(gateway, device);
  const file = await open(files[0] ?? '', 'r+');
  const { size } = await file.stat();
  const at = size - 4096;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at);
  await file.write(Buffer.from([(buffer[0] ?? 0) ^ 0xff]), 0, 1, at);
  await file.close();
  gateway.startUploading();
}
