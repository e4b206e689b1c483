import type { DeskEnhancement } from './desk-display.ts';

/** How long each enhancement was on, ms: it is recorded with the decision, for single ones lower detection. */
export interface EnhancementUse {
  readonly on: readonly DeskEnhancement[];
  readonly since: number;
  readonly totals: Readonly<Partial<Record<DeskEnhancement, number>>>;
}

export interface UsedEnhancement {
  readonly name: DeskEnhancement;
  readonly ms: number;
}

export function usageBegins(now: number): EnhancementUse {
  return { on: [], since: now, totals: {} };
}

/** From now on these are on. */
export function usageChanges(use: EnhancementUse, on: readonly DeskEnhancement[], now: number): EnhancementUse {
  return { on, since: now, totals: totalsAt(use, now) };
}

/** The longest used first. */
export function usedUntil(use: EnhancementUse, now: number): readonly UsedEnhancement[] {
  return Object.entries(totalsAt(use, now))
    .map(([name, ms]) => ({ name: name as DeskEnhancement, ms }))
    .sort((one, other) => other.ms - one.ms);
}

function totalsAt({ on, since, totals }: EnhancementUse, now: number): EnhancementUse['totals'] {
  const passed = Math.max(0, Math.round(now - since));
  return { ...totals, ...Object.fromEntries(on.map((name) => [name, (totals[name] ?? 0) + passed])) };
}
