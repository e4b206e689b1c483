/** Tells work under way that the house is closing. */
export class StopSignal {
  #given = false;
  #give: () => void = () => {};
  readonly #waits: Promise<undefined>;

  constructor() {
    this.#waits = new Promise((resolve) => {
      this.#give = () => resolve(undefined);
    });
  }

  get given(): boolean {
    return this.#given;
  }

  give(): void {
    this.#given = true;
    this.#give();
  }

  /** What is waited for, or undefined as soon as the signal is given. */
  orUndefined<Value>(wait: Promise<Value>): Promise<Value | undefined> {
    return Promise.race([wait, this.#waits]);
  }
}
