import type { ZodType } from 'zod';
import { noteServerTime } from './server-clock.ts';

/** What the server says of a failure, in both languages; or what this page says when there is no server to ask. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  /** Absent for what this page finds out itself: UNREACHABLE and ANSWER_UNREADABLE. */
  readonly words: FailureWords | undefined;

  constructor(status: number, code: string, detail: string, words?: FailureWords) {
    super(detail);
    this.status = status;
    this.code = code;
    this.words = words;
  }
}

export interface FailureWords {
  readonly message: { readonly es: string; readonly en: string };
  readonly wayOut: { readonly es: string; readonly en: string };
}

interface ErrorAnswer extends FailureWords {
  readonly code: string;
  readonly detail: string;
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

let csrf: string | null = null;
const signedOutListeners = new Set<() => void>();

/** Calls back when the server answers that nobody is signed in with this browser any more. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => void signedOutListeners.delete(listener);
}

/** Kept by the session; sent with everything that changes something. */
export function keepCsrfToken(token: string | null): void {
  csrf = token;
}

export const api = {
  get: <Body>(path: string, schema: ZodType<Body>, query: Query = {}, signal?: AbortSignal): Promise<Body> =>
    ask(withQuery(path, query), { signal: signal ?? null }, schema),
  post: <Body>(path: string, body: unknown, schema: ZodType<Body>): Promise<Body> =>
    ask(path, { method: 'POST', ...json(body) }, schema),
  put: <Body>(path: string, body: unknown, schema: ZodType<Body>): Promise<Body> =>
    ask(path, { method: 'PUT', ...json(body) }, schema),
  patch: <Body>(path: string, body: unknown, schema: ZodType<Body>): Promise<Body> =>
    ask(path, { method: 'PATCH', ...json(body) }, schema),
  delete: <Body>(path: string, schema: ZodType<Body>): Promise<Body> => ask(path, { method: 'DELETE' }, schema),
  /** A signed document. */
  postCose: <Body>(
    path: string,
    cose: Uint8Array<ArrayBuffer>,
    schema: ZodType<Body>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Body> =>
    ask(path, { method: 'POST', body: cose, headers: { 'content-type': 'application/cose', ...headers } }, schema),
  /** A file as it is; `query` says what it is called, `progress` how much of it has gone, 0 to 1. */
  upload: async <Body>(
    path: string,
    file: Blob,
    schema: ZodType<Body>,
    query: Query = {},
    progress: (share: number) => void = () => undefined,
  ): Promise<Body> => {
    const response = await sendFile(withQuery(path, query), file, progress);
    if (!response.ok) throw await failureOf(response);
    return parsed(path, response, schema);
  },
  bytes: async (path: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await (await send(path, { signal: signal ?? null })).arrayBuffer()),
  /** Bytes as they come, for what is too large to hold. */
  stream: async function* (path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const reader = (await send(path, { signal: signal ?? null })).body?.getReader();
    if (!reader) return;
    try {
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
    } finally {
      await reader.cancel();
    }
  },
};

function json(body: unknown): RequestInit {
  return body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

function withQuery(path: string, query: Query): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (entries.length === 0) return path;
  return `${path}?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)]))}`;
}

async function ask<Body>(path: string, init: RequestInit, schema: ZodType<Body>): Promise<Body> {
  return parsed(path, await send(path, init), schema);
}

async function parsed<Body>(path: string, response: Response, schema: ZodType<Body>): Promise<Body> {
  const body: unknown = response.status === 204 ? undefined : await response.json().catch(() => null);
  const answer = schema.safeParse(body);
  if (!answer.success) throw new ApiError(response.status, 'ANSWER_UNREADABLE', `${path}: ${answer.error.message}`);
  return answer.data;
}

/** `fetch` does not say how much of a body has gone; this does. */
function sendFile(path: string, file: Blob, progress: (share: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    if (csrf !== null) request.setRequestHeader('x-garita-csrf', csrf);
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(new Response(request.responseText, { status: request.status }));
    request.onerror = () => reject(new ApiError(0, 'UNREACHABLE', path));
    request.send(file);
  });
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('accept', 'application/json');
  if (csrf !== null && init.method !== undefined) headers.set('x-garita-csrf', csrf);
  const response = await fetch(path, { ...init, headers, credentials: 'same-origin' }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'UNREACHABLE', String(error));
  });
  noteServerTime(response.headers.get('date'));
  if (response.ok) return response;
  const failure = await failureOf(response);
  if (failure.code === 'SESSION_MISSING') for (const listener of signedOutListeners) listener();
  throw failure;
}

async function failureOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => undefined);
  const error = typeof body === 'object' && body !== null && 'error' in body ? (body.error as ErrorAnswer) : undefined;
  if (typeof error?.code !== 'string') {
    return new ApiError(
      response.status,
      response.status >= 500 ? 'UNREACHABLE' : 'ANSWER_UNREADABLE',
      response.statusText,
    );
  }
  return new ApiError(response.status, error.code, error.detail, error);
}
