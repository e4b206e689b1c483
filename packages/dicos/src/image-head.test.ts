import { describe, expect, it, test } from 'vitest';
import { fileOf, sharedPath, toolkitFile, toolkitFiles } from '../testing/files.ts';
import { ctSample, dxParameters, dxSample, tdrSample } from '../testing/instances.ts';
import { memorySource } from './byte-source.ts';
import { dxInstance } from './dx-instance.ts';
import { imageHead } from './image-head.ts';
import { readFrame, readFramePart } from './read-frame.ts';
import { writeDicosBytes } from './write-dicos.ts';

describe('the head of an image', () => {
  it('tells a radiograph’s view, energy and signal', async () => {
    expect(imageHead(await fileOf(writeDicosBytes(dxSample())))).toMatchObject({
      ...{ kind: 'radiograph', rows: 12, columns: 20, frames: 1, viewNumber: 1, viewName: 'SIDE' },
      ...{ quantity: 'HIGH ENERGY', energy: 'high', kvp: 6_000, effectiveKev: 1_500, relationship: 'LIN', sign: 1 },
      ...{ spacing: { rowMm: 5, columnMm: 5 }, synthetic: true, sopInstanceUid: '2.25.10001' },
    });
  });

  it('tells a volume’s frames, and what lies in its shared groups', async () => {
    expect(imageHead(await fileOf(writeDicosBytes(ctSample())))).toMatchObject({
      ...{ kind: 'volume', frames: 4, energy: 'low', kvp: 160, relationship: undefined },
      ...{ spacing: { rowMm: 1.5, columnMm: 1.5 }, rescale: { slope: 1, intercept: 0, unit: 'US' } },
    });
  });

  it('is none where there are no pixels', async () => {
    expect(imageHead(await fileOf(writeDicosBytes(tdrSample())))).toBeUndefined();
  });

  test.skipIf(toolkitFiles().length === 0)('takes 0 kV, as the toolkit writes, for nothing said', async () => {
    const { file } = await toolkitFile(sharedPath('data/dicos/CT/CTUserAPI.dcs'));
    expect(imageHead(file)).toMatchObject({ kvp: undefined, effectiveKev: undefined, energy: 'high', viewName: '' });
  });
});

describe('a frame of a file that was cut short', () => {
  const pixels = Uint16Array.from({ length: 240 }, (_, at) => at * 3);
  const whole = writeDicosBytes(dxInstance({ ...dxParameters(), image: { rows: 12, columns: 20, pixels } }));

  it.each([
    [0, 240],
    [1, 239],
    [2, 239],
    [201, 139],
    [479, 0],
  ])('without its last %i bytes has the %i samples that are there, and no half ones', async (cut, left) => {
    const bytes = whole.subarray(0, whole.length - cut);
    const file = await fileOf(bytes);
    const part = readFramePart(file, memorySource(bytes), 0);
    if (left === 0) await expect(part).rejects.toMatchObject({ code: 'FRAME_UNREADABLE' });
    else expect(await part).toMatchObject({ samples: pixels.subarray(0, left), missing: 240 - left });
    if (cut > 0)
      await expect(readFrame(file, memorySource(bytes), 0)).rejects.toMatchObject({ code: 'FRAME_UNREADABLE' });
  });
});
