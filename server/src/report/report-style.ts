import { createHash } from 'node:crypto';
import { INK, LINK, QUIET, RULE, TONES } from './pdf-style.ts';

const tones = Object.entries(TONES).map(
  ([tone, { ink, tint }]) => `.${tone}{--ink:${ink};--tint:${tint}}b.${tone},.tone.${tone}{color:${ink}}`,
);

/** The same looks as on paper; a page of its own that asks for nothing from anywhere. */
export const REPORT_STYLE = `
:root{color-scheme:light}
body{font:16px/1.5 Inter,system-ui,sans-serif;color:${INK};background:#fff;max-width:60rem;margin:0 auto;padding:1.5rem;overflow-wrap:anywhere}
header{display:flex;gap:1rem;align-items:baseline;flex-wrap:wrap;border-bottom:1px solid ${RULE};padding-bottom:.5rem}
header .kind,.quiet{color:${QUIET}}
.sample{margin-inline-start:auto;font-weight:600;padding:.1rem .5rem;border-radius:.25rem;color:${TONES.bad.ink};background:${TONES.bad.tint}}
h1{font-size:1.9rem;line-height:1.2;margin:1.5rem 0 .25rem}
h2{font-size:1.35rem;border-top:1px solid ${RULE};padding-top:.75rem;margin:2rem 0 .5rem}
h3{font-size:1.1rem;margin:1.5rem 0 .5rem}
h4{font-size:1rem;margin:1rem 0 .25rem}
p{margin:0 0 .6rem}
a{color:${LINK};text-underline-offset:.15em}
a:focus-visible,:target{outline:3px solid ${LINK};outline-offset:2px}
.note{border-inline-start:4px solid var(--ink);background:var(--tint);padding:.6rem .8rem;margin:0 0 1rem}
.note p:last-child,td p:last-child,th p:last-child{margin:0}
table{border-collapse:collapse;width:100%;margin:0 0 1rem;font-size:.9rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:start;vertical-align:top;padding:.4rem .5rem;border-bottom:1px solid ${RULE}}
td p,th p{margin:0 0 .2rem}
tbody th p+p,.facts th{font-weight:400}
.facts th{width:25%;color:${QUIET}}
svg{width:100%;min-width:7rem;height:3rem;display:block;overflow:visible}
svg .wanted{fill:var(--tint)}svg .base{stroke:${RULE}}svg .open{stroke:var(--ink)}svg .bar{stroke:var(--ink);stroke-width:4}
svg .end{stroke:var(--ink);stroke-width:1.5}svg .line{stroke:${INK};stroke-width:2}svg .seen{fill:var(--ink)}svg text{font-size:.65rem;fill:${QUIET}}
footer{border-top:1px solid ${RULE};margin-top:2rem;padding-top:.5rem;color:${QUIET};font-size:.85rem}
@media print{body{font-size:10pt;max-width:none;padding:0}tr,svg{break-inside:avoid}h2,h3,h4{break-after:avoid}thead{display:table-header-group}a{text-decoration:none}}
${tones.join('\n')}
`;

const STYLE_HASH = `'sha256-${createHash('sha256').update(REPORT_STYLE).digest('base64')}'`;

/** What the page may do, when it is opened from a file, too: be looked at. */
export const REPORT_POLICY = `default-src 'none'; style-src ${STYLE_HASH}; base-uri 'none'; form-action 'none'`;
/** The same as an answer's header, which can also say who may frame it. */
export const REPORT_POLICY_HEADER = `${REPORT_POLICY}; frame-ancestors 'none'`;
