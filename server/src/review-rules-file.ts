import { type ReviewRules, reviewRules } from '@garita/api';
import { DEFAULT_REVIEW_RULES } from '@garita/review';
import { readJson, readOptional } from './folder-files.ts';

/** What the agency asks of its analysts; the default where it has written nothing. Throws FOLDER_DAMAGED. */
export async function readReviewRules(path: string): Promise<ReviewRules> {
  if (await readOptional(path)) return readJson(path, reviewRules);
  return reviewRules.parse(DEFAULT_REVIEW_RULES);
}
