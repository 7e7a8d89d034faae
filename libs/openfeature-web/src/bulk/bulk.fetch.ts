type Fetch = typeof globalThis.fetch;

const OK = 200;
const NOT_MODIFIED = 304;

/**
 * Fetches bulk answers so that an older one never replaces a newer one: two changes in a row cause
 * two requests, whose answers may arrive in either order. The overtaken one is told as 304.
 */
export class BulkFetch {
  private asked = 0;
  private newestAnswered = 0;

  /** @param answered hears of each answer that holds, when all of it is there */
  constructor(
    private readonly fetch: Fetch,
    private readonly answered: (changed: boolean) => void,
  ) {}

  /** Stands in for `fetch`. */
  readonly request: Fetch = async (input, init) => {
    this.asked += 1;
    const turn = this.asked;
    const response = await this.fetch(input, init);
    if (response.status !== OK && response.status !== NOT_MODIFIED) return response;
    const whole = await complete(response);
    if (turn < this.newestAnswered) return new Response(null, { status: NOT_MODIFIED });
    this.newestAnswered = turn;
    this.answered(response.status === OK);
    return whole;
  };
}

/** An answer whose body is here: whoever reads it has not to wait. */
async function complete(response: Response): Promise<Response> {
  if (response.status !== OK) return response;
  const { status, headers } = response;
  return new Response(await response.text(), { status, headers });
}
