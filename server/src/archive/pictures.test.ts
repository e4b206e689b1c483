import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { picture as pictureSchema } from '@garita/api';
import { type DicosInstance, dxInstance, tdrInstance, writeDicosBytes } from '@garita/dicos';
import { memoryRaster, previewRaster, readPng16, type TileSamples } from '@garita/web/viewer';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ctSample, dxParameters, tdrParameters } from '../../../packages/dicos/testing/instances.ts';
import type { WorldScan } from '../../../testdata/world.ts';
import { objectPath } from '../adapters/embedded/disk-blob-reader.ts';
import { openDiskBlobStore } from '../adapters/embedded/disk-blob-store.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import { derivedObjects } from './derived-objects.ts';
import { type PictureTables, pictureMigrations } from './picture-table.ts';
import { type PictureThread, pictureThread } from './picture-thread.ts';
import { openPictures, type PictureFacts, type PictureNeeds, type Pictures } from './pictures.ts';

const [ROWS, COLUMNS] = [600, 2_600];
const AIR = 50_000;
/** Longer than a preview: a wedge under air, with a wire one sample wide. */
const pixels = (ratio: number) =>
  Uint16Array.from({ length: ROWS * COLUMNS }, (_, at) => {
    const [row, column] = [Math.floor(at / COLUMNS), at % COLUMNS];
    if (row < 60) return AIR;
    return column === 1_301 ? 900 : Math.round(AIR * Math.exp((-ratio * 2 * column) / COLUMNS));
  });
const radiograph = (energy: 'HIGH ENERGY' | 'LOW ENERGY', image: Uint16Array, rows = ROWS): DicosInstance =>
  dxInstance({
    ...dxParameters(),
    sopInstanceUid: energy === 'HIGH ENERGY' ? '2.25.10001' : '2.25.10002',
    energy: { label: energy, number: 1, count: 2, kvp: energy === 'HIGH ENERGY' ? 9_000 : 6_000, effectiveKev: 1_500 },
    image: { rows, columns: image.length / rows, pixels: image },
  });
const high = writeDicosBytes(radiograph('HIGH ENERGY', pixels(1)));
const low = writeDicosBytes(radiograph('LOW ENERGY', pixels(1.2)));
const small = writeDicosBytes(
  radiograph(
    'HIGH ENERGY',
    Uint16Array.from({ length: 600 }, (_, at) => at * 90),
    20,
  ),
);
const report = writeDicosBytes(tdrInstance(tdrParameters()));
const text = (words: string) => new TextEncoder().encode(words);
const N42 = text(
  '<RadInstrumentData><RadInstrumentInformation><RadInstrumentModelName>RPM</RadInstrumentModelName>' +
    '</RadInstrumentInformation><AnalysisResults><RadAlarm radDetectorInformationReferences="A">' +
    '<RadAlarmCategoryCode>Gamma</RadAlarmCategoryCode></RadAlarm></AnalysisResults></RadInstrumentData>',
);

let house: TestHouse;
let blobs: BlobStore;
let thread: PictureThread;
let pictures: Pictures;
let facts: [string, PictureFacts][];
let steps: string[];
let busy: boolean;
let quarantined: Map<string, Uint8Array>;

/** Comparing typed arrays entry by entry takes seconds. */
const raw = (numbers: Uint16Array | undefined) => new Uint8Array(numbers?.slice().buffer ?? new ArrayBuffer(0));
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function put(bytes: Uint8Array): Promise<string> {
  const writer = await blobs.create();
  await writer.write([bytes]);
  await writer.commit(hashOf(bytes));
  return hashOf(bytes);
}

async function scanOf(...files: readonly Uint8Array[]): Promise<WorldScan & { readonly id: string }> {
  const made = await house.world.scan({ files });
  for (const file of files) await put(file);
  return { ...made, id: Buffer.from(made.hash).toString('hex') };
}

const admit = (scan: { id: string; bytes: Uint8Array }) =>
  house.database.transaction((tx) => pictures.enqueue(tx, { scan: scan.id, statement: scan.bytes }));

