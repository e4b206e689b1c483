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
  const [first = '', ...rest] = message.split('\n').map(printable);
  // A stack goes on below, indented; any other message is one line, whatever a caller or the partner put into it.
  const text =
    level === 'error'
      ? [first, ...rest.map((more) => `    ${more.trimStart()}`)].join('\n')
      : [first, ...rest].join('·');
  process.stderr.write(`${new Date().toISOString()} ${level} ${text}\n`);
}

/** Control and format characters could rewrite a terminal or turn a sentence around. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '·');
}
