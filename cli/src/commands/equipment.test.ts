// From nothing to a listed, suspended and restored configuration, by commands alone.
import { readFile, writeFile } from 'node:fs/promises';
import type { RecordKind } from '@garita/api';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runGarita } from '../run-garita.fixture.ts';
import { type AgencyWithEquipment, agencyWithEquipment } from './agency-with-equipment.fixture.ts';
import { readRecord } from './equipment/read-record.ts';
import { recordTemplate } from './equipment/record-templates.ts';
import { equipmentCommand } from './equipment.ts';
import { run, runJson } from './run-command.fixture.ts';

let house: AgencyWithEquipment;
beforeAll(async () => {
  vi.stubEnv('LC_ALL', 'en_US.UTF-8');
  house = await agencyWithEquipment();
});
afterAll(async () => {
  await house.close();
  vi.unstubAllEnvs();
});

const WORDS = ['--es', 'Porque así se comprobó.', '--en', 'Because that was checked.'];
const CONFIGURATION = 'portal-6-a';

/** Keeps a record made from its template, as an evaluator would after editing it. */
async function put(kind: RecordKind, id: string, change: object = {}) {
  const { example } = await runJson(equipmentCommand(), 'record', 'template', kind);
  const file = house.path(`${id}.json`);
  await writeFile(file, JSON.stringify({ ...example, ...change }));
  return house.json('v.luna', 'record', 'put', kind, id, file);
}

