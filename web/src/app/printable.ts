/** What is pasted may hold signs that no signed text may: they become spaces, so that a decision is never refused for them. */
export function printable(text: string, longest: number): string {
  const cut = text.replaceAll('\r\n', '\n').slice(0, longest);
  return cut.replaceAll(/[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/gu, ' ').trim();
}
