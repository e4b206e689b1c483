import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memorySource } from '@garita/dicos';
import { describe, expect, test } from 'vitest';
import { viewerImage } from './image.ts';
import { openDicos } from './open-dicos.ts';
import { probe } from './probe.ts';

// Debian's packages are for the system's own Python.
const PYTHON = '/usr/bin/python3';
const SHARED = process.env.GARITA_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const FOLDER = join(SHARED, 'data/dicos');
const hasPeer = spawnSync(PYTHON, ['-c', 'import pydicom, numpy, gdcm']).status === 0;
if (!hasPeer) console.info('skipped: install with: apt install python3-pydicom python3-numpy python3-gdcm');
const files = existsSync(FOLDER) ? globSync('**/*.dcs', { cwd: FOLDER }).toSorted() : [];
if (files.length === 0) console.info(`skipped: no ${FOLDER} (set GARITA_SHARED to the folder of real inputs)`);

/**
 * Values of sampled points, frame by frame, read by pydicom, numpy and GDCM's JPEG decoder; 32 and 64 bits, which pydicom
 * does not know, straight from the element's bytes. `null` for a file without pixels.
 */
const THEIRS = `
import json, sys, warnings
warnings.simplefilter('ignore')
import pydicom, numpy
ds = pydicom.dcmread(sys.argv[1])
raw = {0x7fe00011: '<u4', 0x7fe00013: '<f4', 0x7fe00014: '<f8'}
tag = next((tag for tag in raw if tag in ds), None)
shape = (int(ds.get('NumberOfFrames') or 1), ds.get('Rows'), ds.get('Columns'))
data = open(sys.argv[1], 'rb').read()
# Explicit VR, and a length of 8 bytes with nothing reserved before it: PS3.5 does not write OD so, the toolkit does.
long = data.find(b'\\xe0\\x7f\\x12\\x00OD')
if long >= 0:
    array = numpy.frombuffer(data, '<u8', shape[0] * shape[1] * shape[2], long + 14).reshape(shape)
elif tag is not None:
    array = numpy.frombuffer(ds[tag].value, raw[tag]).reshape(shape)
elif 'PixelData' in ds:
    array = ds.pixel_array.reshape(-1, ds.Rows, ds.Columns)
else:
    print('null'); sys.exit()
frames, rows, columns = array.shape
points = [(0, 0), (0, columns - 1), (rows - 1, 0), (rows - 1, columns - 1), (rows // 2, columns // 2)]
points += [((i * 7919) % rows, (i * 104729) % columns) for i in range(60)]
chosen = sorted({0, 1 % frames, frames // 2, frames - 1})
print(json.dumps({'frames': frames, 'rows': rows, 'columns': columns, 'read': [
    {'frame': f, 'row': r, 'column': c, 'value': str(array[f, r, c].item())} for f in chosen for r, c in points]}))
`;

interface Theirs {
  readonly frames: number;
  readonly rows: number;
  readonly columns: number;
  readonly read: readonly {
    readonly frame: number;
    readonly row: number;
    readonly column: number;
    readonly value: string;
  }[];
}

describe.skipIf(!hasPeer || files.length === 0)(
  'the values under the cursor are those that pydicom, numpy and GDCM read',
  () => {
    test.each(files)('%s', async (name) => {
      const path = join(FOLDER, name);
      const theirs: Theirs | null = JSON.parse(execFileSync(PYTHON, ['-c', THEIRS, path], { encoding: 'utf8' }));
      const opened = await openDicos(memorySource(readFileSync(path)));
      if (theirs === null) {
        expect(opened.kind).toBe('nothing');
        return;
      }
      if (opened.kind === 'nothing') throw new Error(opened.why);
      const imageOf = (frame: number) =>
        opened.kind === 'radiograph'
          ? opened.image
          : viewerImage({ high: { raster: opened.volume.cut('axial', frame), signal: { kind: 'unknown' } } });
      expect(opened.kind === 'radiograph' ? 1 : opened.volume.slices).toBe(theirs.frames);
      expect([imageOf(0).rows, imageOf(0).columns]).toEqual([theirs.rows, theirs.columns]);
      expect(theirs.read.length).toBeGreaterThan(60);
      for (const { frame, row, column, value } of theirs.read) {
        const ours = probe(imageOf(frame), { row: row + 0.5, column: column + 0.5 })?.high.sample;
        // As numbers: how a float is written differs between the two languages, its value may not.
        expect(typeof ours === 'bigint' ? ours : Number(ours), `${name} frame ${frame} at ${row}, ${column}`).toBe(
          typeof ours === 'bigint' ? BigInt(value) : Number(value),
        );
      }
    });
  },
);
