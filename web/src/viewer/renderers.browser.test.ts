import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenBrowser, openBrowser } from '../../testing/browser.ts';
import type * as Page from '../../testing/page.ts';

declare global {
  var testing: typeof Page;
}

let open: OpenBrowser | string = 'not opened';
beforeAll(async () => {
  open = await openBrowser('./page.ts');
  if (typeof open === 'string') console.info(`skipped: ${open}`);
});
afterAll(async () => {
  if (typeof open !== 'string') await open.close();
});

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
  it.each(SCENES)('show the same pixels: %s', async (_, scene) => {
    if (typeof open === 'string') return;
    const seen = await open.page.evaluate((asked) => globalThis.testing.compare(asked), scene);
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
