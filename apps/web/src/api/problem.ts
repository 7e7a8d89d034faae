/** One wrong place of a request: a JSON Pointer into its body and what would be right there. */
export interface ProblemField {
  readonly pointer: string;
  readonly detail: string;
}

/** What the server said of a refusal (RFC 9457). */
interface ProblemBody {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly requestId?: string;
  readonly errors?: readonly ProblemField[];
  readonly plan?: unknown;
}

/** A refusal by the server, or no answer at all (`code` is then `network.unreachable`, `status` 0). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly requestId: string | undefined;
  readonly fields: readonly ProblemField[];
  /** The plan that a refused promotion carries. */
  readonly plan: unknown;

  constructor(body: ProblemBody, options?: ErrorOptions) {
    super(body.detail, options);
    this.name = 'Problem';
    this.status = body.status;
    this.code = body.code;
    this.title = body.title;
    this.requestId = body.requestId;
    this.fields = body.errors ?? [];
    this.plan = body.plan;
  }
}

/** The server could not be asked: no network, or nobody answers there. */
export function unreachable(cause: unknown): Problem {
  return new Problem(
    {
      status: 0,
      code: 'network.unreachable',
      title: 'The server did not answer',
      detail: 'Nothing was confirmed. Check your connection and try again.',
    },
    { cause },
  );
}

/** Reads a refusal; one that is no problem document (a proxy's page, say) still gets a sentence. */
export function problemFrom(response: Response, body: unknown): Problem {
  if (isProblemBody(body)) return new Problem(body);
  const requestId = response.headers.get('X-Request-Id');
  return new Problem({
    status: response.status,
    code: 'http.unexpected',
    title: `The server answered ${response.status}`,
    detail: 'This answer was not expected. Try again; if it stays, tell whoever runs this service.',
    ...(requestId === null ? {} : { requestId }),
  });
}

/** Any thrown thing as a problem, for screens that show whatever went wrong. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(
    {
      status: 0,
      code: 'console.error',
      title: 'The console made a mistake',
      detail: error instanceof Error ? error.message : String(error),
    },
    { cause: error },
  );
}

function isProblemBody(body: unknown): body is ProblemBody {
  return (
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    'detail' in body &&
    typeof body.code === 'string' &&
    typeof body.detail === 'string'
  );
}
