/**
 * Calls of the contract over fetch: their types are openapi-fetch's, which know every path, parameter and answer; what
 * runs is the little that this contract needs.
 */
import type { Client } from 'openapi-fetch';

type Plain = string | number | boolean | null | undefined;

interface Init {
  params?: {
    path?: Record<string, Plain>;
    query?: Record<string, Plain | Plain[]>;
    header?: Record<string, Plain>;
  };
  body?: unknown;
  /** Writes a body that is no JSON. */
  bodySerializer?: (body: unknown) => BodyInit;
  signal?: AbortSignal;
}

export function callsOf<Paths extends object>(
  base: string,
  send: (request: Request) => Promise<Response>,
): Client<Paths> {
  const call =
    (method: string) =>
    async (path: string, init: Init = {}) => {
      const response = await send(requestOf(method, base + path, init));
      const read = await contentOf(response);
      return response.ok ? { data: read, response } : { error: read, response };
    };
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => [method, call(method)]);
  return Object.fromEntries(methods) as Client<Paths>;
}

function requestOf(method: string, template: string, init: Init): Request {
  const { params = {}, body, bodySerializer = JSON.stringify, signal } = init;
  const url = template.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(params.path?.[name])));
  const query = new URLSearchParams(given(params.query));
  const content = body === undefined ? null : bodySerializer(body);
  return new Request(query.size > 0 ? `${url}?${query}` : url, {
    method,
    // A form tells its own type, with the boundary of its parts.
    headers: [
      ...given(params.header),
      ...(typeof content === 'string' ? [['Content-Type', 'application/json'] as [string, string]] : []),
    ],
    body: content,
    credentials: 'same-origin',
    ...(signal && { signal }),
  });
}

/** Names and values of what is given; several values of one name are several pairs. */
function given(values: Record<string, Plain | Plain[]> = {}): [string, string][] {
  return Object.entries(values).flatMap(([name, value]) =>
    [value].flat().flatMap((one): [string, string][] => (one == null ? [] : [[name, String(one)]])),
  );
}

async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    // What is no JSON is a fault of whoever stands between; of a refusal the status says enough.
    if (response.ok) throw cause;
    return text;
  }
}
