import { isErrorCode } from '@garita/api';
import { expect, test } from 'vitest';
import { FOLDER_ERROR_CODES } from './folder-error.ts';

test('every code of a folder has its sentence and way out in the catalogue', () => {
  expect(FOLDER_ERROR_CODES.filter((code) => !isErrorCode(code))).toEqual([]);
});
