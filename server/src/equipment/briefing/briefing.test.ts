import type { ConfigurationView, EvaluationRecord } from '@garita/api';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ReadPdf, readPdf, squeezed } from '../../report/read-pdf.fixture.ts';
import { entriesOf, type Language, type Report, type Text } from '../../report/report.ts';
import { writeHtml } from '../../report/write-html.ts';
import { writePdf } from '../../report/write-pdf.ts';
import { BRIEFED_AT, bodies, given, type SampleConfiguration, sampleView } from './briefing.fixture.ts';
import { briefing } from './briefing.ts';

const LANGUAGES = ['es', 'en'] as const;
const LOCALE = { es: 'es-MX', en: 'en-US' } as const;
const day = (at: number, language: Language) =>
  squeezed(new Date(at).toLocaleDateString(LOCALE[language], { dateStyle: 'long', timeZone: 'UTC' }));
const shortDay = (at: number, language: Language) =>
  squeezed(new Date(at).toLocaleDateString(LOCALE[language], { dateStyle: 'medium', timeZone: 'UTC' }));
const read = async (report: Report) => readPdf(await writePdf(report));
const textOf = (pdf: ReadPdf) => pdf.pages.map((page) => page.text).join('');

/** Rounded by hand, to the side that claims less. */
function boundText(bound: number, side: 'lower' | 'upper'): string {
  const scaled = bound * 10_000;
  return `${((side === 'lower' ? Math.floor(scaled) : Math.ceil(scaled)) / 100).toFixed(2)}%`;
}

describe.each<[SampleConfiguration, boolean]>([
  ['cfg-truck-portal-a', true],
  ['cfg-container-portal-x', false],
  ['cfg-baggage-ct-c', false],
])('the briefing on %s', (id, story) => {
  const view = sampleView(id, { story });
  const record = view.evaluations[0]?.record as EvaluationRecord;

  describe.each(LANGUAGES)('in %s', (language) => {
    const report = briefing(view, language, given);
    let pdf: ReadPdf;
    let text: string;
    beforeAll(async () => {
      pdf = await read(report);
      text = textOf(pdf);
    });
    const links = () => pdf.pages.flatMap((page) => page.links);
    const isLinked = (figure: string, to: RegExp) =>
      links().some((link) => link.over.includes(squeezed(figure)) && to.test(link.to));

    test('holds every figure of the record, and each leads to its evidence or to the standard', () => {
      for (const line of record.requirements) {
        const { atLeast, atMost, bound, boundSide, hits, kind, trials, unit, value } = line;
        expect(text).toContain(squeezed(line.text[language]));
        if (hits !== null && trials !== null) {
          const seen = `${hits}${language === 'es' ? 'de' : 'of'}${trials}`;
          expect(text).toContain(seen);
          expect(isLinked(seen, /^evidence-\d+$/)).toBe(true);
          expect(text).toContain(`${hits}/${trials}`);
        }
        if (bound !== null && boundSide !== null) {
          expect(text).toContain(String(bound));
          expect(isLinked(boundText(bound, boundSide), /^evidence-\d+$/)).toBe(true);
        }
        if (value !== null) expect(text).toContain(String(value));
        for (const asked of [atLeast, atMost])
          if (asked !== null) {
            const shown =
              kind === 'measure' ? `${asked}${unit === '%' ? '%' : ''}` : `${Number((asked * 100).toFixed(3))}%`;
            expect(isLinked(shown, /^standard$/), `${line.requirement}: ${shown}`).toBe(true);
          }
      }
    });

    test('holds every hash, and the date of each decision and document', () => {
      const records = [
        view.configuration,
        view.model,
        view.maker,
        view.standard,
        ...view.evidence,
        ...view.findings,
        ...view.assertions,
      ];
      for (const { hash, logIndex } of [...records, ...view.evaluations]) {
        expect(text).toContain(hash);
        expect(text).toContain(String(logIndex));
      }
      for (const { at, hash, logIndex, signers, validUntil } of view.decisions) {
        expect(text).toContain(hash);
        expect(text).toContain(shortDay(at, language));
        expect(text).toContain(String(logIndex));
        for (const { name } of signers) expect(text).toContain(squeezed(name));
        if (validUntil !== null) expect(text).toContain(day(validUntil, language));
      }
      for (const body of bodies('evidence', view.evidence)) {
        expect(text).toContain(day(body.issuedAt, language));
        expect(text).toContain(body.document?.sha256);
        expect(text).toContain(squeezed(body.issuer));
      }
      const standard = bodies('standard', [view.standard])[0];
      expect(text).toContain(day(standard?.endsAt ?? 0, language));
      if (view.credential) expect(text).toContain(view.credential.hash);
    });

    test('leads from each piece of evidence to its page and document on the server', () => {
      const addresses = new Set(links().map(({ to }) => to));
      for (const { body, id: evidence } of view.evidence.flatMap((one) => (one.kind === 'evidence' ? [one] : []))) {
        expect(addresses).toContain(`https://mx.example:8443/equipment/configurations/${id}#evidence-${evidence}`);
        expect(addresses).toContain(`https://mx.example:8443/api/v1/equipment/documents/${body.document?.sha256}`);
      }
    });

    test('leads nowhere that is not there', () => {
      const entries = entriesOf(report);
      const inside = links().filter(({ to }) => !to.startsWith('https://'));
      expect(inside.length).toBeGreaterThan(30);
      for (const { to } of inside) expect(entries.has(to) && pdf.destinations.has(to), to).toBe(true);
      const wanted = report.blocks.flatMap(targets);
      expect(wanted.filter((entry) => !entries.has(entry))).toEqual([]);
    });

    test('has each sign in its fonts and no word of the other language around them', () => {
      expect(text).not.toContain('[U+');
      expect(text).not.toContain('undefined');
      const foreign = language === 'es' ? 'Annex A. The evidence' : 'Anexo A. La evidencia';
      expect(text).not.toContain(squeezed(foreign));
    });

    test('is marked as a sample on every page, and is the same in HTML', () => {
      const mark = squeezed(report.sampleMark ?? 'none');
      for (const page of pdf.pages) expect(page.text).toContain(mark);
      const html = writeHtml(report);
      for (const { hash } of view.evidence) expect(html).toContain(hash);
      for (const { bound } of record.requirements) if (bound !== null) expect(html).toContain(String(bound));
    });

    test('shows everything that is not assessed, in its own part and where it belongs', () => {
      const unknown = record.requirements.filter(({ outcome }) => outcome === 'not-assessed');
      const part = partOf(report, language === 'es' ? 'Lo que no se ha evaluado' : 'What is not assessed');
      for (const line of unknown) expect(part).toContain(line.text[language]);
      expect(part.length).toBeGreaterThan(60);
      const words = squeezed(language === 'es' ? 'Sin evaluar' : 'Not assessed');
      expect(text.split(words).length - 1).toBeGreaterThanOrEqual(unknown.length);
    });
  });

  test('is the same bytes for the same view, whenever it is written', async () => {
    const [one, other] = [
      await writePdf(briefing(view, 'es', given)),
      await writePdf(briefing(structuredClone(view), 'es', given)),
    ];
    expect(Buffer.compare(one, other)).toBe(0);
  });
});

