import { describe, expect, it } from 'vitest';
import { madeImage } from '../../testing/images.ts';
import { enhancementsOf, plainDisplay } from '../viewer/index.ts';
import { draggedWindow, enhancementsOn, PLAIN, plainFor, settingsFor } from './desk-display.ts';
import { usageBegins, usageChanges, usageFrom, usedUntil } from './enhancement-use.ts';
import { DISPLAY_TOOLS, displayTool } from './tools.ts';

const image = madeImage(64, 96, 2);
const plain = plainDisplay(image, { low: 0, high: 1 });
const tool = (command: Parameters<typeof displayTool>[0]) => {
  const found = displayTool(command);
  if (!found) throw new Error(`no tool ${command}`);
  return found;
};

describe('how a case is looked at', () => {
  it('is the plain image of the engine until somebody changes it', () => {
    expect(settingsFor(PLAIN, image, plain)).toEqual(plain);
    expect(enhancementsOn(PLAIN)).toEqual([]);
  });

  it.for(DISPLAY_TOOLS.filter(({ command }) => command !== 'plain' && command !== 'colour' && command !== 'palette'))(
    'is named in the strip and by the engine while $command is on',
    ({ change }) => {
      const display = change(PLAIN);
      expect(enhancementsOn(display)).toHaveLength(1);
      expect(enhancementsOf(settingsFor(display, image, plain), plain)).toHaveLength(1);
    },
  );

  it.for(DISPLAY_TOOLS.filter(({ momentary, command }) => momentary && command !== 'colour'))(
    'is as before when $command is switched off again',
    ({ change, isOn }) => {
      expect(isOn?.(change(PLAIN))).toBe(true);
      expect(change(change(PLAIN))).toEqual(PLAIN);
    },
  );

  it('comes back to the plain image from any of them, for the same eyes', () => {
    const all = DISPLAY_TOOLS.reduce((display, { change }) => change(display), PLAIN);
    const changed = { ...all, palette: 'colour-blind' as const, bands: { organicBelow: 9, metalAbove: 17 } };
    expect(plainFor(changed)).toEqual({ ...PLAIN, palette: 'colour-blind' });
    expect(enhancementsOn(plainFor(changed))).toEqual([]);
  });

  it('looks at the dense or at the thin part, never at both', () => {
    const high = tool('high-penetration').change(tool('low-penetration').change(PLAIN));
    expect(settingsFor(high, image, plain)).toMatchObject({ highPenetration: true, window: plain.window });
    const low = settingsFor(tool('low-penetration').change(high), image, plain);
    // The made image has transmission against air: thin lets much through, so the upper 3/8 are shown.
    expect(low).toMatchObject({ highPenetration: false, window: { low: (60_000 * 5) / 8, high: 60_000 } });
  });

  it('ends where it began after as many steps of gamma up as down', () => {
    let display = PLAIN;
    for (let step = 0; step < 3; step++) display = tool('gamma-up').change(display);
    for (let step = 0; step < 3; step++) display = tool('gamma-down').change(display);
    expect(display).toEqual(PLAIN);
  });

  it('gets a wider window to the right, a brighter one upwards, and never an empty one', () => {
    const wider = draggedWindow(PLAIN.window, { across: 0.5, up: 0 });
    expect(wider.high - wider.low).toBeGreaterThan(1);
    const brighter = draggedWindow(PLAIN.window, { across: 0, up: 0.5 });
    expect(brighter.low).toBeLessThan(0);
    const narrowest = draggedWindow(PLAIN.window, { across: -50, up: 0 });
    expect(narrowest.high - narrowest.low).toBeCloseTo(1 / 512);
  });
});

describe('what was used', () => {
  it('is counted for as long as it was on', () => {
    let use = usageBegins(1000);
    use = usageChanges(use, ['inverse'], 2000);
    use = usageChanges(use, ['inverse', 'edge'], 2600);
    use = usageChanges(use, [], 3000);
    expect(usedUntil(use, 9000)).toEqual([
      { name: 'inverse', ms: 1000 },
      { name: 'edge', ms: 400 },
    ]);
  });

  it('outlives a reload, and what was kept is not believed blindly', () => {
    const kept = JSON.stringify({ edge: 700, '<script>': 9, gamma: -4, inverse: 'long' });
    const use = usageChanges(usageBegins(0, usageFrom(kept)), ['edge'], 10);
    expect(usedUntil(use, 60)).toEqual([{ name: 'edge', ms: 750 }]);
    for (const text of [null, '', 'no', '[]', 'null', '7']) expect(usageFrom(text)).toEqual({});
  });

  it('counts what is on at this moment', () => {
    const use = usageChanges(usageBegins(0), ['gamma'], 100);
    expect(usedUntil(use, 350)).toEqual([{ name: 'gamma', ms: 250 }]);
  });
});
