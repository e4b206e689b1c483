import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toolkitFiles } from '../testing/files.ts';
import { dxSample } from '../testing/instances.ts';
import { bytesOf } from '../testing/parts.ts';
import { memorySource } from './byte-source.ts';
import { inspectFile } from './inspect-file.ts';
import { writeDicosBytes } from './write-dicos.ts';

describe('an inspection', () => {
  test('says what a DICOS file is, where its pixels lie and what it shows', async () => {
    const bytes = writeDicosBytes(dxSample());
    const inspection = await inspectFile(memorySource(bytes), 'ab'.repeat(32));
    expect(inspection).toMatchObject({
      type: 'dicom',
      readable: true,
      sizeBytes: bytes.length,
      sha256: 'ab'.repeat(32),
      dicom: {
        kind: 'DX',
        sopClass: { name: 'DICOS Digital X-Ray Image Storage - For Processing' },
        transferSyntax: { uid: '1.2.840.10008.1.2.1', name: 'Explicit VR Little Endian' },
        versions: { meta: 'V03', dataset: 'V03' },
        pixels: {
          tag: '(7FE0,0010)',
          length: 480,
          encapsulated: false,
          fragments: 0,
          frames: 1,
          rows: 12,
          columns: 20,
        },
        identity: { ooiId: 'MSKU1234565', ooiType: 'CARGO', scanId: 'MZT-0001', energy: 'HIGH ENERGY', tdrType: null },
      },
    });
    expect(JSON.parse(JSON.stringify(inspection))).toEqual(inspection);
  });

  test('names any other file by type and hash', async () => {
    const inspection = await inspectFile(memorySource(bytesOf("'%PDF-1.7'")), 'cd');
    expect(inspection).toEqual({ type: 'pdf', sizeBytes: 8, sha256: 'cd', readable: false, findings: [] });
  });
});

const files = toolkitFiles();

describe.skipIf(files.length === 0)('of the reference toolkit’s files', () => {
  test.each(files)('$name', async ({ path }) => {
    const bytes = readFileSync(path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { dicom, findings } = await inspectFile(memorySource(bytes), sha256);
    expect(dicom?.identity.ooiType).toBe('BAGGAGE');
    expect(dicom?.kind === 'TDR').toBe(dicom?.pixels === null);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
