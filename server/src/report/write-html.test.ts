import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { REPORT_POLICY_HEADER, REPORT_STYLE } from './report-style.ts';
import { hostileReport, sampleReport } from './sample-report.fixture.ts';
import { writeHtml } from './write-html.ts';

const html = writeHtml(sampleReport());

describe('a report as a page', () => {
  test('is in its language, with its title, headings in order and tables with heads', () => {
    expect(html).toContain('<html lang="es">');
    expect(html).toContain('<title>Cómo se evaluó el «Pórtico»</title>');
    expect([...html.matchAll(/<h(\d)/g)].map(([, level]) => level)).toEqual(['1', '2', '3']);
    expect(html).toContain('<th scope="col">Visto</th>');
    expect(html).toContain('<th scope="row"><p>Detecta</p></th>');
  });

  test('leads from each figure to its evidence', () => {
    expect(html.match(/href="#evidence-1"/g)).toHaveLength(2);
    expect(html.match(/id="evidence-1"/g)).toHaveLength(1);
    expect(html).toContain('<a href="https://mx.example/a">el servidor</a>');
  });

  test('tells a drawing in words', () => {
    expect(html).toContain('role="img" aria-label="59 de 59: al menos 95 %; se pide 90 %."');
  });

  test('may do nothing but be looked at, in its own style, from a file, too', () => {
    const hash = createHash('sha256').update(REPORT_STYLE).digest('base64');
    expect(REPORT_POLICY_HEADER).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(html).toContain(`<style>${REPORT_STYLE}</style>`);
    expect(html).toContain('http-equiv="content-security-policy" content="default-src &#39;none&#39;;');
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\sstyle=|\son\w+=|url\(|@import/i);
  });

  test('holds what others wrote as text', () => {
    const page = writeHtml(hostileReport());
    const tags = [...page.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag?.toLowerCase());
    const known =
      'html head meta title style body header strong span main h1 h2 p a div ul li table caption thead tbody tr th td svg rect line circle text footer b br';
    expect(new Set(tags).difference(new Set(known.split(' ')))).toEqual(new Set());
    expect(page.match(/<style/g)).toHaveLength(1);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;&#39;`&lt;/style&gt;');
    expect(page).toContain('[U+202E]gnp.exe 中文');
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'https:evil'])(
    'does not lead to %s',
    (url) => {
      const page = writeHtml(sampleReport({ blocks: [{ kind: 'paragraph', text: [{ text: 'x', to: { url } }] }] }));
      expect(page).not.toContain('<a ');
    },
  );
});
