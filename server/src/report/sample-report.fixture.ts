// A report with one of everything, for tests.
import type { Interval, Report } from './report.ts';

export const interval: Interval = {
  ...{ low: 0.8, high: 1, lowLabel: '80 %', highLabel: '100 %', seen: 1, bound: { at: 0.95, side: 'lower' } },
  ...{ atLeast: 0.9, atMost: null, tone: 'good', words: '59 de 59: al menos 95 %; se pide 90 %.' },
};

export function sampleReport(change: Partial<Report> = {}): Report {
  return {
    language: 'es',
    title: 'Cómo se evaluó el «Pórtico»',
    subtitle: 'Y por qué',
    agency: 'Aduanas',
    kind: 'Informe',
    sampleMark: 'MUESTRA',
    foot: 'cfg-1',
    at: Date.UTC(2026, 10, 24),
    blocks: [
      { kind: 'heading', level: 1, text: 'Qué se midió: ≥, –, ñ, ü, ¿', entry: 'measured' },
      {
        kind: 'paragraph',
        text: [
          'Se detectó ',
          { text: '59 de 59', to: { entry: 'evidence-1' } },
          ' (véase ',
          { text: 'el servidor', to: { url: 'https://mx.example/a' } },
          ').',
        ],
      },
      { kind: 'note', tone: 'unknown', text: [['Sin evaluar.'], ['Nadie lo sabe.']] },
      { kind: 'list', items: [['Uno'], ['Dos']] },
      { kind: 'heading', level: 2, text: 'Números' },
      {
        kind: 'table',
        title: 'Requisitos',
        columns: [
          { title: 'Requisito', share: 2 },
          { title: 'Visto', share: 1 },
          { title: 'Dibujo', share: 1 },
        ],
        rows: [{ cells: [[['Detecta']], [[{ text: '59', to: { entry: 'evidence-1' } }]], { interval }] }],
      },
      {
        kind: 'facts',
        title: 'Evidencia',
        rows: [{ label: 'Certificado', value: [['de laboratorio']], entry: 'evidence-1' }],
      },
    ],
    ...change,
  };
}

export const HOSTILE = `<script>alert(1)</script> & "'\`</style><img src=x onerror=alert(1)> \u202Egnp.exe 中文 ${'A'.repeat(3000)} ${'á é '.repeat(200)}`;

/** Whatever others write in a report, written by somebody who wants it to break. */
export function hostileReport(): Report {
  const text = [HOSTILE];
  return sampleReport({
    ...{ title: HOSTILE, subtitle: HOSTILE, agency: HOSTILE, kind: HOSTILE, foot: HOSTILE },
    blocks: [
      { kind: 'heading', level: 1, text: HOSTILE, entry: 'a' },
      { kind: 'paragraph', text: [{ text: HOSTILE, to: { entry: 'a' } }] },
      { kind: 'note', tone: 'bad', text: [text, text] },
      { kind: 'list', items: [text] },
      {
        kind: 'table',
        title: HOSTILE,
        columns: [
          { title: HOSTILE.slice(0, 200), share: 1 },
          { title: 'b', share: 3 },
        ],
        rows: [
          { cells: [[text], { interval: { ...interval, lowLabel: HOSTILE, highLabel: HOSTILE, words: HOSTILE } }] },
          { cells: [[['x']], [text]] },
        ],
      },
      { kind: 'facts', title: HOSTILE, rows: [{ label: HOSTILE, value: [text] }] },
    ],
  });
}
