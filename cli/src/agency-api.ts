import { type ErrorCode, errorBody, isErrorCode } from '@garita/api';
import { Failure } from './failure.ts';
import { readInputText } from './input-files.ts';

const PATIENCE_MS = 30_000;
const LARGEST_ANSWER = 8 * 1024 * 1024;

export interface AgencyApiOptions {
  readonly server?: string;
  /** A file, not an argument: arguments are shown to everybody on the machine. */
  readonly apiKeyFile?: string;
  /** The key itself, where the caller has it already. */
  readonly apiKey?: string;
}

export interface AgencyCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly json?: object;
  readonly cose?: Uint8Array;
  /** A file as it is; its type is its media type. */
  readonly file?: Blob;
  readonly accept?: string;
  /** What an absence is called where the answer has no words for it. */
  readonly absent?: ErrorCode;
}

/** Asks an agency's server as the person whose API key it is. A refusal comes back as a `Failure` with its code. */
export async function askAgency(options: AgencyApiOptions, call: AgencyCall): Promise<Uint8Array> {
  return readUpTo(await openAnswer(options, call, AbortSignal.timeout(PATIENCE_MS)), LARGEST_ANSWER);
}

/** The same, for an answer that is too long to be held: the body is read by the caller, until `signal` says otherwise. */
export async function openAnswer(options: AgencyApiOptions, call: AgencyCall, signal: AbortSignal): Promise<Response> {
  const server = options.server ?? process.env.GARITA_SERVER;
  if (!server || !/^https?:\/\//.test(server))
    throw new Failure('USAGE', 'name the server: --server http://… or GARITA_SERVER');
  const key = options.apiKeyFile
    ? (await readInputText(options.apiKeyFile)).trim()
    : (options.apiKey ?? process.env.GARITA_API_KEY);
  const type = call.cose ? 'application/cose' : call.json ? 'application/json' : call.file?.type;
  const body = call.cose ? Buffer.from(call.cose) : call.json ? JSON.stringify(call.json) : call.file;
  const response = await fetch(new URL(call.path, server), {
    method: call.method,
    redirect: 'error',
    signal,
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(type ? { 'content-type': type } : {}),
      ...(call.accept ? { accept: call.accept } : {}),
    },
    ...(body === undefined ? {} : { body }),
  }).catch((error: unknown) => {
    const why = error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : '';
    throw new Failure('SERVER_UNREACHABLE', `${server}: ${why}`);
  });
  if (response.ok) return response;
  if (response.status === 404 && call.absent) throw new Failure(call.absent, call.path);
  throw refusalOf(response.status, await readUpTo(response, LARGEST_ANSWER));
}

/** The same, for an answer in JSON. */
export async function askAgencyJson<Answer>(options: AgencyApiOptions, call: AgencyCall): Promise<Answer> {
  const bytes = await askAgency(options, call);
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Answer;
  } catch {
    throw new Failure('SERVER_ANSWER_UNEXPECTED', 'the answer is not JSON');
  }
}

async function readUpTo(response: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > most) throw new Failure('SERVER_ANSWER_UNEXPECTED', `the answer is over ${most} bytes`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

function refusalOf(status: number, bytes: Uint8Array): Failure {
  try {
    const { error } = errorBody.parse(JSON.parse(new TextDecoder().decode(bytes)));
    if (isErrorCode(error.code)) return new Failure(error.code, error.detail);
    return new Failure('SERVER_ANSWER_UNEXPECTED', `${status} ${error.code}: ${error.detail}`);
  } catch {
    return new Failure('SERVER_ANSWER_UNEXPECTED', `status ${status}`);
  }
}
