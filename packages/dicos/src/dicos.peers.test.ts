import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { toolkitFile, toolkitFiles } from '../testing/files.ts';
import { ctSample, dxSample, operatorTdrSample, tdrSample } from '../testing/instances.ts';
import { readFrame } from './read-frame.ts';
import { TAG } from './tag.ts';
import { writeDicosBytes } from './write-dicos.ts';

// The Debian package is for the system's own Python.
const PYTHON = '/usr/bin/python3';
const DCMDUMP = 'dcmdump';
const DCMDJPEG = 'dcmdjpeg';
const hasPydicom = spawnSync(PYTHON, ['-c', 'import pydicom']).status === 0;
const hasDcmtk = spawnSync(DCMDUMP, ['--version']).status === 0;
if (!hasPydicom) console.info('skipped: pydicom is missing; install it with: apt install python3-pydicom');
if (!hasDcmtk) console.info('skipped: dcmdump is missing; install it with: apt install dcmtk');

const folder = mkdtempSync(join(tmpdir(), 'garita-dicos-'));
afterAll(() => rmSync(folder, { recursive: true }));

const written = [
  { name: 'DX', instance: dxSample(64, 48) },
  { name: 'CT', instance: ctSample(5) },
  { name: 'TDR of the machine', instance: tdrSample() },
  { name: 'TDR of the operator', instance: operatorTdrSample() },
].map(({ name, instance }) => {
  const path = join(folder, `${name}.dcs`);
  writeFileSync(path, writeDicosBytes(instance));
  return { name, path, instance };
});

const PYDICOM_READS = `
import json, sys, warnings
warnings.simplefilter('error')
import pydicom
ds = pydicom.dcmread(sys.argv[1])
str(ds)
pixels = ds.PixelData if 'PixelData' in ds else b''
threats = ds[0x4010, 0x1011].value if (0x4010, 0x1011) in ds else []
print(json.dumps({
  'ooi': ds.PatientID, 'class': ds.file_meta.MediaStorageSOPClassUID, 'frames': int(ds.get('NumberOfFrames', 1)),
  'pixelBytes': len(pixels), 'first': list(pixels[:8]), 'threats': len(threats),
}))
`;

describe.skipIf(!hasPydicom)('pydicom reads, with every warning an error,', () => {
  test.each(written)('$name', ({ path, instance }) => {
    const read = JSON.parse(execFileSync(PYTHON, ['-c', PYDICOM_READS, path], { encoding: 'utf8' }));
    expect(read).toMatchObject({ ooi: 'MSKU1234565', class: instance.sopClassUid });
    expect(read.pixelBytes).toBe(instance.pixels?.byteLength ?? 0);
    const { pixels } = instance;
    expect(read.first).toEqual(pixels ? [...new Uint8Array(pixels.buffer, 0, 8)] : []);
    expect(read.threats).toBe(instance.attributes.some(({ tag }) => tag === TAG.threats) ? 1 : 0);
    expect(read.frames).toBe(path.endsWith('CT.dcs') ? 5 : 1);
  });
});

describe.skipIf(!hasDcmtk)('dcmdump reads without a warning', () => {
  test.each(written)('$name', ({ path }) => {
    const { status, stdout, stderr } = spawnSync(DCMDUMP, ['+L', path], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/\(0010,0020\) LO \[MSKU1234565\]/);
  });
});

// DCMTK decodes v02's multi-frame files whole; of later ones it sees one frame only (their NumberOfFrames is US).
const decodable = toolkitFiles().filter(({ name }) => /v02[\\/](?:CT|DX)/.test(name));

describe.skipIf(!hasDcmtk || decodable.length === 0)('dcmdjpeg decodes to the same pixels as readFrame', () => {
  test.each(decodable)('$name', async ({ path }) => {
    const native = join(folder, 'native.dcm');
    execFileSync(DCMDJPEG, [path, native], { stdio: 'ignore' });
    const theirs = await toolkitFile(native);
    const ours = await toolkitFile(path);
    expect(readFileSync(native).length).toBeGreaterThan(40_000);
    for (let frame = 0; frame < (ours.file.image.frames ?? 0); frame += 1) {
      const { samples } = await readFrame(ours.file, ours.source, frame);
      expect((await readFrame(theirs.file, theirs.source, frame)).samples).toEqual(samples);
    }
  });
});
