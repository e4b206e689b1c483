import { describe, expect, test } from 'vitest';
import { c2sp } from '../testing/examples.ts';
import { hasher, signerFor, verifyEd25519 } from '../testing/node-crypto.ts';
import { addSignatures, openNote, parseNote, parseVerifierKey, signNote } from './index.ts';

const exampleKey = parseVerifierKey(hasher, c2sp['signed-note'].vkey);
const example = c2sp['signed-note'].note;
const ana = signerFor('ana.example', 'ed25519');
const luz = signerFor('luz.example', 'ed25519');

function open(note: string, keys = [exampleKey], strict = false) {
  return openNote(note, { verify: verifyEd25519, keys, strict });
}

describe('a signed note', () => {
  test('of the specification verifies with its key', async () => {
    const { text, signatures } = await open(example);
    expect(text).toBe('This is an example message.\n');
    expect(signatures).toEqual([{ key: exampleKey }]);
  });

  test('may have empty lines in its text: the last one in the note ends it', () => {
    const { text, signatures } = parseNote(c2sp['signed-note'].poem);
    expect(text).toBe(
      'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned \u00e8 subito sera.\n',
    );
    expect(signatures).toMatchObject([{ name: 'quasimodo.example/salvatore', id: 0x367ba04b }]);
  });

  test('that we sign verifies, also in a language with accents', async () => {
    const note = await signNote('Aduana de M\u00e9xico\n\n\u2014 firmado\n', ana);
    expect((await open(note, [ana.key], true)).text).toBe('Aduana de M\u00e9xico\n\n\u2014 firmado\n');
  });

  test('passes over signatures of unknown keys, even with the name or the id of a known one', async () => {
    const sameName = { ...ana, key: { ...ana.key, name: 'example.com/foo' } };
    const sameId = { ...ana, key: { ...ana.key, id: exampleKey.id } };
    for (const stranger of [sameName, sameId]) {
      const line = (await signNote('other\n', stranger)).slice('other\n\n'.length);
      expect((await open(addSignatures(example, line))).signatures).toEqual([{ key: exampleKey }]);
      await expect(open(addSignatures(example, line), [exampleKey], true)).rejects.toMatchObject({
        code: 'SIGNATURE_UNKNOWN',
      });
    }
  });

  test('is refused when the signature of a known key is wrong, though another one is right', async () => {
    const wrong = (await signNote('other\n', ana)).slice('other\n\n'.length);
    await expect(open(example + wrong, [exampleKey, ana.key])).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
  });

  test('is refused when a signature is not 64 bytes, whatever the verifier says', async () => {
    for (const length of [63, 65]) {
      const id = Buffer.from('530d903a', 'hex');
      const line = Buffer.concat([id, Buffer.alloc(length)]).toString('base64');
      const note = `text\n\n\u2014 example.com/foo ${line}\n`;
      const opened = openNote(note, { verify: () => true, keys: [exampleKey] });
      await expect(opened).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
    }
  });

  test('is refused when no known key has signed', async () => {
    await expect(open(example, [ana.key])).rejects.toMatchObject({ code: 'SIGNATURE_MISSING' });
    await expect(open(example, [])).rejects.toMatchObject({ code: 'SIGNATURE_MISSING' });
  });

  test('is refused when two known keys cannot be told apart', async () => {
    const twin = { ...ana.key, name: exampleKey.name, id: exampleKey.id };
    await expect(open(example, [exampleKey, twin])).rejects.toMatchObject({ code: 'KEY_AMBIGUOUS' });
  });

  test('signed twice by one key is refused only when strict', async () => {
    const twice = example + example.slice(example.indexOf('\u2014'));
    expect((await open(twice)).signatures).toHaveLength(2);
    await expect(open(twice, [exampleKey], true)).rejects.toMatchObject({ code: 'SIGNATURE_DUPLICATE' });
  });

  test('takes 64 signatures, of the size that post-quantum ones have, and not one more', () => {
    const line = (at: number) => `\u2014 k${at} ${Buffer.alloc(2000, 1).toString('base64')}\n`;
    const lines = Array.from({ length: 64 }, (_, at) => line(at)).join('');
    const note = `text\n\n${lines}`;
    expect(parseNote(note).signatures).toHaveLength(64);
    expect(() => parseNote(note + line(64))).toThrow(expect.objectContaining({ code: 'NOTE_TOO_LARGE' }));
    expect(() => addSignatures(note, line(64))).toThrow(expect.objectContaining({ code: 'NOTE_TOO_LARGE' }));
    expect(() => parseNote(`${'a'.repeat(300_000)}\n\n${line(0)}`)).toThrow(
      expect.objectContaining({ code: 'NOTE_TOO_LARGE' }),
    );
  });

  const line = example.slice(example.indexOf('\u2014'));
  test.each([
    ['without an empty line', `text\n${line}`],
    ['without signatures', 'text\n\n'],
    ['that does not end', example.slice(0, -1)],
    ['with a hyphen for the dash', example.replace('\u2014', '-')],
    ['with two spaces', example.replace('\u2014 ', '\u2014  ')],
    ['with a space at the end of a line', example.replace('yaQM=', 'yaQM= ')],
    ['with carriage returns', example.replaceAll('\n', '\r\n')],
    ['with a tab', example.replace('This is', 'This\tis')],
    ['with a NUL', `\u0000${example}`],
    ['with half a surrogate pair', `\ud800${example}`],
    ['with a plus in a name', example.replace('example.com/foo', 'example.com+foo')],
    ['with an ideographic space in a name', example.replace('example.com/foo', 'example.com\u3000foo')],
    ['without a name', example.replace('example.com/foo ', '')],
    ['with unused bits of base64 set', example.replace('yaQM=', 'yaQN=')],
    ['without padding', example.replace('yaQM=', 'yaQM')],
    ['with nothing after the key id', `text\n\n\u2014 a ${Buffer.alloc(4).toString('base64')}\n`],
    ['with an empty line among the signatures', `${example}\n`],
  ])('%s is none', (_, note) => {
    expect(() => parseNote(note)).toThrow(expect.objectContaining({ code: 'NOTE_MALFORMED' }));
  });

  test('is not made of a text that could not be read back', async () => {
    for (const text of ['no newline', 'tab\t\n', '\ud800\n']) {
      await expect(signNote(text, ana)).rejects.toMatchObject({ code: 'NOTE_MALFORMED' });
    }
    const cut = { ...ana, sign: () => new Uint8Array(63) };
    await expect(signNote('text\n', cut)).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
    const witness = signerFor('ana.example', 'cosignature-v1');
    await expect(signNote('text\n', witness)).rejects.toMatchObject({ code: 'KEY_MALFORMED' });
  });
});

describe('adding signatures', () => {
  const lineOf = async (text: string, signer: typeof ana) => (await signNote(text, signer)).slice(text.length + 1);

  test('appends the lines as they are', async () => {
    const note = await signNote('text\n', ana);
    const added = await lineOf('text\n', luz);
    expect(addSignatures(note, added)).toBe(note + added);
  });

  test('twice changes nothing', async () => {
    const note = await signNote('text\n', ana);
    const added = await lineOf('text\n', luz);
    expect(addSignatures(addSignatures(note, added), added + added)).toBe(note + added);
  });

  test('never displaces a signature that is there', async () => {
    const note = await signNote('text\n', ana);
    expect(addSignatures(note, await lineOf('forged\n', ana))).toBe(note);
  });

  test('refuses what are no signature lines', async () => {
    const note = await signNote('text\n', ana);
    for (const lines of ['', '\n', 'ok\n', `${await lineOf('text\n', luz)}\n`, note]) {
      expect(() => addSignatures(note, lines)).toThrow(expect.objectContaining({ code: 'NOTE_MALFORMED' }));
    }
  });
});
