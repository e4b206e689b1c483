import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedPath } from '../testing/files.ts';
import { tagEntries, tagEntry, tagName, vrOf } from './dictionary.ts';

describe('the dictionary', () => {
  test('holds the 86 tags of group 4010 that DICOM registers, and the toolkit’s 17 more', () => {
    const group = [...tagEntries()].filter(({ tag }) => tag >>> 16 === 0x4010);
    expect(group.filter(({ dicomVr }) => dicomVr !== undefined)).toHaveLength(86);
    expect(group.filter(({ dicomVr }) => dicomVr === undefined)).toHaveLength(17);
  });

  test.each([
    [0x00280008, 'US', 'IS'],
    [0x00080118, 'CS', 'UI'],
    [0x00082108, 'CS', undefined],
    [0x43000902, 'FL', undefined],
    [0x40101075, 'FD', 'DS'],
    [0x40101080, 'DT', undefined],
    [0x00020004, 'CS', undefined],
    [0x61000024, 'US', undefined],
    [0x7fe00012, 'OD', undefined],
    [0x00080012, 'DA', 'DA'],
  ] as const)('knows where DICOS departs from DICOM: %i', (tag, dicos, dicom) => {
    expect(vrOf(tag)).toBe(dicos);
    expect(tagEntry(tag)?.dicomVr).toBe(dicom);
  });

  test('names tags in DICOS’s words', () => {
    expect(tagName(0x00080020)).toBe('Scan Date');
    expect(tagName(0x40101031)).toBe('Alarm Decision');
    expect(tagName(0x00100010)).toBeUndefined();
  });
});

const table = sharedPath('data/dicos/tags.tsv');

describe.skipIf(!existsSync(table))('against the table of facts it was made from', () => {
  test('every tag has an entry', () => {
    const rows = readFileSync(table, 'utf8').trim().split('\n').slice(1);
    const tags = rows.map((row) => Number.parseInt(row.slice(1, 10).replace(',', ''), 16));
    const wanted = tags.filter((tag) => tag >>> 16 !== 0 && tag >>> 16 !== 0xfffe);
    expect(wanted.filter((tag) => !tagEntry(tag))).toEqual([]);
    expect(wanted).toHaveLength([...tagEntries()].length);
  });
});
