// A lane as a process of its own that the crash tests may kill: the real gateway, small scans, one after the other.
import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openGateway } from '@garita/lane';

const [folder, server, task] = process.argv.slice(2) as [string, string, 'capture' | 'drain'];
const stopping = new AbortController();
process.on('SIGTERM', () => stopping.abort());

const gateway = await openGateway({ folder, server, sample: true, backoff: { firstMs: 30, mostMs: 300 } });
gateway.startUploading();
while (task === 'capture' && !stopping.signal.aborted) {
  const objects = Array.from({ length: randomInt(1, 4) }, (_, nth) => ({
    role: 'image',
    mediaType: 'application/octet-stream',
    name: `object-${nth}.bin`,
    // Some are large enough that a kill finds them half sent and half pulled: several chunks of 8 MiB.
    source: new Uint8Array(randomBytes(randomInt(12) === 0 ? 20_000_000 : randomInt(1, 400_000))),
  }));
  await gateway.capture({ objects, ooi: { kind: 'truck', ids: [] }, direction: 'northbound' });
  await sleep(randomInt(20, 160), undefined, { signal: stopping.signal }).catch(() => undefined);
}
const settled = task === 'capture' || (await gateway.settled(180_000));
await gateway.close();
process.exit(settled ? 0 : 1);
