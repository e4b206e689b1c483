import type { ObservedObject, Reason, ScanStatement } from '@garita/trust';
import type { Placed } from './transparency-log.ts';

/** A scan that came in and was judged, as `ingest` hands it to the rooms that go on with it, inside its transaction. */
export interface JudgedScan {
  /** Hex SHA-256 of the statement as received: the scan's name everywhere. */
  readonly scan: string;
  readonly statement: Uint8Array;
  /** Absent when the statement could not be read. */
  readonly parsed: ScanStatement | undefined;
  /** Device of the client certificate that sent it. */
  readonly sender: string;
  readonly at: number;
  readonly log: Placed;
  readonly objects: readonly (ObservedObject | undefined)[];
  readonly reasons: readonly Reason[];
}

export interface AdmittedScan extends JudgedScan {
  readonly parsed: ScanStatement;
  /** Hex hash of the trust list it was admitted under. */
  readonly trustList: string;
  /** What that list says of its configuration: `approved` or `conditional`. */
  readonly configurationStatus: string;
  /** How many findings the structure check made, of any severity. */
  readonly findings: number;
}

/** An admitted scan as it is found again later: what was signed, and the entry that says so. */
export interface AdmittedEntry {
  readonly scan: string;
  readonly statement: Uint8Array;
  /** Hex hash of the trust list it was admitted under. */
  readonly trustList: string;
  readonly at: number;
  readonly index: number;
  /** Leaf hash of its `scan-admitted` entry, hex. */
  readonly leaf: string;
}
