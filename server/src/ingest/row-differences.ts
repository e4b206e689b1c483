import { hasher } from '@garita/node-crypto';
import { chunkRootOf, readStatement, type ScanStatement, sameBytes, TrustError } from '@garita/trust';
import type { ScanObjectRow, ScanRow } from './scan-table.ts';

/**
 * Where the columns of a kept scan say something else than its signed statement: people and the partner are shown
 * columns. What a quarantined scan brought may differ from its statement; what an admitted one brought may not.
 */
export function rowDifferences(row: ScanRow, objects: readonly ScanObjectRow[]): string[] {
  const statement = read(row.statement);
  const found: string[] = [];
  const differs = (what: string, kept: unknown, signed: unknown) => {
    if (kept !== signed) found.push(`its row says ${what} ${String(kept)}, and signed was ${String(signed)}`);
  };
  differs('scan id', row.scan_id, statement?.scanId ?? null);
  differs('device', row.device, statement?.device ?? null);
  // A folder that no server of this version has opened yet has no such column.
  if ('site' in row) differs('site', row.site, statement?.site ?? null);
  if (row.state === 'admitted') {
    differs('objects', objects.length, statement?.objects.length ?? 0);
    const bytes = objects.reduce((sum, { size }) => sum + size, row.statement.length);
    if (row.bytes !== bytes) found.push(`its row says ${row.bytes} bytes, and ${bytes} are kept`);
  }
  for (const object of objects) {
    const claimed = statement?.objects[object.position];
    const name = `object ${object.position}`;
    differs(`${name} name`, object.name, claimed?.name);
    differs(`${name} role`, object.role, claimed?.role);
    differs(`${name} media type`, object.media_type, claimed?.mediaType);
    if (row.state !== 'admitted' || !claimed) continue;
    differs(`${name} size`, object.size, claimed.size);
    differs(`${name} hash`, object.sha256, Buffer.from(claimed.sha256).toString('hex'));
    if (!sameBytes(chunkRootOf(hasher, chunksOf(object.chunk_hashes)), claimed.chunkRoot))
      found.push(`the kept hashes of ${name}'s chunks do not give its chunk root`);
  }
  return found;
}

function read(statement: Uint8Array): ScanStatement | undefined {
  try {
    return readStatement(statement);
  } catch (error) {
    if (error instanceof TrustError) return undefined;
    throw error;
  }
}

function chunksOf(hashes: Uint8Array): Uint8Array[] {
  return Array.from({ length: hashes.length / 32 }, (_, nth) => hashes.subarray(nth * 32, nth * 32 + 32));
}
