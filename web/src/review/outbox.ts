import { after, isEnded, type OutboxEntry, type OutboxEvent, type OutboxProblem } from './outbox-entry.ts';

/** Where entries are kept: durable before a promise resolves. */
export interface OutboxShelf {
  all(): Promise<readonly OutboxEntry[]>;
  /** An entry that is there already stays as it is. */
  add(entry: OutboxEntry): Promise<void>;
  /** Reads, changes and writes with nobody in between; what it is then, `undefined` when there is none. */
  change(id: string, to: (before: OutboxEntry) => OutboxEntry): Promise<OutboxEntry | undefined>;
  remove(id: string): Promise<void>;
}

/** Brings one entry a step further; what it answers, or why it could not be asked, is an event. */
export type Deliver = (entry: OutboxEntry) => Promise<OutboxEvent>;

export interface OutboxWorld {
  readonly shelf: OutboxShelf;
  readonly deliver: Deliver;
  now(): number;
  /** Runs alone among all tabs of this browser. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Tells other tabs that the shelf changed. */
  changed(): void;
  wake(ms: number, work: () => void): () => void;
}

/** Ended entries stay to be seen for this long, ms. */
const SEEN_MS = 10 * 60_000;

/**
 * What this browser has signed and the server has not answered for good. An entry is on the shelf before it is sent; it
 * leaves it only recorded, taken back, or by its person's word.
 */
export class Outbox {
  readonly #world: OutboxWorld;
  #entries: readonly OutboxEntry[] = [];
  #person: string | null = null;
  #running: Promise<void> | undefined;
  #again = false;
  #cancelWake: (() => void) | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(world: OutboxWorld) {
    this.#world = world;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
  /** All entries, also of other people; the oldest first. */
  snapshot = (): readonly OutboxEntry[] => this.#entries;

  /** From now on this person is signed in: only their entries are sent. */
  async follow(person: string | null): Promise<void> {
    const changed = person !== this.#person;
    this.#person = person;
    await this.#read();
    if (changed && person !== null) await this.#wakeAll();
    await this.run();
  }

  /** Keeps an entry, then sends it. Resolves when it is kept; `sent` when the first try is over. */
  async add(entry: OutboxEntry): Promise<{ readonly sent: Promise<void> }> {
    await this.#world.shelf.add(entry);
    await this.#read();
    this.#world.changed();
    return { sent: this.run() };
  }

  undo(id: string): Promise<void> {
    return this.#happen(id, { is: 'undo-wanted' });
  }

  retry(id: string): Promise<void> {
    return this.#happen(id, { is: 'retry-wanted' });
  }

  /** Something in the world changed: a network or session is back; or of this scan alone something is known. */
  async nudge(scan?: string): Promise<void> {
    await this.#wakeAll(scan);
    await this.run();
  }

  /** Another tab changed the shelf. */
  async reread(): Promise<void> {
    await this.#read();
    this.#plan();
  }

  /** Sends what is due. */
  run(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      this.#plan();
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    do {
      this.#again = false;
      await this.#world.alone(async () => {
        await this.#read();
        for (const { id } of this.#due()) await this.#step(id);
        await this.#prune();
      });
    } while (this.#again);
  }

  #due(): readonly OutboxEntry[] {
    const now = this.#world.now();
    return this.#entries.filter((entry) => this.#moves(entry) && entry.nextAt <= now);
  }

  #moves({ state, person }: OutboxEntry): boolean {
    return person === this.#person && (state === 'waiting' || state === 'held' || state === 'undoing');
  }

  async #step(id: string): Promise<void> {
    const entry = await this.#apply(id, { is: 'sent' });
    if (!entry || !this.#moves(entry)) return;
    const event = await this.#world.deliver(entry).catch((error: unknown): OutboxEvent => {
      const detail = error instanceof Error ? error.message : String(error);
      const problem: OutboxProblem = { status: 0, code: 'PAGE', detail };
      return { is: 'failed', of: entry.state === 'undoing' ? 'undoing' : 'sending', problem };
    });
    await this.#apply(id, event);
  }

  async #happen(id: string, event: OutboxEvent): Promise<void> {
    // Not behind the lock: whoever wants it back is not made to wait for a try that is under way.
    await this.#apply(id, event);
    await this.run();
  }

  /** Applied to what the shelf holds now: something may have happened meanwhile. */
  async #apply(id: string, event: OutboxEvent): Promise<OutboxEntry | undefined> {
    const now = this.#world.now();
    const next = await this.#world.shelf.change(id, (before) => after(before, event, now));
    await this.#read();
    this.#world.changed();
    return next;
  }

  async #wakeAll(scan?: string): Promise<void> {
    for (const entry of this.#entries) {
      const meant = scan === undefined ? entry.problem !== null : entry.scan === scan;
      if (this.#moves(entry) && meant && entry.nextAt > this.#world.now())
        await this.#apply(entry.id, { is: 'retry-wanted' });
    }
  }

  async #prune(): Promise<void> {
    const now = this.#world.now();
    const old = this.#entries.filter((entry) => isEnded(entry) && now - (entry.endedAt ?? 0) > SEEN_MS);
    for (const { id } of old) await this.#world.shelf.remove(id);
    if (old.length > 0) await this.#read();
  }

  async #read(): Promise<void> {
    const entries = await this.#world.shelf.all();
    this.#entries = entries.toSorted((one, other) => one.signedAt - other.signedAt);
    for (const listener of this.#listeners) listener();
  }

  #plan(): void {
    this.#cancelWake?.();
    const next = Math.min(...this.#entries.filter((entry) => this.#moves(entry)).map(({ nextAt }) => nextAt));
    if (Number.isFinite(next))
      this.#cancelWake = this.#world.wake(Math.max(50, next - this.#world.now()), () => void this.run());
  }
}
