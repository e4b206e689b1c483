import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Calls, callsOf, type OpenBrowser, openBrowser } from '../../testing/browser.ts';
import type * as Page from '../../testing/page.ts';

let open: OpenBrowser | string = 'not opened';
beforeAll(async () => {
  open = await openBrowser(new URL('../../testing/page.ts', import.meta.url));
  if (typeof open === 'string') console.info(`skipped: ${open}`);
});
afterAll(async () => {
  if (typeof open !== 'string') await open.close();
});

/** The browser, or the test is skipped with the reason. */
function opened(skip: (note: string) => never): Calls<typeof Page> {
  return typeof open === 'string' ? skip(open) : callsOf<typeof Page>(open.page);
}

const BASE = { rows: 700, columns: 1300, energies: 2, width: 480, height: 270 } as const;
const NEAR = { scale: 0.83, centre: { row: 300.3, column: 711.7 } };
const CLOSE = { scale: 7.3, centre: { row: 510.3, column: 511.7 } };
const FULL = { scale: 1, centre: { row: 300, column: 512 } };

const SCENES: readonly (readonly [name: string, scene: Page.Scene])[] = [
  ['one energy, fitted', { ...BASE, energies: 1 }],
  ['two energies, fitted', BASE],
  ['full size over a tile edge', { ...BASE, view: FULL }],
  ['magnified, sharpened', { ...BASE, view: CLOSE, change: { edge: 1.3 } }],
  ['reduced, sharpened, in greyscale', { ...BASE, view: NEAR, change: { edge: 2, colour: 'grey' } }],
  ['inverse, gamma', { ...BASE, view: NEAR, change: { inverse: true, gamma: 1.7 } }],
  ['a narrow window', { ...BASE, view: NEAR, change: { window: { low: 20_000, high: 30_000 } } }],
  ['organic strip, safe colours', { ...BASE, view: NEAR, change: { strip: 'organic', palette: 'colour-blind' } }],
  ['inorganic strip', { ...BASE, change: { strip: 'inorganic' } }],
  ['high penetration', { ...BASE, change: { highPenetration: true } }],
  ['a magnifier at the edge', { ...BASE, view: NEAR, magnifier: { x: 470, y: 5, factor: 4, radius: 70 } }],
  ['while a hand drags', { ...BASE, view: NEAR, moving: true }],
  [
    'wider than any texture',
    { ...BASE, rows: 40, columns: 20_000, energies: 1, view: { scale: 1, centre: { row: 20, column: 19_800 } } },
  ],
];

describe('both renderers', () => {
  it.for(SCENES)('show the same pixels: %s', async ([, scene], { skip }) => {
    const call = opened(skip);
    const seen = await call('compare', scene);
    // Smooth and rough differ while a hand drags: only the slower renderer is rough.
    expect(seen.furthest).toBeLessThanOrEqual(scene.moving ? 255 : 1);
    // An event that says "drawn" proves nothing: there must be something to see, and colour where there are two energies.
    expect(seen.mean).toBeGreaterThan(20);
    expect(seen.deviation).toBeGreaterThan(5);
    if (scene.energies === 2 && scene.change?.colour !== 'grey') expect(seen.coloured).toBeGreaterThan(0.05);
    for (const report of seen.reports) expect(report).toMatchObject({ complete: true, gaps: 0 });
    expect(seen.reports.map((report) => report?.sampling)).toEqual([scene.moving ? 'nearest' : 'bilinear', 'bilinear']);
  });
});

describe('a picture that is not complete', () => {
  it.for(['script', 'webgl2'] as const)(
    'says so until every tile is there, and is never black: %s',
    async (renderer, { skip }) => {
      const call = opened(skip);
      const scene = { ...BASE, energies: 1, view: FULL } as const;
      const seen = await call('progress', scene, renderer);
      expect(seen.reports[0]).toMatchObject({ complete: false, reasons: ['tile-loading'], here: 0, gaps: 0 });
      expect(seen.reports[1]).toMatchObject({ complete: false, reasons: ['tile-failed'] });
      expect(seen.reports[2]).toMatchObject({ complete: true, reasons: [] });
      expect(seen.black).toBe(0);
      expect(seen.changed).toBeGreaterThan(1000);
    },
  );

  it('says that the graphics context is lost, and is the same picture when it is back', async ({ skip }) => {
    const call = opened(skip);
    const seen = await call('lossAndReturn', { ...BASE, view: NEAR });
    expect(seen.during).toMatchObject({ complete: false, reasons: ['context-lost'] });
    expect(seen.afterwards).toMatchObject({ complete: true });
    expect(seen.different).toBe(0);
  });
});

it('without WebGL2 the script renderer takes over, and demanding WebGL2 is refused with a code', async ({ skip }) => {
  const call = opened(skip);
  const seen = await call('withoutWebgl');
  expect(seen).toEqual({ kind: 'script', code: 'WEBGL_UNAVAILABLE' });
});

it('left to itself the script renderer is rough first and smooth in the end, in slices', async ({ skip }) => {
  const call = opened(skip);
  const seen = await call('leftToItself', { ...BASE, view: NEAR });
  expect(seen.samplings[0]).toBe('nearest');
  expect(seen.samplings.at(-1)).toBe('bilinear');
  expect(seen.different).toBe(0);
});
