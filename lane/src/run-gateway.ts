import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './durable-file.ts';
import { type Gateway, type GatewayOptions, openGateway } from './gateway.ts';
import type { GatewayEvent } from './gateway-events.ts';
import type { InboxDefaults } from './inbox-scan.ts';
import { wait } from './wait.ts';
import { watchFolder } from './watch-folder.ts';

export interface RunOptions extends GatewayOptions {
  /** Watched for scans; `inbox` in the lane's folder unless said. */
  readonly inbox?: string;
  readonly settleMs?: number;
  readonly defaults?: InboxDefaults;
  readonly signal: AbortSignal;
  /** Called once the gateway is open. */
  onReady?(gateway: Gateway): void;
}

const STATUS_EVERY_MS = 1000;

/** Opens a lane, watches its inbox and uploads until the signal is aborted; then stops cleanly. */
export async function runGateway(options: RunOptions): Promise<void> {
  const { folder, signal } = options;
  const gateway = await openGateway(options);
  try {
    gateway.startUploading();
    options.onReady?.(gateway);
    const tell = (event: GatewayEvent) => options.onEvent?.(event);
    await Promise.all([
      watchFolder(gateway, {
        inbox: options.inbox ?? join(folder, 'inbox'),
        defaults: options.defaults ?? { ooi: { kind: 'other', ids: [] }, direction: 'unknown' },
        ...(options.settleMs === undefined ? {} : { settleMs: options.settleMs }),
        ...(options.now ? { now: options.now } : {}),
        signal,
        tell,
      }),
      writeStatus(gateway, folder, signal),
    ]);
  } finally {
    await gateway.close();
    if (existsSync(folder)) await replaceFile(statusPath(folder), '{"running":false}\n');
  }
}

export function statusPath(folder: string): string {
  return join(folder, 'status.json');
}

async function writeStatus(gateway: Gateway, folder: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const status = { running: true, pid: process.pid, ...gateway.status() };
    await replaceFile(statusPath(folder), `${JSON.stringify(status)}\n`);
    await wait(STATUS_EVERY_MS, signal);
  }
}
