// Bakes src/xcom.generated.ts from the NIST XCOM listings: `npm run bake:xcom -w @garita/xray`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HIGHEST_ENERGY_MEV = 20;
const HIGHEST_Z = 100;
const HEADER_LINES = 3;

const shared = process.env.GARITA_SHARED ?? join(import.meta.dirname, '../../../../shared');

function bakeElement(z: number): string {
  const listing = readFileSync(join(shared, 'data/xray-physics/xcom', `${String(z).padStart(2, '0')}.txt`), 'utf8');
  const rows = listing
    .split('\n')
    .slice(HEADER_LINES)
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length === 8 && (row[0] as number) <= HIGHEST_ENERGY_MEV);
  // The last column (total without coherent) follows from the others and is left out.
  return rows.map((row) => row.slice(0, 7).join(' ')).join('\n');
}

const elements = Array.from({ length: HIGHEST_Z }, (_, index) => bakeElement(index + 1));
const source = `// Made by scripts/bake-xcom.ts; do not edit.
// NIST XCOM: Photon Cross Sections Database (NBSIR 87-3597), M. J. Berger, J. H. Hubbell, S. M. Seltzer,
// J. Chang, J. S. Coursey, R. Sukumar, D. S. Zucker, K. Olsen; https://doi.org/10.18434/T48G6X.
// A work of the United States government, in the public domain. One text for each Z = 1..100; a row holds
// energy (MeV), then cm2/g: coherent, incoherent, photoelectric, pair (nucleus), pair (electrons), total with
// coherent. An energy that stands twice is an absorption edge: below it, then above it.
export const XCOM_TABLES: readonly string[] = [
${elements.map((rows) => `\`${rows}\`,`).join('\n')}
];
`;
writeFileSync(join(import.meta.dirname, '../src/xcom.generated.ts'), source);
console.log(`${elements.length} elements, ${source.length} bytes`);
