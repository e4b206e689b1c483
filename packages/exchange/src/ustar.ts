// POSIX.1-1988 ustar, one form only. Any tar program opens a bundle, but no tar library would do here: they accept many
// headers for the same file, and in evidence every byte, headers and padding too, must have exactly one right value.

export const BLOCK = 512;
/** Eleven octal digits: 8 GiB less one byte. */
export const LARGEST_MEMBER = 8 ** 11 - 1;
const LONGEST_NAME = 100;
// Two blocks of zeros end an archive.
export const ENDING = 2 * BLOCK;

const ascii = new TextEncoder();

/** Offsets and lengths of the fields, POSIX.1-1988 section 10.1.1. */
const NAME = 0;
const SIZE = { at: 124, digits: 11 };
const CHECKSUM = { at: 148, digits: 6 };

/** A member name our headers can carry. */
function isMemberName(name: string): boolean {
  return name.length <= LONGEST_NAME && /^[a-z0-9][a-z0-9./-]*$/.test(name) && !name.includes('..');
}

/** The one header for a member of this name and size. Throws RangeError for what no header can say. */
export function headerOf(name: string, size: number): Uint8Array {
  if (!isMemberName(name)) throw new RangeError(`not a member name: ${name}`);
  if (!Number.isSafeInteger(size) || size < 0 || size > LARGEST_MEMBER) throw new RangeError(`not a size: ${size}`);
  const header = new Uint8Array(BLOCK);
  const write = (at: number, text: string) => header.set(ascii.encode(text), at);
  write(NAME, name);
  write(100, '0000644\0'); // mode: everybody may read
  write(108, '0000000\0'); // owner: nobody in particular
  write(116, '0000000\0');
  write(SIZE.at, `${size.toString(8).padStart(SIZE.digits, '0')}\0`);
  write(136, '00000000000\0'); // no time: times are in what is signed
  write(CHECKSUM.at, '        ');
  write(156, '0'); // a plain file
  write(257, 'ustar\x0000');
  write(329, '0000000\0');
  write(337, '0000000\0');
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(CHECKSUM.at, `${sum.toString(8).padStart(CHECKSUM.digits, '0')}\0 `);
  return header;
}

/** The name and size a header says, if it is the one header that says so; `undefined` for any other 512 bytes. */
export function readHeader(header: Uint8Array): { readonly name: string; readonly size: number } | undefined {
  const name = textAt(header, NAME, LONGEST_NAME).replace(/\0+$/, '');
  const digits = textAt(header, SIZE.at, SIZE.digits);
  if (!isMemberName(name) || !/^[0-7]{11}$/.test(digits)) return undefined;
  const size = Number.parseInt(digits, 8);
  const canonical = headerOf(name, size);
  return header.length === BLOCK && canonical.every((byte, index) => byte === header[index])
    ? { name, size }
    : undefined;
}

/** Whether a file begins like a bundle, altered or not: else it is some other file, and there is nothing to judge. */
export function looksLikeBundle(head: Uint8Array): boolean {
  return textAt(head, 257, 5) === 'ustar' || textAt(head, NAME, 8) === 'manifest';
}

/** Zeros that fill a member's last block. */
export function paddingOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
