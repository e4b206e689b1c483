/** What a side of the review desk shows, as the address has it: `evidence:lab-1`, `new:finding`. */
const SIDE_KINDS = [
  'evidence',
  'finding',
  'assertion',
  'standard',
  'supplier',
  'new',
  'edit-evidence',
  'edit-finding',
] as const;
export interface Side {
  readonly kind: (typeof SIDE_KINDS)[number];
  readonly id: string;
}

export function readSide(text: string | undefined): Side | undefined {
  const at = text?.indexOf(':') ?? -1;
  if (text === undefined || at < 0) return undefined;
  const kind = SIDE_KINDS.find((one) => one === text.slice(0, at));
  return kind && { kind, id: text.slice(at + 1) };
}

export function writeSide({ kind, id }: Side): string {
  return `${kind}:${id}`;
}
