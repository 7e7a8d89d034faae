import { type Client, errors, type estypes } from '@elastic/elasticsearch';
import { type BulkOperation, inRequests } from './bulk-operation';
import { type Refusal, refusalOf } from './refusal';

/** Well below what a server takes by default (100 MB); large requests gain nothing. */
const MOST_REQUEST_BYTES = 5 * 1024 * 1024;
/** So that indices made after somebody emptied the cluster have their form again. */
const TEMPLATE_LIFE_MS = 600_000;
const TOO_LARGE = 413;

/** How documents of one kind are written. */
export interface DocumentWriterOptions {
  /** Makes every index what it must be when it comes into being. */
  readonly template: estypes.IndicesPutIndexTemplateRequest;
  /** Longest that one bulk request may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** Bulk `create` by id: what is there already answers 409, which is as good as done. */
export class DocumentWriter {
  private templateUntil = -Infinity;

  constructor(
    private readonly client: Client,
    private readonly options: DocumentWriterOptions,
  ) {}

  /**
   * Writes documents; writing one again changes nothing.
   * @returns by id, those that are not there now
   * @throws Error when the server does not answer; some may be there nevertheless
   */
  async write(operations: readonly BulkOperation[]): Promise<Map<string, Refusal>> {
    const refusals = new Map<string, Refusal>();
    try {
      await this.ensureTemplate();
      for (const request of inRequests(operations, MOST_REQUEST_BYTES)) {
        await this.send(request, refusals);
      }
    } catch (error) {
      this.forgetTemplate();
      throw error;
    }
    return refusals;
  }

  /** Has the template sent again with the next write. */
  forgetTemplate(): void {
    this.templateUntil = -Infinity;
  }

  private async ensureTemplate(): Promise<void> {
    if (performance.now() < this.templateUntil) return;
    await this.client.indices.putIndexTemplate(this.options.template);
    this.templateUntil = performance.now() + TEMPLATE_LIFE_MS;
  }

  private async send(
    request: readonly BulkOperation[],
    refusals: Map<string, Refusal>,
  ): Promise<void> {
    try {
      const answer = await this.client.bulk(
        { operations: request.flatMap(({ lines }) => [...lines]) },
        { requestTimeout: this.options.timeoutMs },
      );
      if (!answer.errors) return;
      answer.items.forEach(({ create }, position) => {
        const refusal = create === undefined ? undefined : refusalOf(create);
        const id = request[position]?.id;
        if (refusal !== undefined && id !== undefined) refusals.set(id, refusal);
      });
    } catch (error) {
      if (!(error instanceof errors.ResponseError) || error.statusCode !== TOO_LARGE) throw error;
      await this.sendHalves(request, refusals);
    }
  }

  /** What lies between takes less at once than we thought; a document too large by itself is given up. */
  private async sendHalves(
    request: readonly BulkOperation[],
    refusals: Map<string, Refusal>,
  ): Promise<void> {
    const [first] = request;
    if (first === undefined) return;
    if (request.length === 1) {
      refusals.set(first.id, { kind: 'dead', reason: `413: ${first.bytes} bytes are too large` });
      return;
    }
    const middle = Math.ceil(request.length / 2);
    await this.send(request.slice(0, middle), refusals);
    await this.send(request.slice(middle), refusals);
  }
}
