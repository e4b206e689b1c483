import { EVIDENCE_TYPES, equipmentType, gateId, type RecordKind } from '@garita/api';
import type { Field } from './field.ts';

const sample: Field = { type: 'flag', name: 'sample', label: 'form.sample', hint: 'form.sampleHint' };

const supplier: readonly Field[] = [
  { type: 'line', name: 'name', label: 'form.name' },
  {
    type: 'choices',
    name: 'roles',
    label: 'form.roles',
    of: ['maker', 'seller', 'integrator', 'maintainer'],
    words: 'eq.role',
  },
  {
    type: 'rows',
    name: 'ownership',
    label: 'form.ownership',
    hint: 'form.ownershipHint',
    add: 'form.addOwner',
    most: 64,
    fields: [
      { type: 'line', name: 'owner', label: 'form.owner' },
      {
        type: 'number',
        name: 'percent',
        label: 'form.percent',
        hint: 'form.percentHint',
        min: 0,
        max: 100,
        optional: true,
      },
      { type: 'flag', name: 'ultimate', label: 'form.ultimate' },
      {
        type: 'choice',
        name: 'stateControl',
        label: 'form.stateControl',
        of: ['unknown', 'no', 'yes'],
        words: 'eq.met',
      },
      { type: 'choice', name: 'basis', label: 'form.basis', of: ['declared', 'found'], words: 'eq.basis' },
      { type: 'record', name: 'evidence', label: 'form.byEvidence', kind: 'evidence', optional: true },
      { type: 'day', name: 'at', label: 'form.asOf' },
    ],
  },
  {
    type: 'rows',
    name: 'performance',
    label: 'form.performance',
    add: 'form.addPerformance',
    most: 64,
    fields: [
      { type: 'words', name: 'text', label: 'form.whatHappened' },
      {
        type: 'choice',
        name: 'rating',
        label: 'form.rating',
        of: ['unknown', 'good', 'mixed', 'poor'],
        words: 'eq.rating',
      },
      { type: 'record', name: 'evidence', label: 'form.byEvidence', kind: 'evidence', optional: true },
    ],
  },
  {
    type: 'rows',
    name: 'support',
    label: 'form.support',
    add: 'form.addSupport',
    most: 1,
    single: true,
    optional: true,
    fields: [
      { type: 'words', name: 'text', label: 'form.supportText' },
      { type: 'day', name: 'untilAtLeast', label: 'form.supportUntil', optional: true },
    ],
  },
  {
    type: 'choice',
    name: 'qualification',
    label: 'form.qualification',
    of: ['not-assessed', 'pass', 'conditional', 'fail'],
    words: 'eq.outcome',
  },
  { type: 'words', name: 'qualificationReasons', label: 'form.qualificationReasons' },
  sample,
];

const model: readonly Field[] = [
  { type: 'line', name: 'name', label: 'form.name' },
  { type: 'record', name: 'maker', label: 'form.maker', kind: 'supplier' },
  { type: 'choice', name: 'type', label: 'form.equipmentType', of: equipmentType.options, words: 'eq.type' },
  sample,
];

const configuration: readonly Field[] = [
  { type: 'words', name: 'name', label: 'form.configurationName', short: true },
  { type: 'record', name: 'model', label: 'form.model', kind: 'model' },
  { type: 'line', name: 'hardware', label: 'form.hardware', hint: 'form.hardwareHint' },
  {
    type: 'rows',
    name: 'software',
    label: 'form.software',
    hint: 'form.softwareHint',
    add: 'form.addSoftware',
    most: 16,
    fields: [
      { type: 'line', name: 'name', label: 'form.name' },
      { type: 'line', name: 'version', label: 'form.version' },
      { type: 'line', name: 'sha256', label: 'form.softwareHash', plain: true, max: 64, optional: true },
    ],
  },
  { type: 'record', name: 'standard', label: 'form.standard', kind: 'standard' },
  { type: 'contexts', name: 'contexts', label: 'form.contexts', hint: 'form.contextsHint' },
  { type: 'words', name: 'conceptOfOperations', label: 'form.conceptOfOperations', hint: 'form.conceptHint' },
  {
    type: 'record',
    name: 'parent',
    label: 'form.parent',
    hint: 'form.parentHint',
    kind: 'configuration',
    optional: true,
  },
  { type: 'words', name: 'change', label: 'form.change', hint: 'form.changeHint', optional: true },
  sample,
];

