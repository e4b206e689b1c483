/** Messages for whoever runs the server; never to be confused with the log. */
export interface Logger {
  info(message: string): void;
  alarm(message: string): void;
  error(error: unknown): void;
}

/** One line a message on standard error, with the time; errors with their stack, for they are faults of ours. */
export const consoleLogger: Logger = {
  info: (message) => line('info', message),
  alarm: (message) => line('ALARM', message),
  error: (error) => line('error', error instanceof Error ? (error.stack ?? error.message) : String(error)),
};

function line(level: string, message: string): void {
  process.stderr.write(`${new Date().toISOString()} ${level} ${message}\n`);
}
