import { isErrorCode } from '@garita/api';
import { FINDING_SEVERITY } from '@garita/dicos';
import { expect, test } from 'vitest';
import { findingWords } from './finding-words.ts';

test.each(Object.keys(FINDING_SEVERITY))('%s has words in both languages', (code) => {
  if (isErrorCode(code)) return expect(findingWords(code, 'en')).toBeUndefined();
  expect(findingWords(code, 'en')).toMatch(/\.$/);
  expect(findingWords(code, 'es')).toMatch(/\.$/);
});