const device: readonly Field[] = [
  { type: 'line', name: 'serial', label: 'form.serial' },
  { type: 'record', name: 'configuration', label: 'form.configuration', kind: 'configuration' },
  { type: 'operator', name: 'operator', label: 'form.operator' },
  { type: 'site', name: 'site', label: 'form.site' },
  { type: 'lane', name: 'lane', label: 'form.lane' },
  {
    type: 'choice',
    name: 'state',
    label: 'form.deviceState',
    of: ['planned', 'installed', 'retired'],
    words: 'eq.state',
  },
  { type: 'day', name: 'installedAt', label: 'form.installedAt', optional: true },
  { type: 'day', name: 'replaceBy', label: 'form.replaceBy', optional: true },
  { type: 'words', name: 'replaceReason', label: 'form.replaceReason', short: true, optional: true },
  sample,
];

const laboratory: readonly Field[] = [
  { type: 'line', name: 'name', label: 'form.name' },
  { type: 'line', name: 'accreditation', label: 'form.accreditation', optional: true },
  sample,
];

const evidence: readonly Field[] = [
  { type: 'choice', name: 'type', label: 'form.evidenceType', of: EVIDENCE_TYPES, words: 'eq.evidence' },
  { type: 'words', name: 'title', label: 'form.title', short: true },
  { type: 'document', name: 'document', label: 'form.document', hint: 'form.documentHint', optional: true },
  { type: 'line', name: 'issuer', label: 'form.issuer' },
  { type: 'record', name: 'laboratory', label: 'form.laboratory', kind: 'laboratory', optional: true },
  { type: 'lines', name: 'testers', label: 'form.testers', hint: 'form.testersHint', optional: true },
  { type: 'day', name: 'issuedAt', label: 'form.issuedAt' },
  { type: 'day', name: 'validUntil', label: 'form.validUntil', optional: true },
  { type: 'words-list', name: 'claims', label: 'form.claims', hint: 'form.claimsHint', optional: true },
  { type: 'results', name: 'results', label: 'form.results', optional: true },
  {
    type: 'records',
    name: 'counters',
    label: 'form.counters',
    hint: 'form.countersHint',
    kind: 'evidence',
    optional: true,
  },
  {
    type: 'choice',
    name: 'confidence',
    label: 'form.confidence',
    of: ['low', 'medium', 'high'],
    words: 'eq.confidence',
  },
  { type: 'words', name: 'confidenceReason', label: 'form.confidenceReason' },
  sample,
];

const finding: readonly Field[] = [
  { type: 'choice', name: 'gate', label: 'form.gate', of: gateId.options, words: 'eq.gate' },
  { type: 'contexts', name: 'contexts', label: 'form.contexts', hint: 'form.allContexts', optional: true },
  {
    type: 'choice',
    name: 'outcome',
    label: 'form.outcome',
    of: ['not-assessed', 'pass', 'conditional', 'fail'],
    words: 'eq.outcome',
  },
  { type: 'words', name: 'reasons', label: 'form.reasons', hint: 'form.reasonsHint' },
  { type: 'words-list', name: 'conditions', label: 'form.conditions', hint: 'form.conditionsHint', optional: true },
  { type: 'records', name: 'evidence', label: 'form.evidence', kind: 'evidence', optional: true },
  { type: 'checklist', name: 'checklist', label: 'form.checklist', optional: true },
  { type: 'levels', name: 'componentSecurity', label: 'form.levels', hint: 'form.levelsHint', optional: true },
  sample,
];

