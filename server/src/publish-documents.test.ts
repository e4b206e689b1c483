import { hasher } from '@garita/node-crypto';
import { publicEntry } from '@garita/trust';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from './house.fixture.ts';
import type { LogTables } from './log/log-table.ts';
import { publishDocuments, publishedMigrations } from './publish-documents.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse(publishedMigrations);
});
afterEach(() => house.close());

const digestOf = (text: string) => hasher.sha256(new TextEncoder().encode(text));

test('each document of the folder is logged once, however often the server starts', async () => {
  const descriptor = { kind: 'descriptor' as const, digest: digestOf('descriptor 1') };
  const agreement = { kind: 'agreement' as const, digest: digestOf('agreement 1') };
  expect(await publishDocuments([descriptor, agreement, agreement], house)).toBe(2);
  expect(await publishDocuments([descriptor, agreement], house)).toBe(0);
  const next = { kind: 'descriptor' as const, digest: digestOf('descriptor 2') };
  expect(await publishDocuments([next, agreement], house)).toBe(1);
  const rows = await house.database
    .tables<LogTables>()
    .selectFrom('log_entries')
    .select('entry')
    .orderBy('position')
    .execute();
  const entries = [descriptor, agreement, next].map(({ digest, kind }) => Buffer.from(publicEntry(kind, digest)));
  expect(rows.map(({ entry }) => Buffer.from(entry))).toEqual(entries);
});
