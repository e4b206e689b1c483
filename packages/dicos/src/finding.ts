import { formatTag, type Tag } from './tag.ts';

/** `error`: the file is not what it says, or part of it is not there. `warning`: odd. `note`: worth knowing. */
export type Severity = 'error' | 'warning' | 'note';

// Codes are API: documented in docs/standards/dicos.md, never reused. The severity belongs to the code.
const SEVERITY = {
  META_MISSING: 'error',
  DATASET_TRUNCATED: 'error',
  DATASET_MALFORMED: 'error',
  NESTING_TOO_DEEP: 'error',
  ELEMENTS_TOO_MANY: 'error',
  HEAD_TOO_LARGE: 'error',
  TRANSFER_SYNTAX_UNSUPPORTED: 'error',
  SOP_CLASS_MISSING: 'error',
  SOP_INSTANCE_MISSING: 'error',
  PIXELS_MISSING: 'error',
  PIXELS_TRUNCATED: 'error',
  PIXELS_EXCEED_FRAMES: 'error',
  PIXEL_DESCRIPTION_UNUSABLE: 'error',
  PIXEL_ENCODING_DISAGREES: 'error',
  FRAGMENTS_MALFORMED: 'error',
  FRAGMENTS_TOO_MANY: 'error',
  FRAME_COUNT_DISAGREES: 'error',
  VERDICT_MISSING: 'error',
  PREAMBLE_MISSING: 'warning',
  PREAMBLE_POLYGLOT: 'warning',
  META_LENGTH_WRONG: 'warning',
  META_DISAGREES: 'warning',
  TRANSFER_SYNTAX_MISSING: 'warning',
  TRANSFER_SYNTAX_UNKNOWN: 'warning',
  ELEMENT_OUT_OF_ORDER: 'warning',
  ELEMENT_REPEATED: 'warning',
  VR_UNKNOWN: 'warning',
  VR_UNEXPECTED: 'warning',
  UID_MALFORMED: 'warning',
  ATTRIBUTE_MISSING: 'warning',
  ATTRIBUTE_EMPTY: 'warning',
  PIXELS_PADDED: 'warning',
  TRAILING_BYTES: 'warning',
  PREAMBLE_USED: 'note',
  LENGTH_ODD: 'note',
  UID_LEADING_ZERO: 'note',
  VALUE_UNKNOWN: 'note',
  DICOS_VERSION_DISAGREES: 'note',
  DICOS_VERSION_MISSING: 'note',
  VR_DIFFERS_FROM_DICOM: 'note',
  TRANSFER_SYNTAX_NOT_DICOM: 'note',
  IMAGE_SYNTHETIC: 'note',
  IMAGE_AUGMENTED: 'note',
  OWNER_RISK_SCORE_PRESENT: 'note',
} as const satisfies Readonly<Record<string, Severity>>;

/** The closed set of what can be found. */
export type FindingCode = keyof typeof SEVERITY;

/** One thing found in a file. Findings are answers: no file, however hostile, makes this package throw one. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** The attribute concerned, as `(gggg,eeee)`. */
  readonly tag?: string;
  /** What was found, in English. */
  readonly detail: string;
}

/** Every code with its severity, for documents and translations. */
export const FINDING_SEVERITY: Readonly<Record<FindingCode, Severity>> = SEVERITY;

/** Make a finding; the severity follows from the code. */
function finding(code: FindingCode, detail: string, tag?: Tag): Finding {
  const severity = SEVERITY[code];
  return tag === undefined ? { code, severity, detail } : { code, severity, tag: formatTag(tag), detail };
}

// A hostile file can earn a finding per element; people and logs need the first few of each kind.
const MOST_OF_ONE_CODE = 16;

/** Collects findings, at most a few of each code. */
export class FindingList {
  readonly #found: Finding[] = [];
  readonly #count = new Map<FindingCode, number>();

  add(code: FindingCode, detail: string, tag?: Tag): void {
    const count = (this.#count.get(code) ?? 0) + 1;
    this.#count.set(code, count);
    if (count <= MOST_OF_ONE_CODE) this.#found.push(finding(code, detail, tag));
  }

  addAll(findings: Iterable<Finding>): void {
    for (const { code, detail, tag } of findings) {
      this.add(code, detail, tag === undefined ? undefined : Number.parseInt(tag.replaceAll(/\W/g, ''), 16));
    }
  }

  has(code: FindingCode): boolean {
    return this.#count.has(code);
  }

  list(): readonly Finding[] {
    return [...this.#found];
  }
}
