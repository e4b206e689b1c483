import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Walk } from './scan-walks.ts';
import { colourView, renderStep, renderView, type ViewState } from './terminal-view.ts';

const at = new Date('2026-11-23T12:00:00').getTime();
const walk = (scan: string, more: Partial<Walk>): Walk => ({
  scan: scan.padEnd(64, '0'),
  device: 'xr-1',
  lane: 'lane-1',
  site: 'site-1',
  ooiKind: 'truck',
  steps: {},
  reasons: [],
  ...more,
});

const receipted = walk('aaaa1111', {
  steps: { captured: at, admitted: at + 120, decided: at + 400, shared: at + 130, receipted: at + 900 },
  decision: 'release',
});
const refused = walk('bbbb2222', {
  steps: { captured: at, quarantined: at + 50 },
  reasons: [
    {
      code: 'CONFIGURATION_REFUSED',
      detail: 'cfg-x is refused',
      notice: [
        {
          code: 'SECURITY_REVIEW_FAILED',
          es: 'El acceso remoto no se puede desactivar.',
          en: 'Remote access cannot be switched off.',
        },
      ],
    },
  ],
});

const state = (language: 'es' | 'en'): ViewState => ({
  agencies: [
    { name: 'México (demo)', url: 'http://mx.localhost:8480', up: true, logSize: 12, logCosigned: 12 },
    { name: 'United States (demo)', url: 'http://us.localhost:8482', up: false, logSize: 0, logCosigned: 0 },
  ],
  walks: [receipted, refused],
  quarantined: [refused],
  summary: { captured: 2, admitted: 1, shared: 1, receipted: 1, quarantined: { CONFIGURATION_REFUSED: 1 } },
  receiptedPerMinute: 31,
  medianMsToReceipt: 900,
  language,
  laneNames: new Map([['lane-1', 'Nuevo Laredo · 1']]),
});

describe('the terminal view', () => {
  test('shows a scan’s walk with its times, the decision, and the receipt', () => {
    const line = renderView(state('en'), { columns: 150, rows: 40 }).find((text) => text.includes('aaaa1111'));
    expect(line).toBe(
      '  aaaa1111  Nuevo Laredo · 1                  12:00:00         +0.1 s           +0.4 s release   +0.1 s           +0.9 s ✓',
    );
  });

  test('shows a quarantined scan with the sentence of its code and the words of the signed list', () => {
    const spanish = renderView(state('es'), { columns: 200, rows: 40 }).join('\n');
    expect(spanish).toContain('✗ bbbb2222  Nuevo Laredo · 1: CONFIGURATION_REFUSED: ');
    expect(spanish).toContain('SECURITY_REVIEW_FAILED: El acceso remoto no se puede desactivar.');
  });

  test('says when an agency does not answer, in the reader’s language', () => {
    expect(renderView(state('en'), { columns: 150, rows: 40 }).join('\n')).toContain('not reachable');
    expect(renderView(state('es'), { columns: 150, rows: 40 }).join('\n')).toContain('sin respuesta');
  });

  test.each([
    [80, 24],
    [40, 12],
    [200, 60],
  ])('fits a terminal of %i x %i', (columns, rows) => {
    const lines = renderView(state('en'), { columns, rows });
    expect(lines.length).toBeLessThanOrEqual(rows);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  });

  test.each([
    [80, 24],
    [100, 30],
  ])('shows every step up to the receipt in a terminal of %i x %i', (columns, rows) => {
    for (const language of ['en', 'es'] as const) {
      const lines = renderView(state(language), { columns, rows });
      expect(lines.find((line) => line.includes('aaaa1111'))).toMatch(/12:00:00 .*\+0\.4 s.*\+0\.9 s ✓$/);
      expect(lines.slice(3).join('\n')).not.toContain('…');
    }
  });

  test('breaks a long reason between words where there is room, and never hides the foot for it', () => {
    const roomy = renderView(state('en'), { columns: 60, rows: 40 });
    expect(roomy.filter((line) => line.includes('SECURITY_REVIEW_FAILED')).join('')).not.toContain('…');
    expect(roomy.map((line) => line.trim()).join(' ')).toContain('Remote access cannot ┊           be switched off.');
    const many = { ...state('en'), quarantined: [refused, refused, refused, refused] };
    expect(renderView(many, { columns: 60, rows: 22 }).at(-1)).toContain('Send a file of your own');
  });

  test('means the same without colour', () => {
    const lines = renderView(state('en'), { columns: 150, rows: 40 });
    expect(colourView(lines).map(stripVTControlCharacters)).toEqual(lines);
  });

  test('is a line a step where nothing can be redrawn', () => {
    const line = renderStep(receipted, 'receipted', { language: 'en', laneNames: new Map() });
    expect(line).toMatch(/^12:00:00 {2}aaaa1111 {2}receipted +lane-1 +\+0\.9 s$/);
  });
});
