/** JSON of an answer; undefined when it is none. */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What a partner's unexpected answer says, in one line for people: its error's code and detail, or its beginning. */
export function wordsOf(status: number, body: Uint8Array): string {
  const { error } = (jsonOf(body) ?? {}) as { error?: { code?: unknown; detail?: unknown } };
  const text = error ? `${error.code}: ${error.detail}` : Buffer.from(body).toString('utf8');
  return `${status} ${text.slice(0, 300)}`;
}
