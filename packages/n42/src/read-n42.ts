import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { collector } from './collect.ts';
import { LIMITS } from './limits.ts';
import type { N42Refusal, N42Result } from './n42-file.ts';

/** An element that is open. */
export interface OpenElement {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** Expected of broken and hostile files: told as a value. */
class Refused extends Error {
  readonly code: N42Refusal;

  constructor(code: N42Refusal, message: string) {
    super(message);
    this.code = code;
  }
}

const CHUNK = 65_536;
const ROOTS: ReadonlyMap<string, '2006' | '2011'> = new Map([
  ['N42InstrumentData', '2006'],
  ['RadInstrumentData', '2011'],
]);

/**
 * Read an ANSI N42.42 file of either edition. No schema is demanded: of files in use few are valid. What it does not know
 * it passes over; a document type is refused, so that there are no entities but XML's own five.
 *
 * @param bytes UTF-8, or UTF-16 with a byte order mark
 */
export function readN42(bytes: Uint8Array): N42Result {
  if (bytes.length > LIMITS.bytes) return refused('N42_TOO_LARGE', `${bytes.length} bytes`);
  try {
    return { outcome: 'n42', file: parse(decode(bytes)) };
  } catch (error) {
    if (error instanceof Refused) return refused(error.code, error.message);
    return refused('N42_MALFORMED', error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

function refused(code: N42Refusal, detail: string): N42Result {
  return { outcome: 'refused', code, detail: detail.slice(0, LIMITS.text) };
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const wide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const encoding = !wide ? 'utf-8' : first === 0xff ? 'utf-16le' : 'utf-16be';
  return new TextDecoder(encoding).decode(bytes);
}

function parse(xml: string) {
  const parser = new SaxesParser({ xmlns: false, position: false, fragment: false });
  const open: OpenElement[] = [];
  let edition: '2006' | '2011' | undefined;
  let prefix = '';
  let collect: ReturnType<typeof collector> | undefined;
  let elements = 0;
  /** Depth at which something foreign began; what is in it means nothing to us. */
  let foreign = 0;

  parser.on('error', (error) => {
    throw new Refused('N42_MALFORMED', error.message);
  });
  parser.on('doctype', () => {
    throw new Refused('N42_DOCTYPE', 'a document type declaration');
  });
  parser.on('opentag', ({ name: full, attributes }: SaxesTagPlain) => {
    if (++elements > LIMITS.elements) throw new Refused('N42_TOO_LARGE', `more than ${LIMITS.elements} elements`);
    const { own, name } = split(full);
    if (edition === undefined) {
      edition = ROOTS.get(name);
      if (!edition) throw new Refused('N42_OTHER_ROOT', `the root is ${name.slice(0, 80)}`);
      prefix = own;
      collect = collector(edition);
    }
    open.push({ name, attributes, text: '' });
    if (open.length > LIMITS.depth) throw new Refused('N42_TOO_DEEP', `more than ${LIMITS.depth} elements deep`);
    if (foreign === 0 && own !== prefix) foreign = open.length;
    if (foreign === 0) collect?.open(open);
  });
  const text = (piece: string) => {
    const element = open.at(-1);
    if (element && foreign === 0 && collect?.wants(element.name)) element.text += piece;
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => {
    if (foreign === 0) collect?.close(open);
    if (foreign === open.length) foreign = 0;
    open.pop();
  });
  for (let at = 0; at < xml.length; at += CHUNK) parser.write(xml.slice(at, at + CHUNK));
  parser.close();
  if (!collect) throw new Refused('N42_MALFORMED', 'no element');
  return collect.file();
}

function split(full: string): { own: string; name: string } {
  const colon = full.indexOf(':');
  return colon < 0 ? { own: '', name: full } : { own: full.slice(0, colon), name: full.slice(colon + 1) };
}
