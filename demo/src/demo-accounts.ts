import { rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoAccount } from '@garita/api';

/** Who anybody may be with one click. The first six have the key of the officer of that name; the others sign nothing. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  account('analyst', 'Analista de imágenes', 'Image analyst'),
  account('supervisor', 'Supervisión de puerto', 'Port supervisor'),
  account('exchange-officer', 'Oficial de intercambio', 'Exchange officer'),
  account('equipment-authority', 'Autoridad de equipos', 'Equipment authority'),
  account('official', 'Funcionaria o funcionario', 'Official'),
  account('administrator', 'Administración', 'Administrator'),
  account('evaluator', 'Evaluación', 'Evaluator'),
  account('auditor', 'Auditoría', 'Auditor'),
];

function account(role: DemoAccount['roles'][number], es: string, en: string): DemoAccount {
  return { person: role, name: { es: `${es} (demo)`, en: `${en} (demo)` }, roles: [role] };
}

/** Writes demo-accounts.json into an agency's folder unless it is there; one of an earlier version gets it so. */
export async function writeDemoAccounts(agencyFolder: string): Promise<void> {
  const path = join(agencyFolder, 'demo-accounts.json');
  if (await stat(path).catch(() => undefined)) return;
  await writeFile(`${path}.part`, `${JSON.stringify({ accounts: DEMO_ACCOUNTS }, null, 2)}\n`);
  await rename(`${path}.part`, path);
}
