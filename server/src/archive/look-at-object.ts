import { type ByteSource, checkStructure, imageHead, readDicos, readThreats } from '@garita/dicos';
import { readN42 } from '@garita/n42';
import type { LookResult, ScanObject } from './picture-tasks.ts';
import type { LookedAt, NotShownCode } from './plan-picture.ts';
import { radiationOf } from './radiation-of.ts';

/** The largest radiation file read: a portal's passage is some 3 MB. */
const MOST_XML_BYTES = 32 * 2 ** 20;

/** What an object of a scan is to those who look at it. No content makes it throw. */
export async function lookAtObject(object: ScanObject, source: ByteSource): Promise<LookResult> {
  const same = { object: object.object, name: object.name };
  const other = (code: NotShownCode, detail: string): LookedAt => ({ ...same, kind: 'other', code, detail });
  if (object.role === 'ground-truth') {
    return { looked: other('PICTURE_TRUTH_WITHHELD', 'what the scan holds, for training and tests'), findings: 0 };
  }
  const read = await readDicos(source);
  if (read.outcome === 'not-dicom') {
    const { type } = read;
    if (type !== 'n42-2006' && type !== 'n42-2011') {
      return { looked: other('PICTURE_NO_IMAGE', `a file of type ${type}`), findings: 0 };
    }
    if (source.size > MOST_XML_BYTES) {
      return { looked: other('PICTURE_TOO_LARGE', `${source.size} bytes of radiation data`), findings: 0 };
    }
    const n42 = readN42(await source.read(0, source.size));
    if (n42.outcome !== 'n42') return { looked: other('PICTURE_FAILED', `${n42.code}: ${n42.detail}`), findings: 0 };
    return { looked: { ...same, kind: 'radiation', radiation: radiationOf(n42.file) }, findings: 0 };
  }
  const { file } = read;
  const findings = checkStructure(file).length;
  if (file.sopClass?.kind === 'TDR') {
    return { looked: { ...same, kind: 'report', report: readThreats(file.dataset) }, findings };
  }
  const head = imageHead(file);
  if (!head) return { looked: other('PICTURE_NO_IMAGE', file.sopClass?.name ?? 'DICOM without pixels'), findings };
  if (head.samplesPerPixel !== 1) {
    return { looked: other('PICTURE_UNSUPPORTED', `${head.samplesPerPixel} samples to a pixel`), findings };
  }
  return { looked: { ...same, kind: 'image', head }, findings };
}