describe('the short answer', () => {
  const short = (view: ConfigurationView, language: Language = 'es') =>
    partOf(briefing(view, language, given), language === 'es' ? 'En resumen' : 'In short');
  const truck = sampleView('cfg-truck-portal-a', { story: true });
  const state = (change: Partial<ConfigurationView['line']>): ConfigurationView => ({
    ...truck,
    line: { ...truck.line, ...change },
  });

  test.each([
    ['yes, where it is qualified', truck, /Sí: está calificada desde el .* y hasta el /],
    ['yes, under conditions', sampleView('cfg-baggage-ct-c'), /Sí, bajo condiciones/],
    [
      'for now only, where it is grandfathered',
      state({ section: 'grandfathered' }),
      /Solo por ahora: ya estaba en uso/,
    ],
    [
      'not for now, where it is suspended',
      state({ state: 'suspended', section: null, validUntil: null }),
      /Por ahora no: se suspendió/,
    ],
    ['no, where it was removed', state({ state: 'removed', section: null }), /No: se le quitó la aprobación/],
    [
      'no, where it was refused',
      sampleView('cfg-container-portal-x'),
      /No: se evaluó y se rechazó .*No superó la revisión de seguridad/,
    ],
    ['no, where it ran out', state({ state: 'expired', section: null }), /No: su aprobación venció/],
    ['that there is none yet', sampleView('cfg-truck-portal-a2'), /Todavía no la hay: está «En laboratorio»/],
    ['that nothing stands behind it', sampleView('cfg-truck-portal-a2', { evaluated: false }), /Nunca se ha evaluado/],
  ])('says %s', (_, view, words) => {
    expect(short(view)).toMatch(words);
  });

  test('is written for every state in both languages, with an empty configuration, too', async () => {
    const empty: ConfigurationView = {
      ...sampleView('cfg-truck-portal-a2', { evaluated: false }),
      ...{ evidence: [], findings: [], assertions: [], devices: [], decisions: [], laboratories: [] },
    };
    for (const language of LANGUAGES) {
      const report = briefing(empty, language, given);
      expect(
        partOf(report, language === 'es' ? 'Lo que no se ha evaluado' : 'What is not assessed').length,
      ).toBeGreaterThan(500);
      expect(textOf(await read(report))).toContain(
        squeezed(language === 'es' ? 'nunca se ha evaluado' : 'never evaluated'),
      );
    }
  });

  test('tells an approval that rests on an earlier evaluation', () => {
    const decisions = truck.decisions.map((one) => (one.to === 'listed' ? { ...one, record: 'f'.repeat(64) } : one));
    expect(short({ ...truck, decisions })).toContain('la aprobación se apoyó en una anterior');
    expect(short(truck)).not.toContain('la aprobación se apoyó en una anterior');
  });
});

