import { errorBody } from '@garita/api';

/** An answer of a server that says no, with its code and sentence. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

export interface FileToSend {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface ApiClient {
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: unknown): Promise<Answer>;
  put<Answer>(path: string, body: unknown): Promise<Answer>;
  sendFile<Answer>(path: string, file: FileToSend): Promise<Answer>;
  /** Signed bytes, as application/cose. */
  sendCose<Answer>(method: 'POST' | 'PUT', path: string, bytes: Uint8Array): Promise<Answer>;
  /** The body as it streams. */
  stream(path: string, headers?: Record<string, string>, signal?: AbortSignal): Promise<ReadableStream<Uint8Array>>;
}

/** A caller of `/api/v1` with an API key; `base` is an http address of this machine. */
export function apiClient(base: string, key?: string): ApiClient {
  const call = async (
    method: string,
    path: string,
    init: { body?: BodyInit; headers?: Record<string, string>; signal?: AbortSignal } = {},
  ) => {
    const response = await fetch(new URL(path, base), {
      method,
      redirect: 'error',
      headers: { ...(key ? { authorization: `Bearer ${key}` } : {}), ...init.headers },
      ...(init.body === undefined ? {} : { body: init.body }),
      ...(init.signal ? { signal: init.signal } : {}),
    });
    if (response.ok) return response;
    const refusal = errorBody.safeParse(await response.json().catch(() => undefined));
    const { code, detail } = refusal.success
      ? refusal.data.error
      : { code: 'SERVER_ANSWER_UNEXPECTED', detail: response.statusText };
    throw new ApiRefusal(response.status, code, detail);
  };
  const send = (method: 'POST' | 'PUT', path: string, body: unknown) =>
    call(method, path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  const json = async (response: Response) => (response.status === 204 ? undefined : await response.json());
  return {
    get: async <Answer>(path: string) => (await json(await call('GET', path))) as Answer,
    post: async <Answer>(path: string, body: unknown) => (await json(await send('POST', path, body))) as Answer,
    put: async <Answer>(path: string, body: unknown) => (await json(await send('PUT', path, body))) as Answer,
    sendFile: async <Answer>(path: string, { bytes, mediaType, name }: FileToSend) =>
      (await json(
        await call('POST', `${path}?name=${encodeURIComponent(name)}`, {
          body: bytes as Uint8Array<ArrayBuffer>,
          headers: { 'content-type': mediaType },
        }),
      )) as Answer,
    sendCose: async <Answer>(method: 'POST' | 'PUT', path: string, bytes: Uint8Array) =>
      (await json(
        await call(method, path, {
          body: bytes as Uint8Array<ArrayBuffer>,
          headers: { 'content-type': 'application/cose' },
        }),
      )) as Answer,
    async stream(path, headers, signal) {
      const response = await call('GET', path, { ...(headers ? { headers } : {}), ...(signal ? { signal } : {}) });
      if (!response.body) throw new ApiRefusal(response.status, 'SERVER_ANSWER_UNEXPECTED', 'no body');
      return response.body;
    },
  };
}
