import type { ReasonBody, WalkEvent } from '@garita/api';
import type { SignedAgreement } from '@garita/exchange';
import type { NoteSigner } from '@garita/transparency-log';
import type { ObservedObject, ScanStatement, TrustCrypto, VerifiedDecision } from '@garita/trust';
import type { AdmittedEntry } from '../ports/admitted-scan.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { CheckpointStore } from '../ports/checkpoint-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { PartnerLink } from '../ports/partner-link.ts';
import type { TransparencyLog } from '../ports/transparency-log.ts';
import type { Partner } from './partner.ts';
import type { LoggedCose } from './scan-proof.ts';

/** What this room asks of our log. */
type ExchangeLog = Pick<TransparencyLog, 'append' | 'proof' | 'opening'>;

/** One step of a walk as the flow room keeps it. */
export type WalkNote = Omit<WalkEvent, 'id'>;

/** A scan of the partner's whose every byte was found as signed. */
export interface VerifiedPartnerScan {
  /** Hex hash of its statement. */
  readonly scan: string;
  /** As signed. */
  readonly statement: Uint8Array;
  readonly parsed: ScanStatement;
  /** The partner's id. */
  readonly sender: string;
  readonly at: number;
  /** In statement order; their bytes are in the archive. */
  readonly objects: readonly ObservedObject[];
}

/** A decision of the partner's, about a scan of either agency. */
export interface VerifiedPartnerDecision {
  readonly scan: string;
  readonly agency: string;
  readonly cose: Uint8Array;
  readonly decision: VerifiedDecision;
  /** Of our own log's entry that says we received it. */
  readonly logIndex: number;
  readonly at: number;
}

/** An agreement that both parties signed, with the file that says so. */
export interface AgreementInForce {
  readonly signed: SignedAgreement;
  readonly file: Uint8Array;
}

/** What our own trust list says of a scan's equipment at the time it is to leave. */
export type EquipmentStanding =
  | {
      readonly state: 'good' /** As the list has it now. */;
      readonly configurationStatus: string;
      /** As the list has it; `not-asked` where it says nothing. */
      readonly acceptedByPartner?: string;
    }
  | { readonly state: 'lost'; readonly reasons: readonly ReasonBody[] }
  /** No list is in force, so nobody can say: what waits goes on waiting. */
  | { readonly state: 'unknown' };

interface OwnAgency {
  readonly agency: string;
  /** Root certificate, DER. */
  readonly root: Uint8Array;
  /** Descriptor as signed by the root, and our witness's verifier key in it. */
  readonly descriptor: Uint8Array;
  readonly witnessKey: string;
  readonly witness: NoteSigner;
}

export interface ExchangeNeeds {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly checkpoints: CheckpointStore;
  readonly clock: Clock;
  readonly crypto: TrustCrypto;
  readonly log: ExchangeLog;
  readonly own: OwnAgency;
  readonly partner: Partner;
  readonly link: PartnerLink;
  /** The agreement with the partner; undefined while none is signed: then nothing goes out and nothing is taken. */
  agreement(): Promise<AgreementInForce | undefined>;
  /** A signed agreement of now or earlier by the hash of its bytes, hex. */
  agreementByHash(hash: string): Promise<AgreementInForce | undefined>;
  /** A trust list of ours, as signed, by its hash, hex. */
  trustListByHash(hash: string): Promise<Uint8Array | undefined>;
  /** Hashes of the 8 MiB chunks of an admitted object, 32 bytes each, as ingest kept them. */
  chunkHashes(sha256: string): Promise<Uint8Array | undefined>;
  /** Kind of a site of ours, for the sharing policy. */
  siteKind(site: string): string;
  /** Asked again for every scan of ours that is to go out: it may have been admitted long before. */
  standing(statement: ScanStatement): Promise<EquipmentStanding>;
  /** Why our own agency will not take scans of this configuration or device of the partner's; empty when it will. */
  partnerRefusals(statement: ScanStatement): Promise<readonly ReasonBody[]>;
  /** In the transaction that finds a scan of the partner's good: other rooms go on with it. */
  receivedAlso(tx: Tx, scan: VerifiedPartnerScan): Promise<void>;
  /** In the transaction that keeps a decision of the partner's. */
  partnerDecidedAlso(tx: Tx, decision: VerifiedPartnerDecision): Promise<void>;
  /** A scan of ours that was admitted, also before there was a partner. */
  admitted(scan: string): Promise<AdmittedEntry | undefined>;
  /** Our decisions about a scan that stand in our log, oldest first. */
  decisions(scan: string): Promise<readonly LoggedCose[]>;
  /** Whether the disk takes more of the partner's objects: lanes of our own come first. */
  hasRoom(): boolean;
  /** Writes a step of a walk in the given transaction. */
  note(tx: Tx, step: WalkNote): Promise<void>;
  /** The partner answers again: the log may ask its witness at once. */
  partnerIsBack?(): void;
  /** Accidents, for the operator. */
  report(error: unknown): void;
  /** In [0, 1); spreads retries. */
  random?(): number;
}
