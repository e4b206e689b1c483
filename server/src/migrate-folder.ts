import { z } from 'zod';
import { writeDurably } from './adapters/embedded/durable-file.ts';
import { type AgencyPaths, LAYOUT_VERSION } from './agency-settings.ts';
import { readJson } from './folder-files.ts';

/** One step from a layout to the next; safe to repeat, since a crash may come between it and the new number. */
export interface FolderStep {
  readonly from: number;
  readonly says: string;
  run(paths: AgencyPaths): Promise<void>;
}

/** No layout has come before the first one yet. */
const STEPS: readonly FolderStep[] = [];

const settingsOfAnyVersion = z.looseObject({ version: z.int().min(1) });

/** Brings a folder's layout up to this program's; answers what was done. The database has migrations of its own. */
export async function migrateFolder(
  paths: AgencyPaths,
  steps: readonly FolderStep[] = STEPS,
  target: number = LAYOUT_VERSION,
): Promise<string[]> {
  const done: string[] = [];
  for (;;) {
    const settings = await readJson(paths.settings, settingsOfAnyVersion);
    if (settings.version >= target) return done;
    const step = steps.find(({ from }) => from === settings.version);
    if (!step) throw new Error(`no way from layout ${settings.version} to ${target}`);
    await step.run(paths);
    const next = await readJson(paths.settings, settingsOfAnyVersion);
    await writeDurably(paths.settings, `${JSON.stringify({ ...next, version: step.from + 1 }, null, 2)}\n`);
    done.push(`layout ${step.from} -> ${step.from + 1}: ${step.says}`);
  }
}
