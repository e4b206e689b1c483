import type { EvidenceResult } from '@garita/api';
import type { Block, Fact, Text } from '../../report/report.ts';
import type { EvidenceEntry } from './evidence-book.ts';
import { allOf } from './kept-of.ts';
import { quantity } from './known-of-view.ts';
import type { Pen } from './pen.ts';
import { ANSWERS, CONFIDENCE, EVIDENCE_NAMES, OUTAGES } from './vocabulary.ts';

/** As many results as one entry shows; whoever wrote the evidence chose how many there are. */
const MOST_RESULTS = 64;

/** Every piece of evidence: what it is, whose, when, how far it is believed, what speaks against it, and where it is. */
export function evidenceAnnex(pen: Pen): Block[] {
  const { say } = pen;
  const heading: Block = { kind: 'heading', level: 1, text: say('Anexo A. La evidencia', 'Annex A. The evidence') };
  if (pen.book.entries.length === 0)
    return [
      heading,
      { kind: 'paragraph', text: [{ text: say('No hay ninguna.', 'There is none.'), tone: 'unknown', bold: true }] },
    ];
  return [heading, ...pen.book.entries.flatMap((entry) => entryBlocks(pen, entry))];
}

function entryBlocks(pen: Pen, entry: EvidenceEntry): Block[] {
  const { say } = pen;
  const title = entry.record?.body.title ?? entry.used?.title;
  const text = `[${entry.number}] ${title ? pen.in(title) : entry.id}`;
  return [
    { kind: 'heading', level: 3, text, entry: entry.entry },
    {
      kind: 'facts',
      title: text,
      rows: entry.record
        ? rowsOf(pen, entry)
        : [
            {
              label: say('Registro', 'Record'),
              value: [
                [
                  ...usedAs(pen, entry),
                  say(
                    ' Ya no se encuentra entre los registros de esta configuración.',
                    ' It is no longer found among the records of this configuration.',
                  ),
                ],
              ],
            },
          ],
    },
  ];
}

function rowsOf(pen: Pen, entry: EvidenceEntry): Fact[] {
  const { formats, say, view } = pen;
  const { record, used } = entry;
  if (!record) return [];
  const { body, hash, id } = record;
  const laboratory = allOf('laboratory', view.laboratories).find((one) => one.id === body.laboratory)?.body;
  const plain = (label: string, ...value: Text[]): Fact => ({ label, value });
  const rows: Fact[] = [
    plain(say('Qué es', 'What it is'), [
      `${pen.in(EVIDENCE_NAMES[body.type])}, ${body.issuer}, `,
      { text: formats.day(body.issuedAt), bold: true },
      ...(body.validUntil === null ? [] : [`, ${say('vale hasta el', 'valid until')} ${formats.day(body.validUntil)}`]),
    ]),
    plain(say('Quién probó', 'Who tested'), [
      body.testers.length === 0
        ? { text: say('No se dice', 'Not said'), tone: 'unknown' }
        : formats.list(body.testers.map(pen.person)),
      laboratory
        ? `; ${laboratory.name} (${laboratory.accreditation ?? say('sin acreditación registrada', 'no accreditation recorded')})`
        : '',
    ]),
    plain(say('Confianza', 'Confidence'), [
      { text: pen.in(CONFIDENCE[body.confidence]), bold: true },
      `. ${pen.in(body.confidenceReason)} `,
      ...counters(pen, id),
    ]),
  ];
  if (body.counters.length > 0) rows.push(plain(say('Contradice a', 'Speaks against'), pen.cite(body.counters)));
  if (body.claims.length > 0)
    rows.push(plain(say('Afirma', 'Claims'), ...body.claims.map((claim): Text => [pen.in(claim)])));
  if (body.results.length > 0) rows.push(plain(say('Resultados', 'Results'), ...resultsOf(pen, body.results)));
  rows.push(
    plain(
      say('Documento', 'Document'),
      body.document
        ? [
            `${body.document.name} (${formats.bytes(body.document.size)}), SHA-256 `,
            { text: body.document.sha256, to: pen.page(`/api/v1/equipment/documents/${body.document.sha256}`) },
          ]
        : [{ text: say('Ninguno.', 'None.'), tone: 'unknown' }],
    ),
    plain(say('Registro', 'Record'), [
      {
        text: say('Ver en el servidor', 'See on the server'),
        to: pen.page(`/equipment/configurations/${view.line.configuration}#evidence-${id}`),
      },
      ` · ${id}, ${say('versión', 'version')} ${formats.number(record.version)}, ${say('por', 'by')} ${pen.person(record.by)}, ${formats.moment(record.at)}, ${say('bitácora', 'log')} ${formats.number(record.logIndex)}, SHA-256 `,
      { text: hash, to: pen.page(`/api/v1/equipment/versions/${hash}`) },
    ]),
  );
  if (used && used.hash !== hash) rows.push(plain(say('Al evaluar', 'When evaluated'), usedAs(pen, entry)));
  return rows;
}

function usedAs(pen: Pen, { used }: EvidenceEntry): Text {
  if (!used) return [];
  const { formats, say } = pen;
  return [
    `${say('La evaluación usó la versión', 'The evaluation used the version')} SHA-256 `,
    { text: used.hash, to: pen.page(`/api/v1/equipment/versions/${used.hash}`) },
    `, ${formats.day(used.issuedAt)}.`,
  ];
}

function counters(pen: Pen, id: string): Text {
  const against = allOf('evidence', pen.view.evidence).filter(({ body }) => body.counters.includes(id));
  if (against.length === 0)
    return [pen.say('Nada de lo registrado la contradice.', 'Nothing recorded speaks against it.')];
  return [
    { text: pen.say('La contradice:', 'Countered by:'), tone: 'bad', bold: true },
    ...against.flatMap((one) => [...pen.cite([one.id]), ` ${pen.in(one.body.title)}`]),
  ];
}

function resultsOf(pen: Pen, results: readonly EvidenceResult[]): Text[] {
  const shown = results.slice(0, MOST_RESULTS).map((result): Text => [resultWords(pen, result)]);
  const more = results.length - shown.length;
  if (more > 0)
    shown.push([
      {
        text: pen.say(
          `Y ${pen.formats.number(more)} más, en el servidor.`,
          `And ${pen.formats.number(more)} more, on the server.`,
        ),
        tone: 'attention',
      },
    ]);
  return shown;
}

function resultWords(pen: Pen, result: EvidenceResult): string {
  const { formats, say } = pen;
  const of = say('de', 'of');
  switch (result.kind) {
    case 'trials': {
      const what = result.outcome === 'detection' ? say('detectó', 'detected') : say('falsas alarmas', 'false alarms');
      return `${result.article}: ${what} ${formats.number(result.hits)} ${of} ${formats.number(result.trials)}, ${formats.day(result.at)}`;
    }
    case 'measure':
      return `${result.measure}: ${quantity(pen, result.value, result.unit)}, ${formats.day(result.at)}`;
    case 'outage':
      return `${say('Interrupción', 'Outage')}: ${formats.moment(result.from)} – ${formats.moment(result.until)} (${pen.in(OUTAGES[result.reason])})`;
    case 'data-path':
      return `${say('Ruta de los datos, observada durante', 'Data path, observed for')} ${formats.number(result.observedHours)} h: ${formats.number(result.declared.length)} ${say('declarados', 'declared')}, ${formats.number(result.observed.length)} ${say('observados', 'observed')}, ${formats.day(result.at)}`;
    case 'check':
      return `${result.check}: ${pen.in(ANSWERS[result.met])}. ${pen.in(result.text)} ${formats.day(result.at)}`;
  }
}
