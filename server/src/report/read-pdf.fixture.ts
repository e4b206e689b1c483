// Reads a PDF back with another program's eyes, for tests.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPage {
  /** As drawn, in the order it was written; without blanks, which a line's end may or may not have. */
  readonly text: string;
  readonly pieces: readonly {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly size: number;
  }[];
  readonly links: readonly ReadLink[];
  readonly structure: string[];
  /** Alternative texts of figures. */
  readonly alternatives: string[];
}

export interface ReadLink {
  /** Name of an entry, or an address. */
  readonly to: string;
  /** What is printed where the link is; without blanks. */
  readonly over: string;
}

export interface ReadPdf {
  readonly pages: readonly ReadPage[];
  readonly info: Readonly<Record<string, unknown>>;
  readonly marked: boolean;
  readonly outline: readonly string[];
  readonly destinations: ReadonlySet<string>;
}

export const squeezed = (text: string) => text.replaceAll(/\s+/g, '');

interface Node {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly Node[];
}
interface Bookmark {
  readonly title: string;
  readonly items: readonly Bookmark[];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({
    data: bytes.slice(),
    verbosity: 0,
    useSystemFonts: false,
    isEvalSupported: false,
  } as object);
  const pdf = await task.promise;
  try {
    const pages: ReadPage[] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const pieces = items.flatMap((item) =>
        'str' in item && item.str !== ''
          ? [
              {
                text: item.str,
                x: item.transform[4] as number,
                y: item.transform[5] as number,
                width: item.width,
                size: item.height,
              },
            ]
          : [],
      );
      const annotations = (await page.getAnnotations()) as {
        subtype: string;
        rect: number[];
        url?: string;
        dest?: unknown;
      }[];
      const tree = (await page.getStructTree()) as Node | null;
      const nodes = flat(tree);
      pages.push({
        text: squeezed(pieces.map(({ text }) => text).join('')),
        pieces,
        links: annotations
          .filter(({ subtype }) => subtype === 'Link')
          .map(({ dest, rect, url }) => ({ to: url ?? String(dest), over: squeezed(textIn(rect, pieces)) })),
        structure: nodes.flatMap(({ role }) => role ?? []),
        alternatives: nodes.flatMap(({ alt }) => alt ?? []),
      });
    }
    const { info } = await pdf.getMetadata();
    const outline = ((await pdf.getOutline()) ?? []) as readonly Bookmark[];
    return {
      pages,
      info: info as Record<string, unknown>,
      marked: Boolean((await pdf.getMarkInfo())?.Marked),
      outline: outline.flatMap(({ items, title }) => [title, ...items.map((item) => `  ${item.title}`)]),
      destinations: new Set(Object.keys(await pdf.getDestinations())),
    };
  } finally {
    await task.destroy();
  }
}

function flat(node: Node | null): Node[] {
  return node ? [node, ...(node.children ?? []).flatMap(flat)] : [];
}

/** Pieces that begin within a rectangle. */
function textIn([left = 0, bottom = 0, right = 0, top = 0]: readonly number[], pieces: ReadPage['pieces']): string {
  return pieces
    .filter(({ x, y }) => x >= left - 0.5 && x < right - 0.1 && y >= bottom - 0.5 && y <= top + 0.5)
    .map(({ text }) => text)
    .join('');
}
