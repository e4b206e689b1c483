import { describe, expect, test } from 'vitest';
import { fileOf, toolkitFile, toolkitFiles } from '../testing/files.ts';
import { ctSample, dxSample, tdrSample } from '../testing/instances.ts';
import { bytesOf, filePart, indexOf, joined } from '../testing/parts.ts';
import { checkStructure } from './check-structure.ts';
import type { Finding } from './finding.ts';
import { TAG } from './tag.ts';
import { TRANSFER_SYNTAX } from './transfer-syntaxes.ts';
import { writeDicosBytes } from './write-dicos.ts';

async function findingsOf(bytes: Uint8Array): Promise<readonly Finding[]> {
  return checkStructure(await fileOf(bytes));
}

async function codesOf(bytes: Uint8Array): Promise<readonly string[]> {
  return (await findingsOf(bytes)).map(({ code }) => code);
}

/** The file with the bytes after `pattern` replaced. */
function with_(bytes: Uint8Array, pattern: string, replacement: string): Uint8Array {
  const changed = bytes.slice();
  const at = indexOf(changed, bytesOf(pattern));
  if (at < 0) throw new Error(`${pattern} is not in the file`);
  changed.set(bytesOf(replacement), at + bytesOf(pattern).length);
  return changed;
}

const dx = writeDicosBytes(dxSample());
const ct = writeDicosBytes(ctSample());
const tdr = writeDicosBytes(tdrSample());

describe('what we write has no error and no warning', () => {
  test.each([
    ['DX', dx],
    ['CT', ct],
    ['TDR', tdr],
  ])('%s', async (_, bytes) => {
    expect((await findingsOf(bytes)).filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  test('and a synthetic image says so', async () => {
    expect(await findingsOf(dx)).toContainEqual({
      code: 'IMAGE_SYNTHETIC',
      severity: 'note',
      tag: '(0008,0118)',
      detail: 'computed, not measured',
    });
  });
});

describe('pixels are held against the attributes', () => {
  test.each([
    ['one byte short', dx.subarray(0, -1), 'PIXELS_TRUNCATED'],
    ['cut before the pixels', dx.subarray(0, -492), 'PIXELS_MISSING'],
    ['a hundred rows declared for twelve', with_(dx, "28 00 10 00 'US' 02 00", '64 00'), 'PIXELS_TRUNCATED'],
    ['one frame declared for four', with_(ct, "28 00 08 00 'US' 02 00", '01 00'), 'PIXELS_EXCEED_FRAMES'],
    ['five frames declared for four', with_(ct, "28 00 08 00 'US' 02 00", '05 00'), 'PIXELS_TRUNCATED'],
    ['no frames', with_(ct, "28 00 08 00 'US' 02 00", '00 00'), 'PIXEL_DESCRIPTION_UNUSABLE'],
    ['no columns', with_(dx, "28 00 11 00 'US' 02 00", '00 00'), 'PIXEL_DESCRIPTION_UNUSABLE'],
    ['12 bits allocated', with_(dx, "28 00 00 01 'US' 02 00", '0c 00'), 'PIXEL_DESCRIPTION_UNUSABLE'],
    ['bytes hidden after the pixels', joined(dx, bytesOf("'secret payload'")), 'TRAILING_BYTES'],
  ])('%s', async (_, bytes, code) => {
    expect(await codesOf(bytes)).toContain(code);
  });

  test('trailing padding (PS3.10 §7.2) is no finding', async () => {
    const padded = joined(dx, bytesOf("fc ff fc ff 'OB' 00 00 04 00 00 00 00 00 00 00"));
    expect(await codesOf(padded)).not.toContain('TRAILING_BYTES');
  });
});

describe('who the file says it is', () => {
  test.each([
    ['a UID with a leading zero', with_(dx, "08 00 18 00 'UI' 0a 00", "'2.25.01000'"), 'UID_LEADING_ZERO', 'note'],
    ['a UID with letters', with_(dx, "08 00 18 00 'UI' 0a 00", "'2.25.x'"), 'UID_MALFORMED', 'warning'],
    ['another UID than in file meta', with_(dx, "08 00 18 00 'UI' 0a 00", "'2.25.9'"), 'META_DISAGREES', 'warning'],
    ['no SOP instance UID', with_(dx, "08 00 18 00 'UI' 0a 00", '00 '.repeat(10)), 'SOP_INSTANCE_MISSING', 'error'],
    [
      'another version than in file meta',
      with_(dx, "10 40 3a 10 'CS' 04 00", "'V02A'"),
      'DICOS_VERSION_DISAGREES',
      'note',
    ],
    ['an object no standard lists', with_(dx, "10 40 42 10 'CS' 06 00", "'LORRY'"), 'VALUE_UNKNOWN', 'note'],
    ['a preamble that is a program', joined(bytesOf("'MZ'"), dx.subarray(2)), 'PREAMBLE_POLYGLOT', 'warning'],
    ['a preamble in use', joined(bytesOf("'II*' 00"), dx.subarray(4)), 'PREAMBLE_USED', 'note'],
    ['no preamble', dx.subarray(132), 'PREAMBLE_MISSING', 'warning'],
    ['DICOS’s VR where DICOM has another', ct, 'VR_DIFFERS_FROM_DICOM', 'note'],
    ['an added image', with_(dx, "08 00 18 01 'CS' 0a 00", "'AUGMENTED '"), 'IMAGE_AUGMENTED', 'note'],
  ] as const)('%s', async (_, bytes, code, severity) => {
    expect(await findingsOf(bytes)).toContainEqual(expect.objectContaining({ code, severity }));
  });

  test('no file meta is an error, and the dataset is read all the same', async () => {
    const metaEnd = 132 + 12 + new DataView(dx.buffer).getUint32(140, true);
    const bare = joined(dx.subarray(0, 132), dx.subarray(metaEnd));
    const file = await fileOf(bare);
    expect(file.dataset.text(TAG.ooiId)).toBe('MSKU1234565');
    expect(checkStructure(file)[0]).toMatchObject({ code: 'META_MISSING', severity: 'error' });
  });

  test('an owner’s risk score is noted wherever it lies', async () => {
    const nested = bytesOf("10 40 47 10 'SQ' 00 00 12 00 00 00 fe ff 00 e0 0a 00 00 00 10 40 22 10 'SS' 02 00 05 00");
    expect(await codesOf(filePart(TRANSFER_SYNTAX.explicitLittleEndian, nested))).toContain('OWNER_RISK_SCORE_PRESENT');
  });
});

describe('attributes DICOS requires', () => {
  test('missing ones are warnings that name tag and meaning', async () => {
    const bare = filePart(TRANSFER_SYNTAX.explicitLittleEndian, bytesOf("08 00 60 00 'CS' 04 00 'XRAY'"));
    expect(await findingsOf(bare)).toContainEqual({
      code: 'ATTRIBUTE_MISSING',
      severity: 'warning',
      tag: '(0010,0020)',
      detail: 'OOI ID is required and missing',
    });
  });

  test('a report without its verdict is an error', async () => {
    const without = with_(tdr, "10 40 31 10 'CS' 06 00", "'      '");
    expect(await codesOf(without)).toContain('VERDICT_MISSING');
  });
});

const files = toolkitFiles();

describe.skipIf(files.length === 0)('files of the reference toolkit', () => {
  test.each(files)('$name: odd perhaps, but without an error', async ({ path }) => {
    const { file } = await toolkitFile(path);
    expect(checkStructure(file).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(file.sopClass?.dicos).toBe(true);
    expect(file.dataset.text(TAG.ooiType)).toBe('BAGGAGE');
  });
});