async function bytesOf(sha256: string | null): Promise<Uint8Array> {
  if (sha256 === null) throw new Error('no object');
  const bytes = await blobs.readBytes(sha256, 0, 2 ** 26);
  if (!bytes) throw new Error(`${sha256} is not in the archive`);
  expect(hashOf(bytes)).toBe(sha256);
  return bytes;
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !holds(); ) {
    if (Date.now() > end) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function open(change: Partial<PictureNeeds> = {}): Pictures {
  return openPictures({
    database: house.database,
    blobs,
    clock: house.clock,
    statementOf: async (scan) => quarantined.get(scan),
    busy: () => busy,
    noteFacts: async (_tx, scan, found) => void facts.push([scan, found]),
    note: async (_tx, { step, scan }) => void steps.push(`${step} ${scan}`),
    report: (error) => house.reports.push(error),
    // One for all tests: a thread takes longer to begin than to make one of these.
    thread: { ...thread, close: async () => {} },
    ...change,
  });
}

beforeAll(async () => {
  house = await openTestHouse(pictureMigrations);
  blobs = await openDiskBlobStore(join(house.dir, 'archive'));
  thread = pictureThread({ blobs });
  return async () => {
    await thread.close();
    await house.close();
  };
});

beforeEach(() => {
  [facts, steps, busy, quarantined] = [[], [], false, new Map()];
  pictures = open();
  pictures.start();
});
afterEach(async () => {
  await pictures.close();
  expect(house.reports).toEqual([]);
});

describe('the picture of a scan', () => {
  test('is made once it is admitted: two energies as one view, marks, radiation, facts for its case', async () => {
    const scan = await scanOf(high, low, report, N42);
    await admit(scan);
    await until(() => steps.length > 0);
    const body = pictureSchema.parse(await pictures.find(scan.id, 0));
    expect(body).toMatchObject({ state: 'ready', machineAlarm: true, notShown: [] });
    expect(body.views).toMatchObject([
      { name: 'SIDE', kind: 'radiograph', rows: ROWS, columns: COLUMNS, synthetic: true },
    ]);
    expect(body.views[0]?.energies).toMatchObject([
      {
        object: 0,
        sha256: hashOf(high),
        label: 'high',
        kvp: 9_000,
        signal: { kind: 'transmission', airBasis: 'estimated' },
      },
      {
        object: 1,
        sha256: hashOf(low),
        label: 'low',
        kvp: 6_000,
        signal: { kind: 'transmission', airBasis: 'estimated' },
      },
    ]);
    for (const { signal } of body.views[0]?.energies ?? [])
      expect(Math.abs((signal.air ?? 0) / AIR - 1)).toBeLessThan(0.005);
    expect(body.marks).toMatchObject([{ report: 2, object: 0, flag: 'THREAT', text: 'dense block between pallets' }]);
    expect(body.radiation).toMatchObject([{ object: 3, alarm: true, instrument: 'RPM', alarms: [{ kind: 'Gamma' }] }]);
    expect(facts).toEqual([[scan.id, { machineAlarm: true, radiationAlarm: true, findings: expect.any(Number) }]]);
    expect(steps).toEqual([`pictured ${scan.id}`]);
  });

  test('has previews with the very tiles of the original, and a thumbnail that keeps its shape', async () => {
    const scan = await scanOf(high, low);
    await admit(scan);
    const body = await pictures.find(scan.id, 10_000);
    for (const [index, image] of [pixels(1), pixels(1.2)].entries()) {
      const preview = body?.views[0]?.energies[index]?.preview;
      if (!preview) throw new Error('no preview');
      expect([preview.level, preview.rows, preview.columns]).toEqual([1, ROWS / 2, COLUMNS / 2]);
      const [mean, densest] = await Promise.all([preview.mean, preview.densest].map(bytesOf));
      const parts = {
        ...preview,
        mean: await readPng16(mean as Uint8Array),
        densest: await readPng16(densest as Uint8Array),
      };
      const raster = previewRaster(parts, { rows: ROWS, columns: COLUMNS });
      const whole = memoryRaster(image, ROWS, COLUMNS);
      for (const place of [
        { level: 1, row: 0, column: 2 },
        { level: 2, row: 0, column: 1 },
        { level: 3, row: 0, column: 0 },
      ]) {
        const { original, ...tile } = raster.tile(place) as TileSamples;
        const expected = whole.tile(place) as TileSamples;
        expect(original).toBeDefined();
        expect(Object.keys(tile)).toEqual(Object.keys(expected));
        for (const [part, of] of [
          [tile.mean, expected.mean],
          [tile.densest, expected.densest],
        ]) {
          expect(Buffer.compare(raw(part), raw(of))).toBe(0);
        }
      }
    }
    const png = await bytesOf(body?.thumbnail ?? null);
    const header = new DataView(png.buffer, png.byteOffset);
    expect([header.getUint32(16), header.getUint32(20)]).toEqual([320, Math.round((320 * ROWS) / COLUMNS)]);
    const derived = await derivedObjects(house.database);
    expect(derived.has(hashOf(png))).toBe(true);
    expect(derived.has(hashOf(high))).toBe(false);
  });

  test('of a volume is the frame in the middle', async () => {
    const scan = await scanOf(writeDicosBytes(ctSample()));
    await admit(scan);
    const body = await pictures.find(scan.id, 10_000);
    expect(body?.views).toMatchObject([
      { kind: 'volume', frames: 4, energies: [{ label: 'single', preview: { level: 0 } }] },
    ]);
  });

  test('of a quarantined scan is made when somebody asks, and is no step of its walk', async () => {
    const scan = await scanOf(small);
    quarantined.set(scan.id, scan.bytes);
    expect(await pictures.find(scan.id, 10_000)).toMatchObject({ state: 'ready', views: [{}] });
    expect(steps).toEqual([]);
    expect(await pictures.find('0'.repeat(64), 10)).toBeUndefined();
  });

  test('is made again when what was made is lost', async () => {
    const scan = await scanOf(small, text('once'));
    quarantined.set(scan.id, scan.bytes);
    const first = await pictures.find(scan.id, 10_000);
    const { picture: lost } = await house.database
      .tables<PictureTables>()
      .selectFrom('pictures')
      .select('picture')
      .where('scan', '=', scan.id)
      .executeTakeFirstOrThrow();
    await rm(objectPath(join(house.dir, 'archive'), lost as string));
    expect(await pictures.find(scan.id, 10_000)).toEqual(first);
  });
});

describe('what nobody asked for', () => {
  test('waits while lanes are busy; what somebody asks for does not', async () => {
    busy = true;
    const [first, waiting, asked] = [
      await scanOf(small, text('1')),
      await scanOf(small, text('2')),
      await scanOf(small, text('3')),
    ];
    for (const scan of [first, waiting, asked]) await admit(scan);
    // One comes at once: the last was made long ago.
    await until(() => steps.length === 1);
    expect(await pictures.find(asked.id, 10_000)).toMatchObject({ state: 'ready' });
    expect(steps).toEqual([`pictured ${first.id}`, `pictured ${asked.id}`]);
    busy = false;
    await until(() => steps.length === 3);
  });

  test('is told of as in the making when it takes longer than somebody waits', async () => {
    const scan = await scanOf(small, text('slow'));
    await admit(scan);
    expect(await pictures.find(scan.id, 0)).toMatchObject({ state: 'making', views: [] });
    expect(await pictures.find(scan.id, 10_000)).toMatchObject({ state: 'ready' });
  });
});

describe('a hostile or broken object is not shown and says why; the rest of its scan is', () => {
  const code = (name: string, body: Awaited<ReturnType<Pictures['find']>>) => {
    expect(body?.state, name).toBe('ready');
    return body?.notShown.map(({ object, code }) => `${object} ${code}`);
  };
  const find = async (...files: readonly Uint8Array[]) => {
    const scan = await scanOf(...files);
    await admit(scan);
    return pictures.find(scan.id, 10_000);
  };

  test('whose pixels are cut off in the middle: what is there is shown, without a preview that would hide the loss', async () => {
    const body = await find(small, high.subarray(0, high.length >> 1));
    expect(code('cut', body)).toEqual([]);
    expect(body?.views.map(({ energies }) => energies[0]?.preview === null)).toEqual([false, true]);
  });

  test('that is no image, no DICOM, XML with entities, or names an impossible size', async () => {
    const huge = small.slice();
    // Rows and columns: 65,535 each, 8 GiB of samples.
    for (const element of [0x10, 0x11]) {
      const at = Buffer.from(huge).indexOf(Buffer.from([0x28, 0x00, element, 0x00, 0x55, 0x53, 0x02, 0x00]));
      huge.set([0xff, 0xff], at + 8);
    }
    const bomb = text('<!DOCTYPE x [<!ENTITY a "b">]><RadInstrumentData>&a;</RadInstrumentData>');
    const body = await find(small, text('just words'), bomb, huge);
    expect(code('several', body)).toEqual(['1 PICTURE_NO_IMAGE', '2 PICTURE_FAILED', '3 PICTURE_TOO_LARGE']);
    expect(body?.thumbnail).not.toBeNull();
  });

  test('that is not in the archive', async () => {
    const scan = await house.world.scan({ files: [small, text('never came')] });
    await admit({ id: Buffer.from(scan.hash).toString('hex'), bytes: scan.bytes });
    const body = await pictures.find(Buffer.from(scan.hash).toString('hex'), 10_000);
    expect(code('missing', body)).toEqual(['1 PICTURE_OBJECT_MISSING']);
  });

  test.each([
    ['ends its thread', 'process.exit(7)', /ended with code 7/],
    ['fills its heap', 'const all = []; for (;;) all.push({ a: [1, 2, 3] })', /memory/],
    ['never comes to an end', 'for (;;);', /no result after/],
  ])('that %s: the server stays, and the next object has a new thread', async (_, work, why) => {
    await pictures.close();
    // The worker does this for objects called so, and answers for all others.
    const script = `
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ id, task }) => {
        if (task.object.size === ${text('hostile').length}) { ${work} }
        const looked = { object: task.object.object, name: '', kind: 'other', code: 'PICTURE_NO_IMAGE', detail: '' };
        parentPort.postMessage({ kind: 'done', id, result: { looked, findings: 0 } });
      });`;
    const worker = new URL(`data:text/javascript,${encodeURIComponent(script)}`);
    pictures = open({ thread: pictureThread({ blobs, worker, timeoutMs: 2_500, heapMb: 16 }) });
    pictures.start();
    const body = await find(text('hostile'), text('harmless words'));
    expect(code('hostile', body)).toEqual(['0 PICTURE_FAILED', '1 PICTURE_NO_IMAGE']);
    expect(body?.notShown[0]?.detail).toMatch(why);
  });
});
