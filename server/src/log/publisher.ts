import {
  addSignatures,
  changedTiles,
  encodeEntryBundle,
  entriesPath,
  formatProof,
  type Hasher,
  type NoteSigner,
  parseCheckpoint,
  proveConsistency,
  proveInclusion,
  signCheckpoint,
} from '@garita/transparency-log';
import type { CheckpointStore } from '../ports/checkpoint-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { AskWitness, LogState } from '../ports/transparency-log.ts';
import type { TileTree } from './tile-tree.ts';

/** Under load a checkpoint at most this often, ms; when idle at once (the spec asks for no minimum). */
const PUBLISH_INTERVAL_MS = 100;
/** A checkpoint without its cosignature is served only after the witness has been silent this long, ms. */
const WITNESS_PATIENCE_MS = 5_000;
const WITNESS_RETRY_MS = [250, 500, 1_000, 2_000, 5_000, 10_000];

export interface PublisherNeeds {
  readonly hasher: Hasher;
  readonly signer: NoteSigner;
  readonly tree: TileTree;
  readonly checkpoints: CheckpointStore;
  readonly clock: Clock;
  readonly askWitness: AskWitness | undefined;
  entries(from: number, to: number): Promise<readonly Uint8Array[]>;
  alarm(message: string): void;
}

/** What the store holds of our own heads when the log is opened. */
interface KeptHeads {
  readonly newest: string | undefined;
  readonly cosigned: string | undefined;
  /** Why nothing may be signed on top of them. */
  readonly unsound: string | undefined;
}

interface Published {
  readonly size: number;
  readonly note: string;
  readonly at: number;
}

type Waiter = { readonly index: number; readonly cosigned: boolean; readonly wake: () => void };

/** Names under which the store keeps our own log's head, and the newest of them that the partner cosigned. */
export const OWN_LOG = 'own-log';
export const COSIGNED_HEAD = 'own-log-cosigned';

/**
 * Turns durable entries into tiles and a signed checkpoint, then asks the partner's witness to cosign it.
 * Stages as in Tessera: sequence -> integrate -> publish; nothing is promised to anyone before the first is durable.
 */
export class Publisher {
  readonly #needs: PublisherNeeds;
  #pending: Uint8Array[] = [];
  #newest: Published | undefined;
  #cosigned: Published | undefined;
  #served: Published | undefined;
  #uncosignedSince: number | undefined;
  #keptCosigned: string | undefined;
  #halted: string | undefined;
  #waiters: Waiter[] = [];
  #publishing = false;
  #asking = false;
  #closed = false;
  #work: Promise<unknown> = Promise.resolve();
  /** Resolves when the witness was heard, or could not be reached, for the first time since the start. */
  #heard: Promise<void> = Promise.resolve();
  #hear: () => void = () => {};
  #keeping: Promise<void> = Promise.resolve();
  #pause: { timer: NodeJS.Timeout; resume: () => void } | undefined;

