import type { AssessedRequirement } from '@garita/api';
import type { Block, Cell, Interval, Text } from '../../report/report.ts';
import { allOf } from './kept-of.ts';
import { contextNames, idsOf, newestRecord, quantity } from './known-of-view.ts';
import type { Pen } from './pen.ts';
import { OUTCOME_TONES, OUTCOMES } from './vocabulary.ts';

/** Each requirement with a number: seen, shown, asked, drawn, and how it came out; then the documents asked for. */
export function performance(pen: Pen): Block[] {
  const { say, view } = pen;
  const heading: Block = {
    kind: 'heading',
    level: 1,
    text: say('Qué se midió', 'What was measured'),
    entry: 'performance',
  };
  const record = newestRecord(view);
  if (!record)
    return [
      heading,
      { kind: 'paragraph', text: [say('Nada: nunca se ha evaluado.', 'Nothing: it was never evaluated.')] },
    ];
  const measured = record.requirements.filter(({ kind }) => kind !== 'gate' && kind !== 'evidence');
  const documents = record.requirements.filter(({ kind }) => kind === 'evidence');
  const blocks: Block[] = [heading];
  if (measured.length === 0)
    blocks.push({
      kind: 'paragraph',
      text: [say('La norma no pide ningún número.', 'The standard asks for no number.')],
    });
  else blocks.push({ kind: 'paragraph', text: [howToRead(pen)] }, table(pen, measured));
  if (documents.length > 0)
    blocks.push(
      { kind: 'heading', level: 2, text: say('Documentos que la norma pide', 'Documents that the standard asks for') },
      {
        kind: 'table',
        title: say('Documentos que la norma pide', 'Documents that the standard asks for'),
        columns: [
          { title: say('Qué se pide', 'What is asked'), share: 40 },
          { title: say('Qué hay', 'What there is'), share: 42 },
          { title: say('Resultado', 'Outcome'), share: 18 },
        ],
        rows: documents.map((line) => ({
          cells: [
            [[pen.in(line.text)], ...uses(pen, line)],
            [[...pen.linked(pen.in(line.explanation), idsOf(line)), ...pen.cite(idsOf(line))]],
            outcomeCell(pen, line),
          ],
        })),
      },
    );
  return blocks;
}

function howToRead({ say }: Pen): string {
  return say(
    'Una prueba con pocos ensayos demuestra poco. «Visto» es lo que pasó en la prueba; «Demostrado» es lo que, con la confianza indicada, al menos es cierto (detección) o a lo más es cierto (falsas alarmas). Eso, y no lo visto, se compara con lo que se pide. En el dibujo, el punto es lo visto, la barra gruesa llega hasta lo demostrado, la línea negra es lo que se pide y la zona clara es donde debe quedar todo. Cada número en azul lleva a su evidencia.',
    'A test with few trials shows little. “Seen” is what happened in the test; “Shown” is what, with the confidence given, is true at least (detection) or at most (false alarms). That, and not what was seen, is compared with what is asked. In the drawing, the dot is what was seen, the thick bar reaches to what was shown, the black line is what is asked, and the tinted part is where all of it has to lie. Each number in blue leads to its evidence.',
  );
}

function table(pen: Pen, lines: readonly AssessedRequirement[]): Block {
  const { say } = pen;
  return {
    kind: 'table',
    title: say('Requisitos con número', 'Requirements with a number'),
    columns: [
      { title: say('Requisito', 'Requirement'), share: 31 },
      { title: say('Visto', 'Seen'), share: 15 },
      { title: say('Demostrado', 'Shown'), share: 15 },
      { title: say('Se pide', 'Asked'), share: 11 },
      { title: say('Dibujo', 'Drawing'), share: 16 },
      { title: say('Resultado', 'Outcome'), share: 12 },
    ],
    rows: lines.map((line) => ({
      cells: [
        requirement(pen, line),
        seen(pen, line),
        shown(pen, line),
        asked(pen, line),
        drawing(pen, line),
        outcomeCell(pen, line),
      ],
    })),
  };
}

function requirement(pen: Pen, line: AssessedRequirement): Cell {
  const says: Text[] = [[pen.in(line.text)], ...uses(pen, line)];
  if (needsWords(pen, line))
    says.push(pen.linked(pen.in(line.explanation), idsOf(line)).map((run) => ({ ...run, quiet: true })));
  if (line.condition)
    says.push([{ text: `${pen.say('Condición: ', 'Condition: ')}${pen.in(line.condition)}`, tone: 'attention' }]);
  return says;
}

/** What went well is told by its numbers; but a measure that no document states was reckoned, and it is said how. */
function needsWords({ view }: Pen, line: AssessedRequirement): boolean {
  if (line.outcome !== 'pass') return true;
  const ids = idsOf(line);
  const stated = allOf('evidence', view.evidence)
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ body }) => body.results);
  return line.kind === 'measure' && !stated.some((one) => one.kind === 'measure' && one.value === line.value);
}