test('a suspension says why, by whom, what is in doubt, and what came after', () => {
  const part = partOf(
    briefing(sampleView('cfg-truck-portal-a', { story: true }), 'en', given),
    'What was suspended, refused or removed, and why',
  );
  expect(part).toMatch(
    /November 21, 2026: Suspended\. It is being looked into.*Scans since Nov 20, 2026, 15:30.*flagged.*Tomás Núñez.*Then: Listed, November 23, 2026/s,
  );
});

test('what others assert is said to be theirs and not verified', () => {
  const part = partOf(briefing(sampleView('cfg-container-portal-x'), 'en', given), 'What others assert');
  expect(part).toContain('no part of the evaluation');
  expect(part).toContain('Not verified by this agency');
});

test('an owner that the supplier did not declare stands out', () => {
  const view = sampleView('cfg-truck-portal-a');
  const maker = structuredClone(view.maker);
  if (maker.kind !== 'supplier') throw new Error('no supplier');
  maker.body.ownership = [
    {
      owner: 'Dueño oculto',
      percent: 60,
      ultimate: true,
      stateControl: 'yes',
      basis: 'found',
      evidence: null,
      at: BRIEFED_AT,
    },
  ];
  expect(partOf(briefing({ ...view, maker }, 'es', given), 'El proveedor')).toMatch(/Dueño oculto.*60.*No lo declaró/s);
});

test('two hundred requirements are written in about a second', async () => {
  const view = sampleView('cfg-truck-portal-a');
  const [evaluation] = view.evaluations;
  const [line] = evaluation?.record.requirements ?? [];
  if (!evaluation || !line) throw new Error('nothing was evaluated');
  const requirements = Array.from({ length: 200 }, (_, at) => ({
    ...line,
    requirement: `req-${at}`,
    text: { es: `Requisito ${at}`, en: `Requirement ${at}` },
  }));
  const long = { ...view, evaluations: [{ ...evaluation, record: { ...evaluation.record, requirements } }] };
  await writePdf(briefing(view, 'es', given));
  const before = process.cpuUsage();
  const bytes = await writePdf(briefing(long, 'es', given));
  const { system, user } = process.cpuUsage(before);
  // Processor time, not the clock's: others may be working on this machine. Half as much when nobody is.
  expect((system + user) / 1000).toBeLessThan(2000);
  expect((await readPdf(bytes)).pages.length).toBeGreaterThan(15);
});

/** All words of one chapter. */
function partOf({ blocks }: Report, title: string): string {
  const begin = blocks.findIndex((block) => block.kind === 'heading' && block.level === 1 && block.text === title);
  if (begin < 0) throw new Error(`no chapter «${title}»`);
  const next = blocks.findIndex((block, at) => at > begin && block.kind === 'heading' && block.level === 1);
  const part = blocks.slice(begin + 1, next < 0 ? blocks.length : next);
  return part
    .map((block) =>
      'text' in block && typeof block.text === 'string' ? block.text : textsOf(block).map(plain).join('\n'),
    )
    .join('\n');
}

const plain = (text: Text) => text.map((part) => (typeof part === 'string' ? part : part.text)).join('');

function textsOf(block: Report['blocks'][number]): readonly Text[] {
  switch (block.kind) {
    case 'heading':
      return [[block.text]];
    case 'paragraph':
      return [block.text];
    case 'note':
      return block.text;
    case 'list':
      return block.items;
    case 'facts':
      return block.rows.flatMap(({ label, value }) => [[label], ...value]);
    case 'table':
      return block.rows.flatMap(({ cells }) => cells.flatMap((cell) => ('interval' in cell ? [] : cell)));
  }
}

function targets(block: Report['blocks'][number]): string[] {
  return textsOf(block)
    .flat()
    .flatMap((part) => (typeof part !== 'string' && part.to && 'entry' in part.to ? [part.to.entry] : []));
}
