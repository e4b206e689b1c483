export interface Age {
  /** Share of the time to the target that has passed; 1 and more when late. */
  readonly share: number;
  /** Until the target, ms; negative when late. */
  readonly leftMs: number;
  /** From opening to decision, ms; `undefined` while undecided. */
  readonly tookMs: number | undefined;
}

/** How a case stands against its target. */
export function ageOf(
  {
    openedAt,
    targetAt,
    decidedAt,
  }: { readonly openedAt: number; readonly targetAt: number; readonly decidedAt: number | null },
  now: number,
): Age {
  const at = decidedAt ?? now;
  return {
    share: Math.max(0, at - openedAt) / Math.max(1, targetAt - openedAt),
    leftMs: targetAt - at,
    tookMs: decidedAt === null ? undefined : Math.max(0, decidedAt - openedAt),
  };
}
