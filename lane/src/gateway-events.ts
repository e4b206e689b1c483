import type { ErrorCode, ReasonBody } from '@garita/api';

interface AboutScan {
  readonly seq: number;
  /** SHA-256 of the statement, hex. */
  readonly scan: string;
  readonly scanId: string;
}

/** What a gateway tells while it works; times in ms since 1970, sizes in bytes. */
export type GatewayEvent =
  | (AboutScan & {
      readonly event: 'captured';
      readonly at: number;
      readonly ooiKind: string;
      readonly bytes: number;
      readonly objects: number;
    })
  | (AboutScan & { readonly event: 'uploading'; readonly at: number; readonly sent: number; readonly total: number })
  /** The server has all of it and judged it; not yet proven to be logged. */
  | (AboutScan & {
      readonly event: 'delivered';
      readonly at: number;
      readonly verdict: 'admitted' | 'quarantined';
      readonly reasons: readonly ReasonBody[];
    })
  /** Admitted, and proven to be in the agency's log; the lane's copy is deleted. */
  | (AboutScan & { readonly event: 'acknowledged'; readonly at: number; readonly logIndex: number })
  /** Kept by the server in quarantine, and proven to be in its log; the lane's copy is deleted. */
  | (AboutScan & {
      readonly event: 'quarantined';
      readonly at: number;
      readonly logIndex: number;
      readonly reasons: readonly ReasonBody[];
    })
  /** Something keeps scans from being delivered; they stay in the spool. */
  | {
      readonly event: 'waiting';
      readonly at: number;
      readonly code: ErrorCode;
      readonly detail: string;
      readonly nextTryAt: number;
    }
  /** A file or folder of the inbox that could not be made a scan; it was moved aside. */
  | {
      readonly event: 'rejected';
      readonly at: number;
      readonly name: string;
      readonly code: ErrorCode;
      readonly detail: string;
    };

export interface Trouble {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly since: number;
  readonly nextTryAt: number;
}

export interface GatewayStatus {
  readonly at: number;
  readonly agency: string;
  readonly device: string;
  readonly site: string;
  readonly lane: string;
  readonly server: string;
  /** End of the device certificate's life. */
  readonly certificateExpiresAt: number;
  readonly uploading: boolean;
  /** Number of the last statement. */
  readonly lastSeq: number;
  readonly spooled: number;
  readonly delivered: number;
  readonly admitted: number;
  readonly quarantined: number;
  readonly waitingBytes: number;
  readonly sending?: { readonly seq: number; readonly scan: string; readonly sent: number; readonly total: number };
  /** What keeps scans from being delivered now. */
  readonly trouble?: Trouble;
}
