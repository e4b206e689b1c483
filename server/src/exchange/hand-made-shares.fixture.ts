// Shares made without the room, to put something wrong into them.
import { makePush } from '@garita/exchange';
import { trustCrypto } from '@garita/node-crypto';
import { encodeRecord, toHex } from '@garita/trust';
import type { World, WorldScan } from '../../../testdata/world.ts';
import type { Clock } from '../ports/clock.ts';
import type { Placed, TransparencyLog } from '../ports/transparency-log.ts';
import type { AgreementInForce } from './exchange-room.ts';

/** What is wrong with a share made by hand. */
interface HandMade {
  readonly quarantined?: boolean;
  readonly admitted?: Placed;
  readonly admittedAt?: number;
  readonly trustList?: string;
  readonly agreement?: Uint8Array;
  readonly recipient?: string;
}

export function handMadeShares(given: {
  readonly world: World;
  readonly other: World;
  readonly agreement: AgreementInForce;
  readonly log: TransparencyLog;
  readonly clock: Clock;
  store(scan: WorldScan): Promise<void>;
}) {
  const { world, other, agreement, log, clock, store } = given;
  return {
    /** A share of a scan made without the room, to put something wrong into it: the push, ready to be sent. */
    async shareByHand(scan: WorldScan, wrong: HandMade = {}): Promise<Uint8Array> {
      await store(scan);
      const trustList = wrong.trustList ?? toHex(world.trustList.hash);
      const list = new Uint8Array(Buffer.from(trustList, 'hex'));
      const { device, deviceSeq } = scan.statement;
      const head = { v: 1, at: wrong.admittedAt ?? clock.now(), statement: scan.hash } as const;
      const event = wrong.quarantined
        ? ({ ...head, kind: 'scan-quarantined', sender: device, reasons: ['DEVICE_UNKNOWN'] } as const)
        : ({ ...head, kind: 'scan-admitted', device, deviceSeq, trustList: list } as const);
      const own = wrong.admitted ?? (await log.append([{ kind: event.kind, record: encodeRecord(event) }]))[0];
      if (!own) throw new Error('no place');
      const record = encodeRecord({
        v: 1,
        kind: 'share',
        at: clock.now(),
        item: 'scan',
        subject: scan.hash,
        scan: scan.hash,
        leaf: own.leafHash,
        agreement: wrong.agreement ?? agreement.signed.hash,
        recipient: wrong.recipient ?? other.agency,
      });
      const [share] = await log.append([{ kind: 'share', record }]);
      if (!share?.opening || !own.opening) throw new Error('no place');
      const proof = async (index: number) =>
        (await log.proof(index, { cosigned: true, timeoutMs: 5_000 })) ?? 'not cosigned';
      return makePush({
        item: 'scan',
        subject: scan.bytes,
        admitted: own.opening,
        admittedProof: await proof(own.index),
        share: share.opening,
        shareProof: await proof(share.index),
        trustList: list,
        descriptor: trustCrypto.hasher.sha256(world.descriptorBytes),
      });
    },
    /** A share of a decision made without the room: the push, ready to be sent. */
    async decisionByHand(scan: Uint8Array): Promise<Uint8Array> {
      const subject = await world.decide(scan, { at: clock.now() });
      const decision = trustCrypto.hasher.sha256(subject);
      const at = clock.now();
      const about = encodeRecord({ v: 1, kind: 'decision', at, decision, scan });
      const [own] = await log.append([{ kind: 'decision', record: about }]);
      if (!own?.opening) throw new Error('no place');
      const [agreed, leaf] = [agreement.signed.hash, own.leafHash];
      const head = { v: 1, kind: 'share', at, item: 'decision', subject: decision, scan } as const;
      const record = encodeRecord({ ...head, leaf, agreement: agreed, recipient: other.agency });
      const [share] = await log.append([{ kind: 'share', record }]);
      if (!share?.opening) throw new Error('no place');
      const proof = async (index: number) =>
        (await log.proof(index, { cosigned: true, timeoutMs: 5_000 })) ?? 'not cosigned';
      const shareProof = await proof(share.index);
      const proofs = { admittedProof: await proof(own.index), shareProof };
      const descriptor = trustCrypto.hasher.sha256(world.descriptorBytes);
      const openings = { admitted: own.opening, share: share.opening };
      return makePush({ item: 'decision', subject, ...openings, ...proofs, trustList: null, descriptor });
    },
  };
}