const assertion: readonly Field[] = [
  { type: 'about', name: 'about', label: 'form.about' },
  { type: 'line', name: 'party', label: 'form.party', hint: 'form.partyHint' },
  {
    type: 'choice',
    name: 'partyKind',
    label: 'form.partyKind',
    of: ['partner-authority', 'maker', 'auditor', 'other'],
    words: 'eq.party',
  },
  { type: 'words', name: 'text', label: 'form.said' },
  { type: 'line', name: 'source', label: 'form.source', hint: 'form.sourceHint' },
  { type: 'document', name: 'document', label: 'form.document', hint: 'form.documentHint', optional: true },
  { type: 'day', name: 'saidAt', label: 'form.saidAt' },
  {
    type: 'choice',
    name: 'standing',
    label: 'form.standing',
    of: ['not-verified', 'supported', 'contradicted'],
    words: 'eq.standing',
  },
  { type: 'words', name: 'standingReasons', label: 'form.standingReasons', optional: true },
  { type: 'records', name: 'evidence', label: 'form.evidence', kind: 'evidence', optional: true },
  sample,
];

/** Kinds of records that are entered by form; standards come as files (they are data of many parts). */
export const RECORD_FIELDS = {
  supplier,
  model,
  configuration,
  device,
  laboratory,
  evidence,
  finding,
  assertion,
} as const satisfies Partial<Record<RecordKind, readonly Field[]>>;
export type FormKind = keyof typeof RECORD_FIELDS;

/** What can be measured, by the kind of the result; one of trials is a line of the table. */
export const RESULT_FIELDS = {
  measure: [
    {
      type: 'id',
      name: 'measure',
      label: 'form.measure',
      suggestions: ['throughput-per-hour', 'availability', 'seconds-per-object', 'steel-penetration-mm'],
    },
    { type: 'number', name: 'value', label: 'form.value' },
    { type: 'line', name: 'unit', label: 'form.unit', max: 24, blank: true },
    { type: 'day', name: 'at', label: 'form.asOf' },
  ],
  outage: [
    { type: 'moment', name: 'from', label: 'form.from' },
    { type: 'moment', name: 'until', label: 'form.until' },
    {
      type: 'choice',
      name: 'reason',
      label: 'form.outageReason',
      of: ['unknown', 'fault', 'maintenance', 'power', 'network', 'software', 'operator', 'weather'],
      words: 'eq.outage',
    },
  ],
  'data-path': [
    {
      type: 'rows',
      name: 'declared',
      label: 'form.declared',
      add: 'form.addDestination',
      most: 64,
      fields: destination(),
    },
    {
      type: 'rows',
      name: 'observed',
      label: 'form.observed',
      add: 'form.addDestination',
      most: 64,
      fields: destination(),
    },
    { type: 'number', name: 'observedHours', label: 'form.observedHours', min: 0, max: 100_000 },
    { type: 'day', name: 'at', label: 'form.asOf' },
  ],
  check: [
    { type: 'id', name: 'check', label: 'form.check' },
    { type: 'choice', name: 'met', label: 'form.met', of: ['unknown', 'yes', 'no'], words: 'eq.met' },
    { type: 'words', name: 'text', label: 'form.whatWasSeen' },
    { type: 'day', name: 'at', label: 'form.asOf' },
  ],
} as const satisfies Record<string, readonly Field[]>;
export type ResultForm = keyof typeof RESULT_FIELDS;

function destination(): readonly Field[] {
  return [
    { type: 'line', name: 'destination', label: 'form.destination' },
    { type: 'line', name: 'purpose', label: 'form.purpose' },
    { type: 'choice', name: 'direction', label: 'form.direction', of: ['out', 'in'], words: 'eq.direction' },
  ];
}