describe.sequential('equipment', () => {
  test('is described by records, each made from a template, and its papers are kept by their hash', async () => {
    await put('supplier', 'maker-a');
    await put('model', 'portal-6');
    await put('laboratory', 'laboratory-l');
    await put('standard', 'standard-1');
    const kept = await put('configuration', CONFIGURATION);
    expect(kept).toMatchObject({ kind: 'configuration', version: 1, by: 'v.luna' });
    await put('device', 'xr-7', { configuration: CONFIGURATION });

    await writeFile(house.path('certificate.txt'), '59 of 59\n');
    const document = await house.json('v.luna', 'document', 'add', house.path('certificate.txt'));
    expect(document).toMatchObject({ size: 9, mediaType: 'text/plain', name: 'certificate.txt' });
    await house.as('e.ruiz', 'document', 'get', document.sha256, '--out', house.path('copy.txt'));
    expect(await readFile(house.path('copy.txt'), 'utf8')).toBe('59 of 59\n');
    await put('evidence', 'portal-6-a-lab', { document });
    await put('evidence', 'portal-6-a-sbom', { type: 'sbom', results: [], testers: [], document });
    await put('assertion', 'said-1');

    expect(await house.as('v.luna', 'record', 'list', 'evidence', '--configuration', CONFIGURATION)).toMatch(
      /^portal-6-a-lab {3}v1 .*\nportal-6-a-sbom {2}v1 /,
    );
    const body = (await house.json('v.luna', 'record', 'get', 'evidence', 'portal-6-a-lab')).body;
    expect(body.results[0]).toMatchObject({ hits: 59, trials: 59 });
  });

  test('says what stands against a step, and unknown is not a pass', async () => {
    const evaluated = await house.as('v.luna', 'evaluate', CONFIGURATION);
    expect(evaluated).toContain('[met] d-firearm: It detects firearms');
    expect(evaluated).toContain('59 of 59; shown: at least 0.95049 (95 %); asked: at least 0.9');
    expect(evaluated).toContain('[not assessed] g-flow: Does it let trade flow?');
    await put('finding', 'portal-6-a-flow');
    const next = await house.as('v.luna', 'next', CONFIGURATION);
    expect(next).toContain('→ submitted (submitted): 1 signature, evaluator or equipment-authority');
    expect(next).toMatch(/→ listed .*2 signatures[\s\S]*Against: ROLE_MISSING/);
  });

  test('passes its stages, each signed, and is listed by two who did not test it', async () => {
    const by = (person: 'v.luna' | 'e.ruiz', to: string, ...more: string[]) =>
      house.json(person, 'decide', CONFIGURATION, '--to', to, ...more);
    expect(await by('v.luna', 'submitted')).toMatchObject({ state: 'in-force', from: 'draft', to: 'submitted' });
    await by('v.luna', 'accepted-for-test');
    await by('v.luna', 'lab-certification');
    await expect(by('v.luna', 'data-package-review', ...WORDS)).rejects.toMatchObject({ code: 'DECIDER_IS_TESTER' });
    for (const to of ['data-package-review', 'integration-test', 'operational-test']) await by('e.ruiz', to, ...WORDS);
    const { record } = await house.json('v.luna', 'evaluate', CONFIGURATION);
    expect(record).toMatchObject({ outcome: 'pass', notAssessed: 0 });

    const listing = ['--reason', 'REQUIREMENTS_MET', ...WORDS];
    await expect(by('e.ruiz', 'listed', ...listing, '--valid-until', '2099-01-01')).rejects.toMatchObject({
      code: 'APPROVAL_BEYOND_STANDARD',
    });
    const proposed = await by('e.ruiz', 'listed', ...listing);
    expect(proposed).toMatchObject({ state: 'waiting', signers: ['e.ruiz'], needed: 2 });
    await expect(house.as('e.ruiz', 'sign', proposed.id.slice(0, 8), '--yes')).rejects.toMatchObject({
      code: 'SELF_APPROVAL',
    });
    expect(await house.as('d.mora', 'waiting', proposed.id.slice(0, 8))).toContain('signed by 1 of 2');
    expect(await house.as('d.mora', 'waiting', '--payload')).toContain('"reason": "REQUIREMENTS_MET"');
    const signed = await house.json('d.mora', 'sign', proposed.id.slice(0, 8), '--yes');
    expect(signed.signed).toMatchObject([{ kind: 'decision', state: 'in-force', signers: ['e.ruiz', 'd.mora'] }]);
  });

  test('gets its credential and its place on the trust list from the signatures of two', async () => {
    await signEverything();
    const { configurations, devices } = await house.json('e.ruiz', 'trust-list', 'show');
    expect(configurations).toMatchObject([{ id: CONFIGURATION, status: 'approved' }]);
    expect(devices).toMatchObject([{ id: 'xr-7', status: 'active', configuration: CONFIGURATION }]);
    expect(await offline()).toEqual(['valid', 'valid']);
    const shown = await house.as('e.ruiz', 'show', CONFIGURATION);
    expect(shown).toMatch(/State +qualified, since /);
    expect(shown).toMatch(/At the gate +its scans are admitted\n/);
    expect(shown).toMatch(
      /The three questions\n {2}\[not assessed\] Does it keep the two countries’ coordination[\s\S]*\[met\] Does it let/,
    );
    expect(shown).toMatch(/Said by others, apart from the evaluation\n.*not verified by this agency/);
    expect(await house.as('e.ruiz', 'list', '--state', 'listed')).toMatch(/^portal-6-a {2}qualified {2}until /);
    expect(await house.as('e.ruiz', 'list', '--state', 'suspended')).toBe('There is none.');
  });

  test('shows what runs out, what stands where, and what a step would stop, before it is taken', async () => {
    expect(await house.as('e.ruiz', 'calendar', '--days', '1000')).toMatch(
      / approval +portal-6-a .* would stop 1 lane at 1 site/,
    );
    expect(await house.as('e.ruiz', 'installed')).toMatch(
      /^xr-7 {2}active {2}Nuevo Laredo, lane-7 {2}Customs {2}portal-6-a /,
    );
    const effect = await house.as('e.ruiz', 'effect', CONFIGURATION, '--to', 'suspended');
    expect(effect).toMatch(/^portal-6-a to suspended: 1 lane at 1 site\.\n {2}Scans a day +not known/);
    vi.stubEnv('LC_ALL', 'es_MX.UTF-8');
    expect(await house.as('e.ruiz', 'show', CONFIGURATION)).toMatch(
      /Estado +calificada, desde [\s\S]*Las tres preguntas/,
    );
    vi.stubEnv('LC_ALL', 'en_US.UTF-8');
  });

  test('is suspended by one, at once, and restored by two with a new list', async () => {
    const reason = ['--reason', 'UNDER_INQUIRY', ...WORDS];
    const taken = await house.as('e.ruiz', 'suspend', CONFIGURATION, ...reason);
    expect(taken).toMatch(/^portal-6-a: listed → suspended\. In force; entry \d+ of the log\.$/);
    expect(await house.as('e.ruiz', 'device', 'xr-7')).toMatch(/At the gate +its scans go into quarantine: suspended/);
    await signEverything();
    expect(await offline()).toEqual(['suspended', 'valid']);

    const restoring = ['restore', CONFIGURATION, '--reason', 'SUSPENSION_UNFOUNDED', ...WORDS];
    const first = await house.json('e.ruiz', ...restoring);
    expect(first).toMatchObject({ state: 'waiting', from: 'suspended', to: 'listed' });
    const gone = await house.json('e.ruiz', 'withdraw', first.id.slice(0, 8));
    expect(gone).toMatchObject({ hash: first.id, state: 'withdrawn' });
    const second = await house.json('d.mora', ...restoring);
    await house.json('e.ruiz', 'sign', second.id, '--yes');
    await signEverything();
    const { line } = await house.json('e.ruiz', 'show', CONFIGURATION);
    expect(line).toMatchObject({ state: 'listed', section: 'qualified', standing: 'approved' });
    expect(await offline()).toEqual(['valid', 'valid']);
  });

  test('a device is suspended and made active again by its own decisions', async () => {
    await house.json(
      'e.ruiz',
      'suspend',
      'xr-7',
      '--reason',
      'KEY_COMPROMISE',
      ...WORDS,
      '--compromised-since',
      '2026-01-01',
    );
    expect(await house.json('e.ruiz', 'device', 'xr-7')).toMatchObject({ state: 'suspended' });
    const first = await house.json('e.ruiz', 'restore', 'xr-7', '--reason', 'RESTORED_AFTER_CORRECTION', ...WORDS);
    expect(first).toMatchObject({ subject: { kind: 'device', id: 'xr-7' }, to: 'active', state: 'waiting' });
    await house.as('d.mora', 'sign', '--all', '--yes');
    expect((await house.json('e.ruiz', 'device', 'xr-7')).decisions).toHaveLength(2);
  });

  /** What `garita verify` says of the credential and of the trust list, with nothing but files and the root. */
  async function offline() {
    const out = (name: string) => ['--out', house.path(name)];
    await house.as('e.ruiz', 'credential', 'get', CONFIGURATION, ...out('credential.cose'));
    await house.as('e.ruiz', 'trust-list', 'get', ...out('list.cose'));
    await house.as('e.ruiz', 'status-list', 'get', ...out('status.cose'));
    await house.as('e.ruiz', 'descriptor', 'get', ...out('descriptor.cose'));
    const by = ['--root', house.path('mx/identity/root.crt'), '--descriptor', house.path('descriptor.cose'), '--json'];
    const [credential, list] = await Promise.all([
      runGarita(['verify', house.path('credential.cose'), '--status', house.path('status.cose'), ...by]),
      runGarita(['verify', house.path('list.cose'), ...by]),
    ]);
    return [JSON.parse(credential.out).state, JSON.parse(list.out).state];
  }

  /** Both officers sign whatever waits, until nothing does. */
  async function signEverything() {
    for (let round = 0; round < 3; round++)
      for (const person of ['e.ruiz', 'd.mora'] as const) await house.as(person, 'sign', '--all', '--yes');
    expect(await house.json('e.ruiz', 'waiting')).toEqual({ items: [] });
  }
});

