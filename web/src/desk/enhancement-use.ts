import { type DeskEnhancement, ENHANCEMENTS } from './enhancements.ts';

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

/** @param totals of what was used before, when the page was loaded anew */
export function usageBegins(now: number, totals: EnhancementUse['totals'] = {}): EnhancementUse {
  return { on: [], since: now, totals };
}

/** Totals as text, to outlive a reload; what is not known is left out. */
export function usageFrom(text: string | null): EnhancementUse['totals'] {
  try {
    const kept: unknown = JSON.parse(text ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    const known = Object.entries(kept).filter(
      ([name, ms]) => (ENHANCEMENTS as readonly string[]).includes(name) && Number.isSafeInteger(ms) && ms >= 0,
    );
    return Object.fromEntries(known);
  } catch {
    return {};
  }
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
