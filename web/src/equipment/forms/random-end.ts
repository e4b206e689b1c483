/** Enough that two people at once do not choose the same. */
export function randomEnd(): string {
  return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => (byte % 36).toString(36)).join('');
}
