// Runs a command within the test's own process, and tells what it printed.
import { createServer } from 'node:net';
import type { Command } from 'commander';
import { vi } from 'vitest';

/** What the command prints on standard output. */
export async function run(command: Command, ...words: string[]): Promise<string> {
  let printed = '';
  const quiet = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  try {
    await command.exitOverride().parseAsync(words, { from: 'user' });
  } finally {
    out.mockRestore();
    quiet.mockRestore();
  }
  return printed.trim();
}

export const runJson = async (command: Command, ...words: string[]) =>
  JSON.parse(await run(command, ...words, '--json'));

export async function freePort(): Promise<string> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return String(typeof address === 'object' ? address?.port : 0);
}
