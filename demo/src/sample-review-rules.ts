import { rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReviewRules } from '@garita/api';
import { DEFAULT_REVIEW_RULES } from '@garita/review';

/** Rules that show what rules can ask: a mark where something is referred, four eyes where radiation alarmed. */
export const SAMPLE_REVIEW_RULES: ReviewRules = {
  ...DEFAULT_REVIEW_RULES,
  referNeedsMark: true,
  fourEyes: [{ when: 'radiation-alarm', decision: 'release' }],
  sample: true,
};

/** Writes review-rules.json into an agency's folder unless it is there; one of an earlier version gets it so. */
export async function writeSampleReviewRules(agencyFolder: string): Promise<void> {
  const path = join(agencyFolder, 'review-rules.json');
  if (await stat(path).catch(() => undefined)) return;
  await writeFile(`${path}.part`, `${JSON.stringify(SAMPLE_REVIEW_RULES, null, 2)}\n`);
  await rename(`${path}.part`, path);
}
