import type { ReceivedList, ScanList } from '@garita/api';
import { type AgencyApiOptions, askAgencyJson } from './agency-api.ts';
import { Failure } from './failure.ts';

const WHOLE = /^[0-9a-f]{64}$/;
const BEGINNING = /^[0-9a-f]{4,63}$/;
const PAGE = 500;
/** Pages of each list that are looked through for a beginning: the last ten thousand scans. */
const MOST_PAGES = 20;

/**
 * The whole hash of a scan of which at least the first four characters are given: of this agency's own scans, or of
 * what its partner handed over. Throws SCAN_UNKNOWN and SCAN_AMBIGUOUS.
 */
export async function findScan(server: AgencyApiOptions, given: string): Promise<string> {
  const beginning = given.toLowerCase();
  if (WHOLE.test(beginning)) return beginning;
  if (!BEGINNING.test(beginning))
    throw new Failure(
      'SCAN_UNKNOWN',
      `${given}: a scan is named by 64 characters of 0-9 and a-f, or their first 4 or more`,
    );
  const found = new Set<string>();
  const lists = [
    { name: 'scans', rows: (list: ScanList & ReceivedList) => list.scans },
    { name: 'received', rows: (list: ScanList & ReceivedList) => list.received },
  ];
  for (const { name, rows } of lists)
    for await (const list of pages(server, name))
      for (const { scan } of rows(list)) if (scan.startsWith(beginning)) found.add(scan);
  const [scan, another] = found;
  if (!scan) throw new Failure('SCAN_UNKNOWN', `none of the last scans begins with ${beginning}`);
  if (another) throw new Failure('SCAN_AMBIGUOUS', [...found].slice(0, 5).join(', '));
  return scan;
}

async function* pages(server: AgencyApiOptions, name: string): AsyncGenerator<ScanList & ReceivedList> {
  for (let before: number | null = null, read = 0; read < MOST_PAGES; read++) {
    const from = before === null ? '' : `&before=${before}`;
    const path = `/api/v1/${name}?limit=${PAGE}${from}`;
    const list: ScanList & ReceivedList = await askAgencyJson(server, { method: 'GET', path });
    yield list;
    if (list.next === null) return;
    before = list.next;
  }
}
