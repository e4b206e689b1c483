import {
  type OoiParameters,
  type TdrParameters,
  type ThreatParameters,
  tdrInstance,
  uidFromBytes,
  writeDicosBytes,
} from '@garita/dicos';
import { type Decision, encodeCbor, type Mark } from '@garita/trust';
import { isThreatCategory, threatCategoryOf } from './contraband.ts';
import { boundsOf, outlineOf } from './mark-geometry.ts';
import type { ImageFacts, ReportFacts } from './report-facts.ts';

/** A decision before its report's hash is known; a `report` that is there is not looked at. */
export type DecisionContent = Omit<Decision, 'report'>;

type Sha256 = (...parts: readonly Uint8Array[]) => Uint8Array;

/**
 * The DICOS threat detection report (v03 section 12) of an operator's decision, as a whole file.
 *
 * The same decision and images give the same bytes on every machine: nothing is drawn by lot and no clock is asked. So
 * the analyst's browser, the server and the partner each make it for themselves, and its hash in the signed decision
 * binds it.
 *
 * @param sha256 of the joined parts
 */
export function operatorReport(decision: DecisionContent, facts: ReportFacts, sha256: Sha256): Uint8Array {
  const content = contentOf(decision);
  const uid = (what: string) =>
    uidFromBytes(sha256(new TextEncoder().encode(`garita/operator-report/${what}\0`), content));
  const at = new Date(decision.at);
  const [first] = facts.images;
  const parameters: TdrParameters = {
    sopInstanceUid: uid('instance'),
    instanceNumber: 1,
    createdAt: at,
    ooi: ooiOf(facts, first),
    scan: {
      uid: wellFormed(first?.scanUid) ?? uidFromBytes(decision.scan),
      id: lineOf(first?.scanId ?? facts.statement.scanId.replaceAll('-', ''), 16),
      startedAt: new Date(facts.statement.capturedAt),
    },
    series: { uid: uid('series'), startedAt: at, description: 'Operator decision' },
    equipment: {
      manufacturer: 'Garita',
      model: 'Operator report',
      serial: 'NONE',
      software: '2',
      institution: lineOf(facts.statement.site, 64),
      institutionAddress: 'UNKNOWN',
      station: lineOf(facts.statement.lane, 16),
      calibratedAt: at,
    },
    source: {
      type: 'OPERATOR',
      // A code value has 16 characters; the whole id is the meaning.
      operatorId: lineOf(decision.by, 16),
      idScheme: '99GARITA',
      role: lineOf(`${decision.by}, ${decision.agency}`, 64),
    },
    decision: VERDICT[decision.decision],
    decidedAt: at,
    processingMs: 0,
    additionalScreening: decision.decision !== 'release',
    images: facts.images,
    threats: threatsOf(decision, facts, at),
    ...frameOf(first),
  };
  return writeDicosBytes(tdrInstance(parameters));
}

const VERDICT = { release: 'CLEAR', refer: 'ALARM', hold: 'UNKNOWN', rescan: 'UNKNOWN' } as const;

/** Field by field: what else an object may carry has no say. */
function contentOf({ agency, scan, decision, reason, marks, enhancements, by, at }: DecisionContent): Uint8Array {
  return encodeCbor({ v: 2, agency, scan, decision, reason, marks, enhancements, by, at });
}

function threatsOf(decision: DecisionContent, facts: ReportFacts, at: Date): ThreatParameters[] {
  const common = { analysedFrom: at, analysedTo: at, ability: 'NO_INTERFERENCE' } as const;
  const marked = decision.marks.map((mark, index) => ({
    ...common,
    id: index + 1,
    flag: flagOf(decision, mark),
    ...ofMark(mark, facts),
  }));
  // An alarm names at least one object: referred without a mark, it is the whole scan.
  if (marked.length > 0 || decision.decision !== 'refer') return marked;
  return [{ ...common, id: 1, flag: 'THREAT', ...textOf([decision.reason]) }];
}

function flagOf({ decision }: DecisionContent, mark: Mark): ThreatParameters['flag'] {
  if (decision === 'release') return 'NO_THREAT';
  if (decision !== 'refer') return 'UNKNOWN';
  return mark.certainty === 'certain' ? 'HIGH_THREAT' : 'THREAT';
}

function ofMark(mark: Mark, facts: ReportFacts): Partial<ThreatParameters> {
  const { x, y, columns, rows } = boundsOf(mark);
  const frame = mark.frame ?? 0;
  const outline = outlineOf(mark);
  const corners = outline.flatMap((value, index) => (index % 2 === 1 ? [value, frame] : [value]));
  const image = facts.images.find(({ object }) => object === mark.object);
  return {
    region: { base: [x, y, frame], extents: [columns, rows, 1] },
    ...(mark.shape === 'box' ? {} : { polygon: corners }),
    ...(image ? { images: [image] } : {}),
    ...categoryOf(mark),
    ...textOf([mark.contraband, mark.certainty, mark.text]),
  };
}

function categoryOf({ threatCategory, contraband }: Mark): Pick<ThreatParameters, 'category'> {
  if (threatCategory !== null && isThreatCategory(threatCategory)) return { category: threatCategory };
  return contraband === null ? {} : { category: threatCategoryOf(contraband) };
}

function textOf(lines: readonly (string | null)[]): Pick<ThreatParameters, 'text'> {
  const text = lines.filter((line) => line).join('\n');
  return text === '' ? {} : { text };
}

function frameOf(image: ImageFacts | undefined): Pick<TdrParameters, 'frameOfReferenceUid'> {
  const frameOfReferenceUid = wellFormed(image?.frameOfReferenceUid);
  return frameOfReferenceUid === undefined ? {} : { frameOfReferenceUid };
}

const OOI_TYPES = ['BIO_SAMPLE', 'CARGO', 'BAGGAGE', 'ANIMAL', 'OTHER', 'PERSON'] as const;
const ID_TYPES = ['TEXT', 'RFID', 'BARCODE', 'MRP'] as const;

/** The object as the image names it; where it does not, as the statement does. */
function ooiOf({ statement }: ReportFacts, image: ImageFacts | undefined): OoiParameters {
  const [stated] = statement.ooi.ids;
  return {
    id: lineOf(image?.ooi.id ?? stated?.value ?? statement.scanId, 64),
    idAuthority: lineOf(image?.ooi.authority ?? statement.agency, 64),
    idType: ID_TYPES.find((type) => type === image?.ooi.idType) ?? 'TEXT',
    type: OOI_TYPES.find((type) => type === image?.ooi.type) ?? OOI_TYPE[statement.ooi.kind],
    descriptor: statement.ooi.kind.toUpperCase(),
  };
}

const OOI_TYPE: Readonly<Record<ReportFacts['statement']['ooi']['kind'], OoiParameters['type']>> = {
  truck: 'CARGO',
  container: 'CARGO',
  'rail-car': 'CARGO',
  car: 'CARGO',
  bag: 'BAGGAGE',
  parcel: 'BAGGAGE',
  person: 'PERSON',
  other: 'OTHER',
};

/** A UID that may be written as one of ours: PS3.5 section 9.1. */
function wellFormed(uid: string | undefined): string | undefined {
  return uid !== undefined && uid.length <= 64 && /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))+$/.test(uid) ? uid : undefined;
}

/** Text of an image's head as a short DICOM value: without backslash and control characters, cut, never empty. */
function lineOf(text: string, longest: number): string {
  const clean = [...text.replaceAll(/[\p{Cc}\\]/gu, ' ')].slice(0, longest).join('').trim();
  return clean === '' ? 'UNKNOWN' : clean;
}
