import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoAccount } from '@garita/api';

/** Who anybody may be with one click. All but the auditor have the key of the officer of that name. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  account('analyst', 'Analista de imágenes', 'Image analyst'),
  account('supervisor', 'Supervisión de puerto', 'Port supervisor'),
  account('exchange-officer', 'Oficial de intercambio', 'Exchange officer'),
  account('equipment-authority', 'Autoridad de equipos', 'Equipment authority'),
  account('equipment-authority', 'Dirección de equipos', 'Equipment director', 'equipment-director'),
  account('official', 'Funcionaria o funcionario', 'Official'),
  account('administrator', 'Administración', 'Administrator'),
  account('evaluator', 'Evaluación', 'Evaluator'),
  account('auditor', 'Auditoría', 'Auditor'),
];

function account(role: DemoAccount['roles'][number], es: string, en: string, person: string = role): DemoAccount {
  return { person, name: { es: `${es} (demo)`, en: `${en} (demo)` }, roles: [role] };
}

/** Writes demo-accounts.json into an agency's folder unless it is there; one of an earlier version gets it so. */
export async function writeDemoAccounts(agencyFolder: string): Promise<void> {
  const path = join(agencyFolder, 'demo-accounts.json');
  if (await stat(path).catch(() => undefined)) return;
  await writeFile(`${path}.part`, `${JSON.stringify({ accounts: DEMO_ACCOUNTS }, null, 2)}\n`);
  await rename(`${path}.part`, path);
}

/** Adds the accounts that came with a later version to a list that an earlier one wrote; people's own entries stay. */
export async function addDemoAccounts(agencyFolder: string, people: readonly string[]): Promise<void> {
  const path = join(agencyFolder, 'demo-accounts.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const list = JSON.parse(text) as { accounts: DemoAccount[] };
  const missing = DEMO_ACCOUNTS.filter(
    ({ person }) => people.includes(person) && !list.accounts.some((known) => known.person === person),
  );
  if (missing.length === 0) return;
  await writeFile(`${path}.part`, `${JSON.stringify({ accounts: [...list.accounts, ...missing] }, null, 2)}\n`);
  await rename(`${path}.part`, path);
}
