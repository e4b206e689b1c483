import type { SignedAnswer, SigningItem, SigningList } from '@garita/api';
import { isErrorCode } from '@garita/api';
import type { Command } from 'commander';
import { answer, dayOf } from '../../answer.ts';
import { Failure } from '../../failure.ts';
import { type Asking, ask, asking, EQUIPMENT, get, inPath, officerOf, type Signing, signing } from './asking.ts';
import { hashNamed } from './hash-named.ts';
import { beginning, named, pick, say, told } from './terms.ts';

/** More than ever wait at once; a server that always has another one is not followed. */
const MOST_SIGNED = 1000;

/** `garita equipment waiting`: what waits for officers' signatures, sentence by sentence. */
export function waitingCommand(): Command {
  return asking('waiting')
    .description('what waits for signatures, and what each document says')
    .argument('[id]', 'only the one that begins so, at least 4 characters')
    .option('--payload', 'also exactly what a signature would cover, decoded here')
    .action(async (given: string | undefined, options: Asking & { payload?: boolean }) => {
      const all = await waiting(options);
      const items = given === undefined ? all : [itemNamed(given, all)];
      const texts = await Promise.all(
        items.map(async (item) => inWords(item, options.payload ? await decoded(item) : [])),
      );
      answer(
        options.json,
        { items },
        told(texts.join('\n\n') || pick('Nada espera firmas.', 'Nothing waits for signatures.')),
      );
    });
}

/** `garita equipment sign`: one document, or everything that waits for this officer. */
export function signCommand(): Command {
  return signing('sign')
    .description('add your signature: shows what it says, then asks')
    .argument('[id]', 'the beginning of what `garita equipment waiting` shows, at least 4 characters')
    .option('--all', 'everything that waits for you')
    .option('--yes', 'without asking')
    .addHelpText(
      'after',
      `
Examples:
  $ garita equipment sign 3f2a91c0 --api-key-file d.mora.api --officer-key d.mora.key
  $ garita equipment sign --all --yes --api-key-file d.mora.api --officer-key d.mora.key --json`,
    )
    .action(async (given: string | undefined, options: SignAsked) => {
      if ((given === undefined) === (options.all === undefined))
        throw new Failure('USAGE', 'name one document, or --all');
      if (!options.yes && (options.json || !process.stdin.isTTY))
        throw new Failure('USAGE', 'nobody can be asked here: read it with `garita equipment waiting`, then add --yes');
      const officer = await officerOf(options);
      const signed = await (given === undefined ? signAll(officer, options) : signOne(given, officer, options));
      const left = (await waiting(options)).filter(({ withheld }) => withheld !== null);
      const value = { signed, withheld: left.map(({ id, kind, withheld }) => ({ kind, id, code: withheld })) };
      const lines = [...signed.map(signedInWords), ...left.map(withheldInWords)];
      answer(
        options.json,
        value,
        told(lines.join('\n') || pick('Nada espera su firma.', 'Nothing waits for your signature.')),
      );
    });
}

type Officer = Awaited<ReturnType<typeof officerOf>>;
type SignAsked = Signing & { readonly all?: true; readonly yes?: true };

async function waiting(options: Asking): Promise<readonly SigningItem[]> {
  return (await get<SigningList>(options, `${EQUIPMENT}/signing`)).items;
}

function itemNamed(given: string, items: readonly SigningItem[]): SigningItem {
  const hash = hashNamed(
    given,
    items.map(({ id }) => id),
    'EQUIPMENT_DRAFT_UNKNOWN',
  );
  const item = items.find(({ id }) => id === hash);
  if (!item) throw new Failure('EQUIPMENT_DRAFT_UNKNOWN', given);
  return item;
}

async function signOne(given: string, officer: Officer, options: SignAsked): Promise<readonly SignedAnswer[]> {
  const item = itemNamed(given, await waiting(options));
  const { withheld } = item;
  if (withheld !== null)
    throw new Failure(isErrorCode(withheld) ? withheld : 'SERVER_ANSWER_UNEXPECTED', `${item.kind} ${item.id}`);
  return sign(item, officer, options);
}

