import { describe, expect, test } from 'vitest';
import { sniffType } from './sniff-type.ts';

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

describe('a file is named by its first bytes', () => {
  test.each([
    ['a Part 10 file', bytes(`${'\0'.repeat(128)}DICM`), 'dicom'],
    ['a Part 10 file whose preamble is a TIFF', bytes(`II*\0${'\0'.repeat(124)}DICM`), 'dicom'],
    ['file meta without preamble', bytes('\x02\0\0\0UL\x04\0'), 'dicom'],
    ['an implicit dataset', bytes('\x08\0\x05\0\x0a\0\0\0ISO_IR 100'), 'dicom'],
    ['N42 of 2011', bytes('<?xml version="1.0"?>\n<RadInstrumentData xmlns="x">'), 'n42-2011'],
    ['N42 of 2006', bytes('<?xml version="1.0"?>\n<n42:N42InstrumentData\nxmlns="x">'), 'n42-2006'],
    ['other XML', bytes('\n<manifest/>'), 'xml'],
    ['XML in UTF-16', bytes('\xff\xfe<\0a\0/\0>\0'), 'xml'],
    ['JSON', bytes(' {"a": 1}'), 'json'],
    ['a JPEG', bytes('\xff\xd8\xff\xe0'), 'jpeg'],
    ['a PNG', bytes('\x89PNG\r\n\x1a\n'), 'png'],
    ['a TIFF', bytes('MM\0*'), 'tiff'],
    ['a PDF', bytes('%PDF-1.7'), 'pdf'],
    ['a ZIP', bytes('PK\x03\x04'), 'zip'],
    ['a gzip', bytes('\x1f\x8b\x08'), 'gzip'],
    ['a tar', bytes(`${'a'.padEnd(257, '\0')}ustar`), 'tar'],
    ['text', bytes('hello\r\n\tto you'), 'text'],
    ['text cut in the middle of a character', Uint8Array.of(0x68, 0xc3, 0xb1, 0xc3), 'text'],
    ['a control character', bytes('hello\x00'), 'unknown'],
    ['what is no UTF-8', Uint8Array.of(0x68, 0xff, 0x68), 'unknown'],
    ['nothing', bytes(''), 'unknown'],
  ] as const)('%s', (_, first, type) => {
    expect(sniffType(first)).toBe(type);
  });
});
