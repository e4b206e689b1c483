// Run as a process of its own: captures and uploads scans until it is killed. Names each scan once it is durable.
import { randomBytes } from 'node:crypto';
import { openGateway } from './gateway.ts';
import { truckScan } from './lane.fixture.ts';

const [folder = ''] = process.argv.slice(2);
const gateway = await openGateway({ folder, backoff: { firstMs: 20, mostMs: 100 } });
gateway.startUploading();
for (;;) {
  const { seq, scan } = await gateway.capture(truckScan(randomBytes(1 + Math.floor(Math.random() * 400_000))));
  process.stdout.write(`${seq} ${scan}\n`);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
}
