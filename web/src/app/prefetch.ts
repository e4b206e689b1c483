/** Makes a case ready to be on screen at once; costs nothing when it is ready, and fails to itself. */
export function prefetchCase(scan: string): void {
  const work = () =>
    void import('../desk/prefetch.ts').then((module) => module.prefetchCase(scan)).catch(() => undefined);
  // What somebody looks at now goes first.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 3000 });
  else setTimeout(work, 300);
}
