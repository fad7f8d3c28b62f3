/** An answer that is not the one hoped for, as one error type (RFC 9457). */
export interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  request_id?: string;
  errors?: FieldProblem[];
  current?: { revision: number; changed_by: string | { name: string } | null; changed_at: string };
  [extra: string]: unknown;
}

export interface FieldProblem {
  pointer: string;
  code: string;
  detail: string;
}

export class Problem extends Error {
  readonly status: number;
  readonly body: ProblemBody;
  /** Seconds the server asks us to wait (429, 503). */
  readonly retryAfter: number | null;

  constructor(status: number, body: ProblemBody, retryAfter: number | null = null) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.body = body;
    this.retryAfter = retryAfter;
  }

  get code(): string {
    return this.body.code ?? '';
  }
}

/** The network did not answer at all. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause });
    this.name = 'Unreachable';
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const wait = Number(response.headers.get('Retry-After'));
  const retryAfter = Number.isFinite(wait) && wait > 0 ? wait : null;
  try {
    const body = (await response.clone().json()) as ProblemBody;
    return new Problem(response.status, typeof body === 'object' && body !== null ? body : {}, retryAfter);
  } catch {
    return new Problem(response.status, {}, retryAfter);
  }
}

export function isStale(error: unknown): error is Problem {
  return error instanceof Problem && error.status === 412;
}
