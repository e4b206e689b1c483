import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Calls, callsOf, type OpenBrowser, openBrowser } from '../../testing/browser.ts';
import type * as Page from '../../testing/desk-page.ts';
import { DISPLAY_TOOLS } from './tools.ts';

let open: OpenBrowser | string = 'not opened';
beforeAll(async () => {
  open = await openBrowser(new URL('../../testing/desk-page.ts', import.meta.url));
  if (typeof open === 'string') console.info(`skipped: ${open}`);
});
afterAll(async () => {
  if (typeof open !== 'string') await open.close();
});

/** The browser, or the test is skipped with the reason. */
function opened(skip: (note: string) => never): Calls<typeof Page> {
  return typeof open === 'string' ? skip(open) : callsOf<typeof Page>(open.page);
}

const SCENE = { rows: 300, columns: 600, energies: 2, width: 300, height: 150 } as const;
type Shown = Page.Shown;

/** What each tool does to the pixels, against the plain image of the same renderer. */
const EFFECTS: Readonly<Record<string, (now: Shown, plain: Shown) => void>> = {
  plain: (now, plain) => expect(now).toEqual(plain),
  colour: (now, plain) => {
    expect(now).toEqual(plain);
    expect(now.coloured).toBeGreaterThan(0.1);
  },
  grey: (now, plain) => {
    expect(now.coloured).toBe(0);
    // Every colour is as light as its grey, so that switching colour off takes no brightness with it.
    expect(Math.abs(now.mean - plain.mean)).toBeLessThan(30);
  },
  palette: (now, plain) => expect(Math.abs(now.red - plain.red) + Math.abs(now.blue - plain.blue)).toBeGreaterThan(1),
  inverse: (now, plain) => {
    expect(now.dark).toBeGreaterThan(plain.dark + 60);
    expect(now.light).toBeLessThan(plain.light - 60);
  },
  'high-penetration': (now, plain) => {
    expect(now.dark).toBeGreaterThan(plain.dark + 30);
    expect(now.light).toBeGreaterThan(plain.light);
  },
  'low-penetration': (now, plain) => {
    expect(now.dark).toBeLessThan(plain.dark);
    expect(now.mean).toBeLessThan(plain.mean - 10);
  },
  'organic-only': (now, plain) => {
    expect(now.coloured).toBeGreaterThan(0);
    expect(now.coloured).toBeLessThan(plain.coloured);
    expect(now.red - now.blue).toBeGreaterThan(plain.red - plain.blue);
  },
  'inorganic-only': (now, plain) => {
    expect(now.coloured).toBeLessThan(plain.coloured);
    expect(now.red - now.blue).toBeLessThan(plain.red - plain.blue);
  },
  edge: (now, plain) => expect(now.contrast).toBeGreaterThan(plain.contrast * 1.2),
  'gamma-down': (now, plain) => expect(now.mean).toBeGreaterThan(plain.mean + 2),
  'gamma-up': (now, plain) => expect(now.mean).toBeLessThan(plain.mean - 2),
};

describe.for(['script', 'webgl2'] as const)('with the renderer %s', (renderer) => {
  it.for(DISPLAY_TOOLS)('$command changes the pixels as its name says', async ({ command }, { skip }) => {
    const call = opened(skip);
    const plain = await call('throughTool', SCENE, undefined, renderer);
    const now = await call('throughTool', SCENE, command, renderer);
    const effect = EFFECTS[command];
    if (!effect) throw new Error(`no effect is known of ${command}`);
    effect(now, plain);
  });
});

it.for(DISPLAY_TOOLS)('both renderers show the same through $command', async ({ command }, { skip }) => {
  const call = opened(skip);
  expect(await call('toolApart', SCENE, command)).toBeLessThanOrEqual(1);
});
