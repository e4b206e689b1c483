/** Work shorter than this says nothing; a line is drawn anew at most this often, ms. */
const PATIENCE_MS = 700;
const REDRAW_MS = 100;

export interface Progress {
  tell(line: string): void;
  /** Takes the line away. Safe twice. */
  end(): void;
}

/** One line on the terminal's standard error that is drawn over itself; silent where nobody watches. */
export function openProgress(stream: NodeJS.WriteStream = process.stderr, now: () => number = Date.now): Progress {
  const begun = now();
  let drawnAt = 0;
  let drawn = false;
  return {
    tell(line) {
      if (!stream.isTTY || now() - begun < PATIENCE_MS || now() - drawnAt < REDRAW_MS) return;
      drawnAt = now();
      drawn = true;
      // A line wider than the terminal would wrap, and the next one be drawn below it.
      stream.write(`\r${line.slice(0, Math.max(10, stream.columns - 1))}\x1b[K`);
    },
    end() {
      if (drawn) stream.write('\r\x1b[K');
      drawn = false;
    },
  };
}

export function percent(done: number, total: number): string {
  return `${Math.floor((100 * done) / Math.max(1, total))} %`;
}
