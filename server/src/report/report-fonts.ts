import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Inter as static TrueType (SIL Open Font License 1.1): whole, so that every sign that is written is embedded. */
const FACES = {
  regular: () => require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  bold: () => require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
} as const;
export type Face = keyof typeof FACES;

const read = new Map<Face, Buffer>();

/** A font file, read once for all reports. */
export function fontFile(face: Face): Buffer {
  const bytes = read.get(face) ?? readFileSync(FACES[face]());
  read.set(face, bytes);
  return bytes;
}