describe('wrong input', () => {
  test('in a record is said field by field, before anything is sent', async () => {
    const { example } = await runJson(equipmentCommand(), 'record', 'template', 'evidence');
    const file = house.path('wrong.json');
    await writeFile(file, JSON.stringify({ ...example, confidence: 'certain', issuedAt: 'yesterday' }));
    const putting = ['record', 'put', 'evidence', 'wrong', file];
    await expect(house.as('v.luna', ...putting)).rejects.toMatchObject({
      code: 'RECORD_FILE_INVALID',
      message: expect.stringMatching(/issuedAt: .*confidence: /),
    });
    await writeFile(file, JSON.stringify({ ...example, results: [{ ...example.results[0], hits: 60 }] }));
    await expect(house.as('v.luna', ...putting)).rejects.toMatchObject({
      code: 'TRIALS_IMPOSSIBLE',
      message: 'results.0.hits: more hits than trials',
    });
    await writeFile(file, JSON.stringify({ ...example, configuration: 'nobodys' }));
    await expect(house.as('v.luna', ...putting)).rejects.toMatchObject({ code: 'RECORD_REFERENCE_UNKNOWN' });
  });

  test.each([
    ['an unknown id', ['next', 'nobodys'], 'RECORD_UNKNOWN'],
    ['a step that is not open', ['decide', CONFIGURATION, '--to', 'draft'], 'TRANSITION_ILLEGAL'],
    ['a reason of another step', ['suspend', CONFIGURATION, '--reason', 'RENEWED', ...WORDS], 'REASON_NOT_ALLOWED'],
    ['no reason where several serve', ['suspend', CONFIGURATION, ...WORDS], 'REASON_NOT_ALLOWED'],
    [
      'words in one language',
      ['suspend', CONFIGURATION, '--reason', 'UNDER_INQUIRY', '--es', 'x'],
      'REASON_WORDS_MISSING',
    ],
    ['a signature for what does not wait', ['sign', 'abcd', '--yes'], 'EQUIPMENT_DRAFT_UNKNOWN'],
    ['a signature that nobody is asked about', ['sign', '--all'], 'USAGE'],
    ['a credential that is not', ['credential', 'get', 'nobodys'], 'NOT_PUBLISHED'],
    ['a briefing in another form', ['briefing', CONFIGURATION, '--out', 'x.docx'], 'USAGE'],
    ['a document that is not there', ['document', 'get', '0'.repeat(64), '--out', 'x'], 'DOCUMENT_UNKNOWN'],
  ])('%s', async (_, words, code) => {
    await expect(house.as('e.ruiz', ...words)).rejects.toMatchObject({ code });
  });

  test('a key of another officer signs nothing', async () => {
    const key = ['--officer-key', house.path('mx/offline/officers/d.mora.key')];
    const words = ['suspend', CONFIGURATION, '--reason', 'UNDER_INQUIRY', ...WORDS];
    const at = ['--server', `http://127.0.0.1:${house.server.people.port}`, '--api-key-file', house.path('e.ruiz.api')];
    await expect(run(equipmentCommand(), ...words, ...at, ...key)).rejects.toMatchObject({
      code: 'EQUIPMENT_DECISION_SIGNER_NOT_ENTITLED',
    });
  });

  test('a list written by hand is pointed to the decisions that lists follow from', async () => {
    const { code, out } = await runGarita(['trust-list', 'sign', 'draft.json', '--json']);
    expect([code, JSON.parse(out).error.code]).toEqual([2, 'TRUST_LIST_COMPILED']);
  });
});

test.each([
  'supplier',
  'model',
  'configuration',
  'device',
  'laboratory',
  'standard',
  'evidence',
  'finding',
  'assertion',
] as const)('the template of a %s is a whole record of its kind', (kind) => {
  expect(readRecord(kind, recordTemplate(kind, Date.now()))).toBeTruthy();
});
