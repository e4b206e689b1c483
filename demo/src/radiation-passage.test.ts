import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type RadiationSource, radiationPassage } from './radiation-passage.ts';

const capture = { capturedAt: Date.UTC(2026, 2, 4, 15, 30), serial: 'SAMPLE-0001-R' };
const passage = (seed: number, source?: RadiationSource) =>
  radiationPassage(seed, { ...capture, ...(source ? { source } : {}) });
const all = (text: string, element: string) =>
  [...text.matchAll(new RegExp(`<${element}[^>]*>([^<]*)</${element}>`, 'g'))].map(([, value]) => value);
const seeds = Array.from({ length: 200 }, (_, nth) => nth);

describe('a passage through the portal monitor', () => {
  test.each<[RadiationSource, readonly string[], readonly string[]]>([
    ['nothing', [], []],
    ['tiles', ['Gamma'], ['K-40']],
    ['gauge', ['Gamma'], ['Cs-137']],
  ])('with %s', (source, alarms, nuclides) => {
    for (const seed of seeds.slice(0, 50)) {
      const text = passage(seed, source);
      expect(all(text, 'RadAlarmCategoryCode')).toEqual(alarms);
      expect(all(text, 'NuclideName')).toEqual(nuclides);
    }
  });

  test('with neutrons alarms for them', () => {
    for (const seed of seeds.slice(0, 50))
      expect(all(passage(seed, 'neutrons'), 'RadAlarmCategoryCode')).toContain('Neutron');
  });

  test('alarms now and then: in about one of eight', () => {
    const alarmed = seeds.filter((seed) => passage(seed).includes('<RadAlarm '));
    expect(alarmed.length / seeds.length).toBeGreaterThan(0.05);
    expect(alarmed.length / seeds.length).toBeLessThan(0.25);
  });

  test('has its peak where the line of the source is, by its own calibration', () => {
    const text = passage(1, 'gauge');
    const [background, foreground] = all(text, 'ChannelData').map((data) => data?.split(' ').map(Number) ?? []);
    const [, keVPerChannel = 0] = all(text, 'CoefficientValues')[0]?.split(' ').map(Number) ?? [];
    const risen = foreground?.map((count, channel) => count - (background?.[channel] ?? 0) / 12) ?? [];
    const peak = risen.indexOf(Math.max(...risen.slice(15)));
    expect(Math.abs((peak + 0.5) * keVPerChannel - 661.7)).toBeLessThan(keVPerChannel);
  });

  test('is the same text for the same seed and moment, and says that it is synthetic', () => {
    expect(passage(3)).toBe(passage(3));
    expect(passage(3)).not.toBe(passage(4));
    expect(passage(3)).toContain('<Remark>SYNTHETIC');
  });
});

const SHARED = process.env.GARITA_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const schemaFile = `${SHARED}/data/n42/n42.xsd`;

/** Elements that a type of the schema lists, in its order. */
function sequences(schema: string): ReadonlyMap<string, readonly string[]> {
  const types = [...schema.matchAll(/<xsd:complexType name="(\w+)Type">([\s\S]*?)<\/xsd:complexType>/g)];
  return new Map(
    types.map(([, name = '', body = '']) => [name, [...body.matchAll(/ref="n42:(\w+)"/g)].map(([, ref = '']) => ref)]),
  );
}

describe('its elements', () => {
  test('stand in the order that the schema of ANSI N42.42 gives their types', ({ skip }) => {
    if (!existsSync(schemaFile)) skip(`${schemaFile} is not there`);
    const order = sequences(readFileSync(schemaFile, 'utf8'));
    const text = passage(5, 'tiles');
    const checked = ['RadInstrumentInformation', 'RadDetectorInformation', 'RadMeasurement', 'Spectrum', 'GrossCounts'];
    for (const element of [...checked, 'AnalysisResults', 'RadAlarm', 'RadInstrumentVersion']) {
      const known = order.get(element) ?? [];
      expect(known, element).not.toEqual([]);
      const bodies = [...text.matchAll(new RegExp(`<${element}[ >][\\s\\S]*?</${element}>`, 'g'))];
      expect(bodies.length, element).toBeGreaterThan(0);
      for (const [body] of bodies) {
        const places = childrenOf(body).map((child) => known.indexOf(child));
        expect(places, `${element}: ${childrenOf(body)}`).not.toContain(-1);
        expect(places).toEqual(places.toSorted((left, right) => left - right));
      }
    }
  });

  /** Names of an element's own children. */
  function childrenOf(body: string): string[] {
    const children: string[] = [];
    let depth = 0;
    for (const [, end, name = ''] of body.matchAll(/<(\/?)(\w+)[^>]*>/g)) {
      if (end) depth--;
      else if (++depth === 2) children.push(name);
    }
    return children;
  }
});