  constructor(needs: PublisherNeeds, kept: KeptHeads, now: number) {
    this.#needs = needs;
    if (kept.unsound !== undefined) this.#halt(kept.unsound);
    this.#keptCosigned = kept.cosigned;
    const { newest } = kept;
    if (newest === undefined) return;
    this.#newest = { size: parseCheckpoint(newest).size, note: newest, at: now };
    this.#served = this.#newest;
    this.#uncosignedSince = now;
    if (needs.askWitness && this.#newest.size > 0)
      this.#heard = new Promise((resolve) => {
        this.#hear = resolve;
      });
  }

  #halt(why: string): void {
    this.#halted = why;
    this.#needs.alarm(why);
  }

  /** New durable leaves; publication follows by itself. */
  add(leafHashes: readonly Uint8Array[]): void {
    this.#pending.push(...leafHashes);
    this.kick();
  }

  kick(): void {
    if (!this.#publishing && !this.#closed) {
      this.#publishing = true;
      this.#work = this.#publishLoop();
    }
    this.#askIfNeeded();
  }

  served(): string | undefined {
    const newest = this.#newest;
    // The newest head with both signatures, unless the witness has been away for so long that waiting hides entries.
    if (newest && newest !== this.#served && newest.at + WITNESS_PATIENCE_MS <= this.#needs.clock.now()) {
      if (newest.size > (this.#served?.size ?? -1)) this.#served = newest;
    }
    return this.#served?.note;
  }

  state(size: number): LogState {
    return {
      size,
      published: this.#newest?.size ?? 0,
      cosigned: this.#cosigned?.size ?? 0,
      ...(this.#cosigned === undefined ? {} : { cosignedAt: this.#cosigned.at }),
      ...(this.#uncosignedSince === undefined || this.#needs.askWitness === undefined
        ? {}
        : { uncosignedSince: this.#uncosignedSince }),
      ...(this.#halted === undefined ? {} : { halted: this.#halted }),
    };
  }

  async proof(index: number, cosigned: boolean, timeoutMs: number): Promise<string | undefined> {
    const covering = () => {
      const head = cosigned ? this.#cosigned : this.#newest;
      return head && head.size > index ? head : undefined;
    };
    const head = covering() ?? ((await this.#wait(index, cosigned, timeoutMs)) ? covering() : undefined);
    if (!head) return undefined;
    const hashes = await proveInclusion(this.#needs.hasher, index, head.size, this.#needs.tree.readHash);
    return formatProof({ index, hashes, checkpoint: head.note });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#hear();
    this.#resume();
    for (const waiter of this.#waiters.splice(0)) waiter.wake();
    await this.#work;
    await this.#keeping.catch(() => undefined);
  }

  #wait(index: number, cosigned: boolean, timeoutMs: number): Promise<boolean> {
    if (timeoutMs <= 0 || this.#closed) return Promise.resolve(false);
    return new Promise((resolve) => {
      const done = (arrived: boolean) => {
        clearTimeout(timer);
        this.#waiters = this.#waiters.filter((other) => other !== waiter);
        resolve(arrived);
      };
      const waiter: Waiter = { index, cosigned, wake: () => done(!this.#closed) };
      const timer = setTimeout(() => done(false), timeoutMs);
      this.#waiters.push(waiter);
      this.kick();
    });
  }

  #wake(): void {
    for (const waiter of [...this.#waiters]) {
      const head = waiter.cosigned ? this.#cosigned : this.#newest;
      if (head && head.size > waiter.index) waiter.wake();
    }
  }

  async #publishLoop(): Promise<void> {
    try {
      // A folder restored from an old copy must not sign a second history while its witness can still be asked.
      await this.#heard;
      while (this.#pending.length > 0 && !this.#closed && this.#halted === undefined) {
        const started = this.#needs.clock.now();
        await this.#publish(this.#pending.splice(0));
        this.#askIfNeeded();
        const rest = PUBLISH_INTERVAL_MS - (this.#needs.clock.now() - started);
        if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
      }
    } catch (error) {
      this.#halt(`publishing failed: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      this.#publishing = false;
    }
  }

  async #publish(leafHashes: readonly Uint8Array[]): Promise<void> {
    const { tree, signer, checkpoints } = this.#needs;
    const from = tree.size;
    await tree.grow(leafHashes);
    await this.#writeBundles(from, tree.size);
    const note = await signCheckpoint({ origin: signer.key.name, size: tree.size, root: tree.root() }, signer);
    // Durable before anyone sees it: a head that was shown is never forgotten, and two writers cannot both go on.
    if (!(await checkpoints.replace(OWN_LOG, this.#newest?.note, note)))
      throw new Error('another process has signed a head of this log');
    this.#newest = { size: tree.size, note, at: this.#needs.clock.now() };
    this.#uncosignedSince ??= this.#newest.at;
    if (!this.#needs.askWitness) this.#served = this.#newest;
    this.#wake();
  }

  async #writeBundles(from: number, to: number): Promise<void> {
    for (const tile of changedTiles(from, to)) {
      if (tile.level !== 0) continue;
      const first = tile.index * 256;
      const bundle = encodeEntryBundle(await this.#needs.entries(first, first + tile.width));
      await this.#needs.tree.write(entriesPath(tile.index, tile.width), bundle);
    }
  }

  #askIfNeeded(): void {
    const behind = (this.#newest?.size ?? 0) > (this.#cosigned?.size ?? 0);
    if (!behind || this.#asking || this.#closed || this.#halted !== undefined || !this.#needs.askWitness) return;
    this.#asking = true;
    void this.#askLoop(this.#needs.askWitness)
      .catch((error: unknown) => this.#needs.alarm(`the witness could not be asked: ${String(error)}`))
      .finally(() => {
        this.#asking = false;
        this.#hear();
        // A head published between the loop's last look and here found it still running.
        this.#askIfNeeded();
      });
  }

  async #askLoop(ask: AskWitness): Promise<void> {
    const { hasher, tree } = this.#needs;
    for (let failures = 0; !this.#closed; ) {
      const head = this.#newest;
      if (!head || head.size <= (this.#cosigned?.size ?? 0)) return;
      const proofFrom = (oldSize: number) => proveConsistency(hasher, oldSize, head.size, tree.readHash);
      const answer = await ask(head.note, head.size, proofFrom).catch((error: unknown) => ({
        kind: 'unreachable' as const,
        detail: error instanceof Error ? error.message : String(error),
      }));
      if (this.#closed) return;
      if (answer.kind === 'cosigned') {
        this.#hear();
        failures = 0;
        const at = this.#needs.clock.now();
        this.#cosigned = { size: head.size, note: addSignatures(head.note, answer.lines), at };
        if (head.size >= (this.#served?.size ?? 0)) this.#served = this.#cosigned;
        this.#uncosignedSince = this.#newest === head ? undefined : this.#newest?.at;
        this.#wake();
        this.#keeping = this.#keepCosigned(this.#cosigned.note);
        await this.#keeping;
        continue;
      }
      if (answer.kind === 'ahead') {
        this.#halt(
          `the witness has seen ${answer.size} entries of this log and we have ${head.size}: it was restored from an old copy`,
        );
        return;
      }
      if (answer.kind === 'forked') {
        this.#halt(
          `the witness has cosigned another history of ${answer.size} entries that this log signed: it was restored from an old copy and went on`,
        );
        return;
      }
      this.#hear();
      if (answer.kind === 'refused') this.#needs.alarm(`the witness refused our checkpoint: ${answer.detail}`);
      await this.#sleep(WITNESS_RETRY_MS[Math.min(failures++, WITNESS_RETRY_MS.length - 1)] ?? 10_000);
    }
  }

  /** For `fsck`, also while the partner is away: what it has seen of this log at the least. */
  async #keepCosigned(note: string): Promise<void> {
    await this.#needs.checkpoints.replace(COSIGNED_HEAD, this.#keptCosigned, note);
    this.#keptCosigned = note;
  }

  /** The partner is there again: do not wait out the back-off. */
  witnessIsBack(): void {
    this.#resume();
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resume) => {
      const timer = setTimeout(() => {
        this.#pause = undefined;
        resume();
      }, ms);
      this.#pause = { timer, resume };
    });
  }

  #resume(): void {
    if (!this.#pause) return;
    clearTimeout(this.#pause.timer);
    this.#pause.resume();
    this.#pause = undefined;
  }
}
