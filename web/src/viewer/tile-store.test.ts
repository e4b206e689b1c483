import { describe, expect, it, vi } from 'vitest';
import { viewerImage } from './image.ts';
import { memoryRaster } from './memory-raster.ts';
import type { Raster, TilePlace, TileSamples } from './raster.ts';
import { TileStore } from './tile-store.ts';

const RASTER = memoryRaster(new Uint16Array(100 * 100), 100, 100, { tileSize: 16 });
const signal = { kind: 'unknown' } as const;
const place = { level: 0, row: 0, column: 0 };
const beside = { level: 0, row: 0, column: 1 };

/** A raster whose tiles come when told, as from a server. */
function slowRaster() {
  const asked: { place: TilePlace; signal: AbortSignal | undefined; come: () => void; fail: () => void }[] = [];
  const raster: Raster = {
    ...RASTER,
    tile: (at, abort) =>
      new Promise<TileSamples>((resolve, reject) => {
        const come = () => resolve(RASTER.tile(at) as TileSamples);
        asked.push({ place: at, signal: abort, come, fail: () => reject(new Error('gone')) });
      }),
  };
  return { raster, asked };
}

function storeOf(raster: Raster, options: { budgetBytes?: number; now?: () => number } = {}) {
  const onChange = vi.fn();
  const store = new TileStore(viewerImage({ high: { raster, signal } }), { onChange, now: () => 0, ...options });
  return { store, onChange };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('a tile store', () => {
  it('gives at once what is in memory', () => {
    const { store } = storeOf(RASTER);
    store.beginFrame();
    expect(store.look(place)).toMatchObject({ state: 'here', tile: { rows: 20, columns: 20 } });
    expect(store.peek(beside)).toBeUndefined();
  });

  it('asks for the coarsest tile first, asks once, and calls when a tile comes', async () => {
    const { raster, asked } = slowRaster();
    const { store, onChange } = storeOf(raster);
    store.beginFrame();
    expect(store.look(place).state).toBe('loading');
    expect(store.look(place).state).toBe('loading');
    expect(asked.map((one) => one.place.level)).toEqual([3, 0]);
    asked[1]?.come();
    await settle();
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(store.look(place).state).toBe('here');
  });

  it('keeps a failure apart from waiting, and asks again only when told', async () => {
    const { raster, asked } = slowRaster();
    const { store } = storeOf(raster);
    store.look(place);
    asked[0]?.fail();
    await settle();
    expect(store.look(place).state).toBe('failed');
    expect(asked.length).toBe(1);
    store.retry();
    expect(store.look(place).state).toBe('loading');
  });

  it('takes a tile of a wrong size for a failed one', () => {
    const wrong = { ...RASTER, tile: () => ({ rows: 20, columns: 20, mean: new Uint16Array(3) }) };
    const low = { ...RASTER, tile: () => ({ rows: 9, columns: 9, mean: new Uint16Array(81) }) };
    expect(storeOf(wrong).store.look(place).state).toBe('failed');
    expect(storeOf(low).store.look(place).state).toBe('failed');
    const throwing: Raster = {
      ...RASTER,
      tile: () => {
        throw new Error('broken');
      },
    };
    expect(storeOf(throwing).store.look(place).state).toBe('failed');
  });

  it('calls off what a later frame no longer needs, and does not take it when it comes all the same', async () => {
    const { raster, asked } = slowRaster();
    const { store, onChange } = storeOf(raster);
    store.beginFrame();
    store.look(place);
    store.endFrame();
    store.beginFrame();
    store.look(beside);
    store.endFrame();
    const first = asked.find((one) => one.place.level === 0 && one.place.column === 0);
    expect(first?.signal?.aborted).toBe(true);
    first?.come();
    await settle();
    expect(onChange).not.toHaveBeenCalled();
    expect(store.peek(place)).toBeUndefined();
  });

  it('forgets the least recently used over its budget, never what the frame shows', () => {
    const { store } = storeOf(RASTER, { budgetBytes: 0 });
    store.beginFrame();
    store.look(place);
    store.endFrame();
    expect(store.peek(place)).toBeDefined();
    store.beginFrame();
    store.look(beside);
    store.endFrame();
    expect(store.peek(place)).toBeUndefined();
    expect(store.peek(beside)).toBeDefined();
  });

  it('gives the first frame longer, so that the first picture is whole', () => {
    let now = 0;
    const { store } = storeOf(RASTER, { now: () => (now += 20) });
    store.beginFrame();
    expect([place, beside].map((one) => store.look(one).state)).toEqual(['here', 'here']);
    store.beginFrame();
    const further = [2, 3].map((column) => store.look({ ...place, column }).state);
    expect(further).toEqual(['here', 'loading']);
  });

  it('makes at least one tile a frame, leaves the rest to the next when time is up, and says so', () => {
    let now = 0;
    const { store, onChange } = storeOf(RASTER, { now: () => (now += 200) });
    store.beginFrame();
    expect(store.look(place).state).toBe('loading');
    expect(onChange).toHaveBeenCalled();
    const states = [1, 2].map(() => {
      store.beginFrame();
      return store.look(place).state;
    });
    expect(states).toContain('here');
  });

  it('hears nothing more once closed', async () => {
    const { raster, asked } = slowRaster();
    const { store, onChange } = storeOf(raster);
    store.look(place);
    store.close();
    expect(asked[0]?.signal?.aborted).toBe(true);
    asked[0]?.come();
    await settle();
    expect(onChange).not.toHaveBeenCalled();
  });
});
