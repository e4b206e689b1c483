import { randomUUID } from 'node:crypto';
import { Refusal } from '../http/refusal.ts';
import { checkPassword, hashPassword, PASSWORD_COST, type PasswordCost } from './password-hash.ts';

/** Each takes 19 MiB and most of a core for some 50 ms; scans that come in want the rest of the machine. */
const AT_ONCE = 2;
/** Who comes when so many wait is told to come again: about two seconds of work. */
const WAITING = 64;

/** The one place where passwords are worked on: two at a time, and always with the same work. */
export interface Passwords {
  /** Throws BUSY when too many wait. */
  hash(password: string): Promise<string>;
  /**
   * Whether `kept` is this password's. Without one, for an account that is unknown or has no password, the same work is
   * done and the answer is no: how long it takes tells nobody which accounts there are.
   */
  check(password: string, kept: string | null, attempt: Attempt): Promise<PasswordChecked>;
}

/** Both within the turn: what is counted in one counts for those who wait for the next. */
interface Attempt {
  /** Right before the work; may throw. */
  starts(): void;
  wasWrong(): void;
}

interface PasswordChecked {
  readonly right: boolean;
  /** Kept at another cost than today's: to be hashed again. */
  readonly outdated: boolean;
}

export function openPasswords(cost: PasswordCost = PASSWORD_COST): Passwords {
  const turns = new Turns();
  let nobodys: Promise<string> | undefined;
  return {
    hash: (password) => turns.run(() => hashPassword(password, cost)),
    check: (password, kept, attempt) =>
      turns.run(async () => {
        attempt.starts();
        nobodys ??= hashPassword(randomUUID(), cost);
        const checked = await checkPassword(password, kept ?? (await nobodys), cost);
        const right = checked.right && kept !== null;
        if (!right) attempt.wasWrong();
        return { right, outdated: checked.outdated };
      }),
  };
}

class Turns {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running < AT_ONCE) this.#running++;
    else {
      if (this.#waiting.length >= WAITING)
        throw new Refusal(503, 'BUSY', 'too many sign in at once', { 'retry-after': '5' });
      // Whoever ends hands its place on, so that nobody slips in between.
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
