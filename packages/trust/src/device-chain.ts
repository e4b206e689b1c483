import { sameBytes, toHex } from './bytes.ts';
import type { ScanStatement } from './statement.ts';
import type { Reason } from './verdict.ts';

/** The last statement taken from a device. */
export interface DeviceChain {
  readonly lastSeq: number;
  /** Its statement hash. */
  readonly lastStatement: Uint8Array;
}

/** Whether a statement follows the last one: deletion, reordering and copies of a device show here. */
export function chainReasons(statement: ScanStatement, chain: DeviceChain | null | undefined): readonly Reason[] {
  if (chain === undefined) return [];
  const { deviceSeq, prevStatementHash } = statement;
  const lastSeq = chain?.lastSeq ?? 0;
  if (deviceSeq <= lastSeq) {
    return [{ code: 'SEQUENCE_REPLAYED', detail: `statement ${deviceSeq} came after statement ${lastSeq}` }];
  }
  if (deviceSeq > lastSeq + 1) {
    return [{ code: 'SEQUENCE_GAP', detail: `statement ${deviceSeq} came, ${lastSeq + 1} was next` }];
  }
  // Number 1 without a predecessor is all that follows nothing; the statement's own reader saw to that.
  if (!chain || (prevStatementHash && sameBytes(prevStatementHash, chain.lastStatement))) return [];
  return [{ code: 'SEQUENCE_FORKED', detail: `statement ${deviceSeq} does not follow ${toHex(chain.lastStatement)}` }];
}
