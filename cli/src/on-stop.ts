/** One Ctrl-C comes several times: from the terminal, and handed on by npm and by the launcher. */
const ONE_SIGNAL_MS = 1_000;

/** Calls `stop` when this process is asked to end; asked again later than that, it ends at once. */
export function onStop(stop: () => void): void {
  let asked: number | undefined;
  const take = () => {
    const now = Date.now();
    if (asked !== undefined && now - asked > ONE_SIGNAL_MS) process.exit(130);
    if (asked === undefined) stop();
    asked ??= now;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, take);
}
