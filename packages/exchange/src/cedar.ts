import type * as Cedar from '@cedar-policy/cedar-wasm/nodejs';
import { SHARING_SCHEMA } from './sharing-schema.ts';

/** The functions of Cedar that sharing needs. */
export type CedarFunctions = Pick<
  typeof Cedar,
  | 'getCedarVersion'
  | 'policySetTextToParts'
  | 'policyToJson'
  | 'preparsePolicySet'
  | 'preparseSchema'
  | 'statefulIsAuthorized'
  | 'validate'
>;

/** Cedar with our schema in it. Keeps what it has parsed; one per process is enough. */
export interface SharingPolicyEngine {
  /** Of Cedar, for the record of a decision. */
  readonly version: string;
  readonly functions: CedarFunctions;
  /** Agreement hash (hex) to why its policy cannot be used, or `undefined` when it can. */
  readonly prepared: Map<string, string | undefined>;
}

export const SCHEMA_NAME = 'garita-sharing';

let loading: Promise<SharingPolicyEngine> | undefined;

/** Loads Cedar on first use: it is 4 MB of WebAssembly that most programs never need. */
export function loadCedar(): Promise<SharingPolicyEngine> {
  loading ??= load();
  return loading;
}

async function load(): Promise<SharingPolicyEngine> {
  // This entry reads its wasm from beside itself: no bundler, no flag, no experimental import of WebAssembly.
  const functions = await import('@cedar-policy/cedar-wasm/nodejs');
  const schema = functions.preparseSchema(SCHEMA_NAME, SHARING_SCHEMA);
  if (schema.type === 'failure') throw new Error(`the sharing schema is not Cedar: ${schema.errors[0]?.message}`);
  return { version: functions.getCedarVersion(), functions, prepared: new Map() };
}
