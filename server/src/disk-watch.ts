import { statfsSync } from 'node:fs';
import { Refusal } from './http/refusal.ts';
import type { Clock } from './ports/clock.ts';

/** Below this much free disk the server takes nothing new and says so, before the disk is really full. */
const LEAST_FREE_BYTES = 256 * 2 ** 20;
/** The partner's objects wait earlier: it must not be able to keep our own lanes out by filling the disk. */
const ROOM_FOR_PARTNER_BYTES = 4 * LEAST_FREE_BYTES;
const LOOK_MS = 2_000;

export interface DiskWatch {
  freeBytes(): number;
  /** Throws 507 while the disk is nearly full. */
  refuseWhenFull(): void;
  /** False when `refuseWhenFull` throws. */
  hasRoomForLanes(): boolean;
  hasRoomForPartner(): boolean;
}

/** Looks at the disk under `folder` every two seconds at most. */
export function watchDisk(folder: string, clock: Clock): DiskWatch {
  let looked = Number.NEGATIVE_INFINITY;
  let known = 0;
  const freeBytes = () => {
    const now = clock.now();
    if (Math.abs(now - looked) >= LOOK_MS) {
      const { bavail, bsize } = statfsSync(folder);
      known = bavail * bsize;
      looked = now;
    }
    return known;
  };
  const hasRoomForLanes = () => freeBytes() >= LEAST_FREE_BYTES;
  return {
    freeBytes,
    refuseWhenFull() {
      if (!hasRoomForLanes())
        throw new Refusal(507, 'DISK_FULL', `${freeBytes()} bytes are free`, { 'retry-after': '30' });
    },
    hasRoomForLanes,
    hasRoomForPartner: () => freeBytes() >= ROOM_FOR_PARTNER_BYTES,
  };
}
