import { type ByteSource, memorySource } from '@garita/dicos';
import { operatorReport, type ReportFacts, readReportFacts } from '@garita/review';
import { decodeBase64 } from '@garita/transparency-log';
import { readStatement, toHex } from '@garita/trust';
import { webCrypto } from '../app/web-crypto.ts';
import type { MakeReport } from './deciding.ts';

/** Whoever decides is not kept waiting for the heads of files longer than this, ms: the decision then goes without report. */
const PATIENCE_MS = 5000;

/** Makes operator reports of one scan from the heads of its files, which are asked for once and in good time. */
export function reportMaker(statement: string): { prepare(): void; readonly make: MakeReport } {
  let facts: Promise<ReportFacts | undefined> | undefined;
  const prepare = () => {
    facts ??= readFacts(statement).catch(() => undefined);
    return facts;
  };
  return {
    prepare: () => void prepare(),
    make: async (decision) => {
      const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined));
      const found = await Promise.race([prepare(), late]);
      if (!found) facts = undefined;
      return found && operatorReport(decision, found, webCrypto.hasher.sha256);
    },
  };
}

async function readFacts(statement: string): Promise<ReportFacts | undefined> {
  const bytes = decodeBase64(statement);
  if (!bytes) return undefined;
  const parsed = readStatement(bytes);
  return readReportFacts(parsed, (object) => {
    const { sha256, size } = parsed.objects[object] ?? { sha256: new Uint8Array(), size: 0 };
    return remoteSource(`/api/v1/objects/${toHex(sha256)}`, size);
  });
}

/** Bytes of an object by range; of a server that answers with the whole, the whole is kept. */
function remoteSource(url: string, size: number): ByteSource {
  let whole: ByteSource | undefined;
  return {
    size,
    async read(offset, length) {
      if (whole) return whole.read(offset, length);
      const end = Math.min(size, offset + length);
      if (end <= offset) return new Uint8Array();
      const response = await fetch(url, {
        credentials: 'same-origin',
        headers: { range: `bytes=${offset}-${end - 1}` },
        priority: 'low',
      });
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (response.status === 206) return bytes;
      whole = memorySource(bytes);
      return whole.read(offset, length);
    },
  };
}
