// The least a machine must do to take the same bytes safely: TLS 1.3 with client certificates, SHA-256, write, fsync.
import { createHash, randomUUID } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const [keyFile, certificateFile, rootFile, folder] = process.argv.slice(2) as [string, string, string, string];

const server = createServer(
  {
    key: await readFile(keyFile),
    cert: await readFile(certificateFile),
    ca: await readFile(rootFile),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.3',
    highWaterMark: 256 * 1024,
  },
  async (request, response) => {
    const part = join(folder, `${randomUUID()}.part`);
    const file = await open(part, 'wx');
    const hash = createHash('sha256');
    for await (const bytes of request as AsyncIterable<Uint8Array>) {
      const written = file.write(bytes);
      hash.update(bytes);
      await written;
    }
    await file.datasync();
    await file.close();
    const digest = hash.digest('hex');
    await rename(part, join(folder, digest));
    response.end(digest);
  },
);
server.listen(0, '127.0.0.1', () => {
  process.send?.({ ready: true, port: (server.address() as AddressInfo).port });
});
process.on('message', () => {
  process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage().rss });
});
process.on('disconnect', () => process.exit(0));
