// One agency's real server as a process of its own, which tells what it uses when it is asked.
import { startServer } from '@garita/server';

const server = await startServer({ folder: process.argv[2] ?? '', version: 'bench' });
process.send?.({ ready: true });
process.on('message', () => {
  process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage().rss });
});
process.on('disconnect', async () => {
  await server.close();
  process.exit(0);
});
