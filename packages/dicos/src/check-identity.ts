import type { DataSet } from './data-set.ts';
import { tagName } from './dictionary.ts';
import type { FindingList } from './finding.ts';
import type { DicosFile } from './read-dicos.ts';
import { TAG, type Tag } from './tag.ts';

/** Who the file says it is: UIDs, versions, origin, and whether it is something else as well. */
export function checkIdentity(file: DicosFile, findings: FindingList): void {
  checkPreamble(file.preamble, findings);
  if (file.transferSyntax.dataset === 'readable') {
    checkSop(file, findings);
    checkVersions(file, findings);
    checkOrigin(file.dataset, findings);
  }
  for (const tag of [...file.meta.tags]) if (file.meta.place(tag)?.vr === 'UI') checkUid(file.meta, tag, findings);
  for (const tag of [...file.dataset.tags]) {
    if (file.dataset.place(tag)?.vr === 'UI') checkUid(file.dataset, tag, findings);
  }
  if (file.ownerRiskScoreSeen) {
    findings.add('OWNER_RISK_SCORE_PRESENT', 'holds a risk score of a person or firm', TAG.ownerRiskScore);
  }
}

function checkSop(file: DicosFile, findings: FindingList): void {
  const pairs = [
    [TAG.sopClass, TAG.metaSopClass, 'SOP_CLASS_MISSING'],
    [TAG.sopInstance, TAG.metaSopInstance, 'SOP_INSTANCE_MISSING'],
  ] as const;
  for (const [tag, metaTag, code] of pairs) {
    const own = file.dataset.text(tag);
    const meta = file.meta.text(metaTag);
    if (own === undefined) findings.add(code, `${tagName(tag)} is missing`, tag);
    else if (meta !== undefined && meta !== own) {
      findings.add('META_DISAGREES', `${tagName(tag)} is ${shown(meta)} in file meta, ${shown(own)} in the data`, tag);
    }
  }
}

// PS3.5 §9.1: components of digits without leading zero, 64 characters in all.
function checkUid(dataset: DataSet, tag: Tag, findings: FindingList): void {
  for (const uid of dataset.texts(tag)) {
    if (uid.length > 64 || !/^\d+(?:\.\d+)*$/.test(uid)) {
      findings.add('UID_MALFORMED', `${shown(uid)} is no UID`, tag);
    } else if (/(?:^|\.)0\d/.test(uid)) {
      findings.add('UID_LEADING_ZERO', `${uid} has a component with a leading zero`, tag);
    }
  }
}

function checkVersions(file: DicosFile, findings: FindingList): void {
  if (!file.sopClass?.dicos) return;
  const { meta, dataset } = file.versions;
  if (dataset === undefined) findings.add('DICOS_VERSION_MISSING', 'does not name its DICOS version', TAG.dicosVersion);
  else if (meta !== undefined && meta !== dataset) {
    const detail = `${shown(meta)} in file meta, ${shown(dataset)} in the data`;
    findings.add('DICOS_VERSION_DISAGREES', detail, TAG.dicosVersion);
  }
}

function checkOrigin(dataset: DataSet, findings: FindingList): void {
  const origin = dataset.text(TAG.imageOrigin);
  if (origin === 'SYNTHETIC') findings.add('IMAGE_SYNTHETIC', 'computed, not measured', TAG.imageOrigin);
  if (origin === 'AUGMENTED') findings.add('IMAGE_AUGMENTED', 'measured, then added to', TAG.imageOrigin);
}

// CVE-2019-11687: the 128 free bytes can make the file a program as well.
const POLYGLOTS: readonly (readonly [string, readonly number[]])[] = [
  ['a Windows program', [0x4d, 0x5a]],
  ['an ELF program', [0x7f, 0x45, 0x4c, 0x46]],
  ['a Mach-O program', [0xce, 0xfa, 0xed, 0xfe]],
  ['a Mach-O program', [0xcf, 0xfa, 0xed, 0xfe]],
  ['a Mach-O or Java program', [0xca, 0xfe, 0xba, 0xbe]],
  ['a script', [0x23, 0x21]],
  ['a ZIP archive', [0x50, 0x4b, 0x03, 0x04]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['markup', [0x3c]],
];

function checkPreamble(preamble: Uint8Array | undefined, findings: FindingList): void {
  if (!preamble?.some((byte) => byte !== 0)) return;
  const other = POLYGLOTS.find(([, magic]) => magic.every((byte, index) => preamble[index] === byte));
  if (other) findings.add('PREAMBLE_POLYGLOT', `the preamble makes the file ${other[0]} as well`);
  else findings.add('PREAMBLE_USED', 'the preamble is not empty');
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}
