// Apart, so that the catalogue (a few dozen kB) is loaded with the first code that somebody reads.
export { ERRORS, isErrorCode } from '@garita/api';
