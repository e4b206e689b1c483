import { type DemoAccount, demoAccount } from '@garita/api';
import { z } from 'zod';
import type { AgencyPaths, AgencySettings } from '../agency-settings.ts';
import { readJson, readOptional } from '../folder-files.ts';

/** demo-accounts.json. */
const demoAccountsFile = z.strictObject({ accounts: z.array(demoAccount).max(16) });

/**
 * The people anybody may be, of a demonstration: only where the agency is marked as sample data, and only where the file
 * says so too. Read once, at the start. Throws FOLDER_DAMAGED.
 */
export async function readDemoAccounts(
  { sample }: Pick<AgencySettings, 'sample'>,
  { demoAccounts }: Pick<AgencyPaths, 'demoAccounts'>,
): Promise<readonly DemoAccount[]> {
  if (!sample || !(await readOptional(demoAccounts))) return [];
  return (await readJson(demoAccounts, demoAccountsFile)).accounts;
}
