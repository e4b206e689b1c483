// Run as a process of its own: captures scans, two at a time, until it is killed. Names each scan once it is durable.
import { randomBytes } from 'node:crypto';
import { openGateway } from './gateway.ts';
import { truckScan } from './lane.fixture.ts';

const [folder = '', at = '0'] = process.argv.slice(2);
const gateway = await openGateway({ folder, now: () => Number(at) });

async function captureOn(): Promise<never> {
  for (;;) {
    const objects = [randomBytes(1 + Math.floor(Math.random() * 200_000)), randomBytes(500)];
    const { seq, scan } = await gateway.capture(truckScan(...objects));
    process.stdout.write(`${seq} ${scan}\n`);
  }
}
await Promise.all([captureOn(), captureOn()]);
