import type { FastifyInstance } from 'fastify';
import { sendFrontPage } from './web-app.ts';

export interface FrontPageFacts {
  readonly name: { readonly es: string; readonly en: string };
  readonly sample: boolean;
}

/** What whoever opens an agency's address finds where its pages are not built: who this is, and what may be read. */
export function frontPage(app: FastifyInstance, facts: FrontPageFacts): void {
  const page = frontPageOf(facts);
  app.get('/', (_request, reply) => sendFrontPage(reply, page));
}

/** `reload`: the pages are on their way, and the browser asks again by itself. */
export function frontPageOf({ name, sample }: FrontPageFacts, { reload = false } = {}): string {
  const [es, en] = [escaped(name.es), escaped(name.en)];
  const mark = sample ? '<p><strong>Datos de muestra / Sample data</strong></p>' : '';
  const how = 'npm run build';
  const [sayEs, sayEn] = reload
    ? [
        'Sus páginas se están construyendo; esta se vuelve a cargar sola.',
        'Its pages are being built; this one loads again by itself.',
      ]
    : [
        `Sus páginas no están construidas: ejecute <code>${how}</code> en la carpeta de Garita e inicie el servidor otra vez (sin <code>--no-web</code>). Mientras tanto se usa con el programa <code>garita</code>.`,
        `Its pages are not built: run <code>${how}</code> in Garita’s folder and start the server again (without <code>--no-web</code>). Until then it is used by the program <code>garita</code>.`,
      ];
  return `<!doctype html>
<html lang="es">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">${reload ? '\n<meta http-equiv="refresh" content="2">' : ''}
<title>Garita · ${es}</title>
<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}</style>
<h1>Garita · ${es}</h1>
${mark}
<p>Este es el servidor de la agencia. ${sayEs} La bitácora está abierta a quien quiera comprobarla:</p>
<ul>
<li><a href="/log/checkpoint">la cabeza firmada</a> (C2SP tlog-checkpoint)</li>
<li><a href="/log/vkey">la llave con que se verifica</a></li>
</ul>
<section lang="en">
<h2>${en}</h2>
<p>This is the agency’s server. ${sayEn} Its log is open to whoever wants to check it:
<a href="/log/checkpoint">the signed head</a>, <a href="/log/vkey">the key to verify it with</a>.</p>
</section>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
