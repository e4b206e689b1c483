// More separate pieces than this on one ray are possible only in a contrived scene; the rest then counts in full
// where it should give way.
const MAX_PIECES = 96;

/**
 * The rays of one fan, on which solids are painted from the highest precedence down: each adds only the length that
 * nothing before it has taken.
 */
export class PaintedRays {
  /** Areal densities (g/cm2) of the three bases on each ray, three numbers a ray. */
  readonly basis: Float64Array;
  private readonly starts: Float64Array;
  private readonly ends: Float64Array;
  private readonly counts: Uint8Array;

  constructor(rays: number) {
    this.basis = new Float64Array(rays * 3);
    this.starts = new Float64Array(rays * MAX_PIECES);
    this.ends = new Float64Array(rays * MAX_PIECES);
    this.counts = new Uint8Array(rays);
  }

  clear(): void {
    this.basis.fill(0);
    this.counts.fill(0);
  }

  /** Paints `ray` from `enter` to `leave` (mm); `a`, `b`, `c` are g/cm2 of each basis per mm. */
  paint(ray: number, enter: number, leave: number, a: number, b: number, c: number): void {
    const free = this.take(ray, enter, leave);
    if (free === 0) return;
    const at = ray * 3;
    const { basis } = this;
    basis[at] = (basis[at] as number) + free * a;
    basis[at + 1] = (basis[at + 1] as number) + free * b;
    basis[at + 2] = (basis[at + 2] as number) + free * c;
  }

  /** Takes an interval and answers how much of it was still free. */
  private take(ray: number, enter: number, leave: number): number {
    if (!(leave > enter)) return 0;
    const { starts, ends } = this;
    const base = ray * MAX_PIECES;
    const count = this.counts[ray] as number;
    let first = 0;
    while (first < count && (ends[base + first] as number) < enter) first++;
    let free = 0;
    let reached = enter;
    let start = enter;
    let end = leave;
    let next = first;
    for (; next < count && (starts[base + next] as number) <= leave; next++) {
      const from = starts[base + next] as number;
      const to = ends[base + next] as number;
      if (from > reached) free += from - reached;
      if (to > reached) reached = to;
      if (from < start) start = from;
      if (to > end) end = to;
    }
    if (leave > reached) free += leave - reached;
    this.replace(ray, first, next, start, end);
    return free;
  }

  /** Puts one piece in the place of those from `first` up to `next`. */
  private replace(ray: number, first: number, next: number, start: number, end: number): void {
    const { starts, ends } = this;
    const base = ray * MAX_PIECES;
    const count = this.counts[ray] as number;
    const grown = count + 1 - (next - first);
    if (grown > MAX_PIECES) return;
    if (next === first) {
      for (let i = count; i > first; i--) {
        starts[base + i] = starts[base + i - 1] as number;
        ends[base + i] = ends[base + i - 1] as number;
      }
    } else if (next > first + 1) {
      for (let i = next; i < count; i++) {
        starts[base + i - (next - first - 1)] = starts[base + i] as number;
        ends[base + i - (next - first - 1)] = ends[base + i] as number;
      }
    }
    starts[base + first] = start;
    ends[base + first] = end;
    this.counts[ray] = grown;
  }
}
