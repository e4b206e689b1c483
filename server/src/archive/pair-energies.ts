import type { ImageHead } from '@garita/dicos';
import type { PlannedImage, PlannedView } from './plan-picture.ts';

/**
 * Which images are two energies of one view. DICOS has one instance for each energy; what joins them is the view's
 * number, the names of the energies, and what a machine's report names together (in toolkit files the two energies have
 * scans and series of their own). Two that merely look alike stay apart.
 *
 * @param named SOP Instance UIDs that a report names together
 */
export function pairEnergies(images: readonly PlannedImage[], named: readonly ReadonlySet<string>[]): PlannedView[] {
  const views: PlannedView[] = [];
  for (const group of groupsOf(images)) {
    const rest = new Set(group);
    for (const high of group) {
      if (!rest.has(high)) continue;
      const [best] = group
        .filter((low) => rest.has(low) && isPair(high, low, named))
        .toSorted((one, other) => likeness(high, other, named) - likeness(high, one, named));
      if (!best) continue;
      rest.delete(high);
      rest.delete(best);
      const energies = [
        { image: high, label: 'high' },
        { image: best, label: 'low' },
      ] as const;
      views.push({ name: nameOf(high), energies });
    }
    for (const image of rest) views.push({ name: nameOf(image), energies: [{ image, label: 'single' }] });
  }
  const order = ({ energies: [{ image }] }: PlannedView) => [
    image.head.viewNumber ?? Number.MAX_SAFE_INTEGER,
    image.object,
  ];
  return views.toSorted((one, other) => {
    const [[view = 0, object = 0], [otherView = 0, otherObject = 0]] = [order(one), order(other)];
    return view - otherView || object - otherObject;
  });
}

/** Images of one kind, one shape and one view. */
function groupsOf(images: readonly PlannedImage[]): readonly (readonly PlannedImage[])[] {
  // Without numbers the view's name must do, and that may name the energy as well.
  const viewOf = ({ viewNumber, viewName }: ImageHead) => viewNumber ?? viewName.replaceAll(/\b(high|low)\b/gi, '');
  const keyOf = ({ head }: PlannedImage) =>
    JSON.stringify([head.kind, head.rows, head.columns, head.frames, viewOf(head)]);
  return [...Map.groupBy(images, keyOf).values()];
}

/** Whether the first is the high and the second the low energy of one view. */
function isPair(high: PlannedImage, low: PlannedImage, named: readonly ReadonlySet<string>[]): boolean {
  if (high === low || !isSignal(high.head) || !isSignal(low.head)) return false;
  if (high.head.energy && low.head.energy) return high.head.energy === 'high' && low.head.energy === 'low';
  if (high.head.energy || low.head.energy) return false;
  const related = high.head.scanUid !== undefined && high.head.scanUid === low.head.scanUid;
  if (!related && togetherIn(high, low, named) === 0) return false;
  return isHigher(high.head.kvp, low.head.kvp) ?? isHigher(high.head.effectiveKev, low.head.effectiveKev) ?? false;
}

/** `undefined` when nothing is said, or the same of both. */
function isHigher(one: number | undefined, other: number | undefined): boolean | undefined {
  return one === undefined || other === undefined || one === other ? undefined : one > other;
}

/** Pictures computed from both energies are no energy themselves. */
function isSignal({ quantity }: ImageHead): boolean {
  return /^(|HIGH ENERGY|LOW ENERGY|INTENSITY|PRIMARY|MU)$/.test(quantity);
}

function likeness(one: PlannedImage, other: PlannedImage, named: readonly ReadonlySet<string>[]): number {
  const same = (of: (head: ImageHead) => string | undefined) =>
    of(one.head) !== undefined && of(one.head) === of(other.head) ? 1 : 0;
  const stem = ({ name }: PlannedImage) => name.toLowerCase().replaceAll(/high|low|[^a-z0-9]/g, '');
  return (
    8 * togetherIn(one, other, named) +
    4 * (stem(one) === stem(other) ? 1 : 0) +
    2 * same(({ seriesUid }) => seriesUid) +
    same(({ scanUid }) => scanUid)
  );
}

function togetherIn(one: PlannedImage, other: PlannedImage, named: readonly ReadonlySet<string>[]): 0 | 1 {
  const [first, second] = [one.head.sopInstanceUid, other.head.sopInstanceUid];
  if (first === undefined || second === undefined || first === second) return 0;
  return named.some((together) => together.has(first) && together.has(second)) ? 1 : 0;
}

function nameOf({ head }: PlannedImage): string {
  return head.viewName.slice(0, 300);
}
