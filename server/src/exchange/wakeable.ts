/** A piece of work that runs when woken, never twice at once, and again by itself when it says so. */
export interface Wakeable {
  wake(): void;
  /** Resolves when the round under way has ended; none follows. */
  stop(): Promise<void>;
}

/** A round that threw is run again after this long, ms: the work stays in the tables, so nothing is lost by waiting. */
const AFTER_ACCIDENT_MS = 1_000;

/** `round` does what is due and answers in how many ms it wants to run again; undefined: not before it is woken. */
export function wakeable(round: () => Promise<number | undefined>, report: (error: unknown) => void): Wakeable {
  let running: Promise<void> | undefined;
  let woken = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const run = async () => {
    let again: number | undefined;
    while (woken && !stopped) {
      woken = false;
      try {
        again = await round();
      } catch (error) {
        report(error);
        again = AFTER_ACCIDENT_MS;
      }
    }
    running = undefined;
    if (again !== undefined && !stopped) timer = setTimeout(wake, Math.max(1, again));
  };
  const wake = () => {
    clearTimeout(timer);
    woken = true;
    if (!running && !stopped) running = run();
  };
  return {
    wake,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
