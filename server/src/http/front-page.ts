import type { FastifyInstance } from 'fastify';

export interface FrontPageFacts {
  readonly name: { readonly es: string; readonly en: string };
  readonly sample: boolean;
}

/** What whoever opens an agency's address in a browser finds until there are screens: who this is, and what may be read. */
export function frontPage(app: FastifyInstance, facts: FrontPageFacts): void {
  const page = pageOf(facts);
  app.get('/', (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .send(page),
  );
}

function pageOf({ name, sample }: FrontPageFacts): string {
  const [es, en] = [escaped(name.es), escaped(name.en)];
  const mark = sample ? '<p><strong>Datos de muestra / Sample data</strong></p>' : '';
  return `<!doctype html>
<html lang="es">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Garita · ${es}</title>
<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}</style>
<h1>Garita · ${es}</h1>
${mark}
<p>Este es el servidor de la agencia. Todavía no tiene pantallas: se usa con el programa <code>garita</code>. La bitácora está abierta a
quien quiera comprobarla:</p>
<ul>
<li><a href="/log/checkpoint">la cabeza firmada</a> (C2SP tlog-checkpoint)</li>
<li><a href="/log/vkey">la llave con que se verifica</a></li>
</ul>
<section lang="en">
<h2>${en}</h2>
<p>This is the agency’s server. It has no screens yet: it is used by the program <code>garita</code>. Its log is open to whoever wants to
check it: <a href="/log/checkpoint">the signed head</a>, <a href="/log/vkey">the key to verify it with</a>.</p>
</section>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