/** Only where not all uses asked for are meant. */
function uses(pen: Pen, { contexts }: AssessedRequirement): Text[] {
  const all = newestRecord(pen.view)?.contexts.length ?? 0;
  if (contexts.length === 0 || contexts.length === all) return [];
  return [[{ text: `${pen.say('Para: ', 'For: ')}${pen.formats.list(contextNames(pen, contexts))}`, quiet: true }]];
}

function seen(pen: Pen, line: AssessedRequirement): Cell {
  const { formats, say } = pen;
  const ids = idsOf(line);
  if (line.hits !== null && line.trials !== null) {
    const hits = `${formats.number(line.hits)}\u00a0${say('de', 'of')}\u00a0${formats.number(line.trials)}`;
    const share = line.value === null ? [] : [[{ text: formats.percent(line.value), quiet: true }]];
    return [[pen.figure(hits, ids), ...pen.cite(ids)], ...share];
  }
  if (line.value === null) return [[nothing(pen)]];
  return [[pen.figure(quantity(pen, line.value, line.unit), ids), ...pen.cite(ids)]];
}

function shown(pen: Pen, line: AssessedRequirement): Cell {
  const { formats, say } = pen;
  if (line.bound === null || line.boundSide === null)
    return [
      [
        line.kind === 'measure' && line.value !== null
          ? { text: say('se midió', 'measured'), quiet: true }
          : nothing(pen),
      ],
    ];
  const side = line.boundSide === 'lower' ? say('al menos ', 'at least ') : say('a lo más ', 'at most ');
  const confidence =
    line.confidence === null
      ? []
      : [
          [
            {
              text: `${say('con', 'with')} ${formats.percent(line.confidence)} ${say('de confianza', 'confidence')}`,
              quiet: true,
            },
          ],
        ];
  return [[side, pen.figure(formats.bound(line.bound, line.boundSide), idsOf(line))], ...confidence];
}

function asked(pen: Pen, line: AssessedRequirement): Cell {
  const { formats, say } = pen;
  const isShare = line.kind !== 'measure';
  const figure = (value: number) =>
    pen.figure(isShare ? formats.percent(value) : quantity(pen, value, line.unit), [], 'standard');
  const texts: Text[] = [];
  if (line.atLeast !== null) texts.push([say('al menos ', 'at least '), figure(line.atLeast)]);
  if (line.atMost !== null) texts.push([say('a lo más ', 'at most '), figure(line.atMost)]);
  return texts;
}

function drawing(pen: Pen, line: AssessedRequirement): Cell {
  const { atLeast, atMost, bound, boundSide, value } = line;
  if (value === null) return [[nothing(pen)]];
  const isShare = line.kind !== 'measure';
  const label = (one: number) => (isShare ? pen.formats.percent(one) : pen.formats.number(one));
  const { high, low } = scaleOf(line, isShare);
  const interval: Interval = {
    ...{ low, high, lowLabel: label(low), highLabel: label(high), seen: value, atLeast, atMost },
    bound: bound === null || boundSide === null ? null : { at: bound, side: boundSide },
    tone: OUTCOME_TONES[line.outcome],
    words: `${pen.in(line.text)} ${pen.in(line.explanation)} ${pen.in(OUTCOMES[line.outcome])}.`,
  };
  return { interval };
}

/** Detection up to certainty, false alarms from none, other measures around what was asked. */
function scaleOf(line: AssessedRequirement, isShare: boolean): { readonly low: number; readonly high: number } {
  const points = [line.value, line.bound, line.atLeast, line.atMost].filter((one) => one !== null);
  const [least, most] = [Math.min(...points), Math.max(...points)];
  if (isShare && line.boundSide !== 'upper' && line.kind === 'detection')
    return { low: Math.max(0, Math.floor(least * 10 - 0.5) / 10), high: 1 };
  if (isShare) return { low: 0, high: Math.min(1, Math.max(0.01, Math.ceil(most * 12) / 10)) };
  const margin = Math.max(most - least, Math.abs(most) * 0.1, Number.MIN_VALUE);
  const step = 10 ** Math.floor(Math.log10(margin));
  const high =
    line.unit === '%'
      ? Math.min(100, Math.ceil((most + margin) / step) * step)
      : Math.ceil((most + margin) / step) * step;
  return {
    low:
      least >= 0 ? Math.max(0, Math.floor((least - margin) / step) * step) : Math.floor((least - margin) / step) * step,
    high,
  };
}

const nothing = ({ say }: Pen) => ({ text: say('sin dato', 'nothing'), tone: 'unknown' as const });

function outcomeCell(pen: Pen, { outcome }: AssessedRequirement): Cell {
  return [[pen.outcome(outcome)]];
}