/** One after the other, asking anew each time: a credential in force changes the list that names it. */
async function signAll(officer: Officer, options: SignAsked): Promise<readonly SignedAnswer[]> {
  const asked = new Set<string>();
  const signed: SignedAnswer[] = [];
  while (asked.size < MOST_SIGNED) {
    const next = (await waiting(options)).find(({ id, withheld }) => withheld === null && !asked.has(id));
    if (!next) break;
    asked.add(next.id);
    signed.push(...(await sign(next, officer, options)));
  }
  return signed;
}

/** Shows it, asks, signs and brings it; nothing when the person says no. */
async function sign(item: SigningItem, officer: Officer, options: SignAsked): Promise<readonly SignedAnswer[]> {
  const [{ demandKindTold, documentToSign }, { signDocument }, { trustCrypto }] = await Promise.all([
    import('./document-to-sign.ts'),
    import('@garita/trust'),
    import('@garita/node-crypto'),
  ]);
  const document = documentToSign(item);
  if (!options.json) process.stderr.write(`${inWords(item)}\n`);
  if (!options.yes && !(await agreed())) return [];
  const signed = await signDocument(document, { crypto: trustCrypto, signer: officer.signer });
  const cose = demandKindTold(item.kind, signed);
  const path = `${EQUIPMENT}/signing/${item.kind}/${inPath(item.id)}`;
  return [await ask<SignedAnswer>(options, { method: 'POST', path, cose })];
}

async function agreed(): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(s|sí|si|y|yes)$/i.test((await lines.question(pick('¿Firmar? (s/n) ', 'Sign it? (y/n) '))).trim());
  } finally {
    lines.close();
  }
}

function inWords(item: SigningItem, more: readonly string[] = []): string {
  const { id, kind, needed, says, signers, since, title, withheld } = item;
  const who = signers.map(({ name }) => name).join(', ') || pick('nadie aún', 'nobody yet');
  return [
    `${beginning(id)}  ${named(KINDS, kind)}: ${say(title)}`,
    `  ${pick(`Desde ${dayOf(since)}; firmaron ${signers.length} de ${needed}: ${who}`, `Since ${dayOf(since)}; signed by ${signers.length} of ${needed}: ${who}`)}`,
    ...says.map((sentence) => `  - ${say(sentence)}`),
    ...(withheld === null ? [] : [`  ${pick('No es para su firma', 'Not for you to sign')}: ${withheld}`]),
    ...more,
  ].join('\n');
}

async function decoded(item: SigningItem): Promise<string[]> {
  const { documentToSign, payloadInWords } = await import('./document-to-sign.ts');
  return payloadInWords(documentToSign(item)).map((line) => `  ${line}`);
}

const KINDS = {
  decision: { es: 'decisión', en: 'decision' },
  credential: { es: 'credencial de aprobación', en: 'approval credential' },
  'trust-list': { es: 'lista de confianza', en: 'trust list' },
  'status-list': { es: 'lista de estados', en: 'status list' },
};

function signedInWords({ id, kind, logIndex, needed, signers, state }: SignedAnswer): string {
  const what = `${named(KINDS, kind)} ${beginning(id)}`;
  if (state === 'in-force')
    return pick(
      `${what}: en vigor; entrada ${logIndex} de la bitácora.`,
      `${what}: in force; entry ${logIndex} of the log.`,
    );
  return pick(
    `${what}: firmaron ${signers.length} de ${needed}.`,
    `${what}: signed by ${signers.length} of ${needed}.`,
  );
}

function withheldInWords({ id, kind, withheld }: SigningItem): string {
  const what = `${named(KINDS, kind)} ${beginning(id)}`;
  // Whoever has signed cannot be the next one, too.
  if (withheld === 'SELF_APPROVAL') return pick(`${what}: espera otra firma.`, `${what}: waits for another signature.`);
  return pick(`${what}: no es para su firma (${withheld}).`, `${what}: not for you to sign (${withheld}).`);
}
