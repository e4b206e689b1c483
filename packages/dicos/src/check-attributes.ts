import type { DataSet } from './data-set.ts';
import { tagEntry, tagName } from './dictionary.ts';
import type { FindingList } from './finding.ts';
import type { DicosFile } from './read-dicos.ts';
import { KNOWN_VALUES, requirementsOf } from './required-attributes.ts';
import { TAG, type Tag } from './tag.ts';

/** What DICOS demands of this kind of file and it does not have: warnings, since real files leave things out. */
export function checkAttributes(file: DicosFile, findings: FindingList): void {
  const { dataset, sopClass } = file;
  if (sopClass) {
    const { filled, present } = requirementsOf(sopClass.kind, dataset);
    for (const tag of filled) demandFilled(dataset, tag, findings);
    for (const tag of present) if (!dataset.has(tag)) missing(tag, findings);
  }
  if (sopClass?.dicos) checkValues(dataset, findings);
  if (sopClass?.kind === 'TDR') checkThreats(dataset, findings);
  checkVrs(file, findings);
}

function demandFilled(dataset: DataSet, tag: Tag, findings: FindingList, where = ''): void {
  const place = dataset.place(tag);
  if (!place) missing(tag, findings, where);
  else if (place.length === 0) findings.add('ATTRIBUTE_EMPTY', `${nameOf(tag)} is empty${where}`, tag);
}

function missing(tag: Tag, findings: FindingList, where = ''): void {
  findings.add('ATTRIBUTE_MISSING', `${nameOf(tag)} is required and missing${where}`, tag);
}

function nameOf(tag: Tag): string {
  return tagName(tag) ?? 'the attribute';
}

function checkValues(dataset: DataSet, findings: FindingList): void {
  for (const [tag, values] of KNOWN_VALUES) {
    const value = dataset.text(tag);
    if (value === undefined || values.includes(value)) continue;
    findings.add('VALUE_UNKNOWN', `${nameOf(tag)} is ${JSON.stringify(value.slice(0, 64))}`, tag);
  }
}

// DICOS v03 §12: a verdict, and what each potential threat object must carry. Bounded by the cap on findings of one code.
function checkThreats(dataset: DataSet, findings: FindingList): void {
  const v03 = !(dataset.text(TAG.dicosVersion) ?? '').startsWith('V02');
  for (const tag of [TAG.tdrType, TAG.decision]) {
    if (dataset.text(tag) === undefined) findings.add('VERDICT_MISSING', `a report without ${nameOf(tag)}`, tag);
  }
  const machine = dataset.text(TAG.tdrType) === 'MACHINE';
  for (const [index, threat] of dataset.items(TAG.threats).entries()) {
    const where = ` in threat ${index + 1}`;
    demandFilled(threat, TAG.ptoId, findings, where);
    demandFilled(threat, TAG.assessments, findings, where);
    if (machine) demandFilled(threat, TAG.ptoRepresentations, findings, where);
    if (v03) {
      for (const tag of [TAG.ptoStart, TAG.ptoEnd, TAG.ptoDuration]) demandFilled(threat, tag, findings, where);
    }
    for (const assessment of threat.items(TAG.assessments)) {
      demandFilled(assessment, TAG.assessmentFlag, findings, where);
    }
  }
}

function checkVrs(file: DicosFile, findings: FindingList): void {
  if (!file.transferSyntax.explicitVr) return;
  const places = file.dataset.tags.map((tag) => ({ tag, vr: file.dataset.place(tag)?.vr ?? 'UN' }));
  if (file.pixels) places.push({ tag: file.pixels.tag, vr: file.pixels.vr });
  for (const { tag, vr } of places) {
    const entry = tagEntry(tag);
    if (!entry || vr === 'UN') continue;
    if (entry.dicomVr?.split('/').includes(vr)) continue;
    const dicos = entry.vr.split('/').includes(vr);
    if (dicos && entry.dicomVr === undefined) continue;
    if (dicos) findings.add('VR_DIFFERS_FROM_DICOM', `${entry.name} is ${vr}; DICOM has ${entry.dicomVr}`, tag);
    else findings.add('VR_UNEXPECTED', `${entry.name} is ${vr}; expected ${entry.vr}`, tag);
  }
}
