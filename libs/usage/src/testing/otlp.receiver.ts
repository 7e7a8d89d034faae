import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { EvaluationEvent } from '../events/evaluation-event';

/** A request to a collector. */
export interface ReceivedRequest {
  readonly path: string;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue: string };
}

interface OtlpLogs {
  readonly resourceLogs: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeLogs: readonly {
      readonly logRecords: readonly {
        readonly eventName: string;
        readonly timeUnixNano: string;
        readonly severityNumber: number;
        readonly attributes: readonly Attribute[];
      }[];
    }[];
  }[];
}

/** Stands in for an OpenTelemetry collector: takes logs by OTLP over HTTP, or does not. */
export class OtlpReceiver {
  readonly requests: ReceivedRequest[] = [];
  /** What it answers; `undefined`: nothing at all. */
  status: number | undefined = 200;

  private readonly unanswered: ServerResponse[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<OtlpReceiver> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const receiver = new OtlpReceiver(server);
    server.on('request', (request, response) => void receiver.take(request, response));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Attributes of the sender, of JSON requests. */
  get resources(): Record<string, string>[] {
    return this.logs().flatMap(({ resourceLogs }) =>
      resourceLogs.map(({ resource }) => namesOf(resource.attributes)),
    );
  }

  /** Records of JSON requests. */
  get records() {
    return this.logs()
      .flatMap(({ resourceLogs }) => resourceLogs)
      .flatMap(({ scopeLogs }) => scopeLogs)
      .flatMap(({ logRecords }) => logRecords)
      .map((record) => ({ ...record, attributes: namesOf(record.attributes) }));
  }

  /** The same, as events. */
  get events(): EvaluationEvent[] {
    return this.records.map(({ timeUnixNano, attributes }) => ({
      at: Number(BigInt(timeUnixNano) / 1_000_000n),
      attributes,
    }));
  }

  /** Refuses what is still to be answered, so that no sender tries again. */
  async stop(): Promise<void> {
    for (const response of this.unanswered) answer(response, 400);
    this.server.close();
    this.server.closeIdleConnections();
    await once(this.server, 'close');
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url: path = '', headers } = request;
    const body = await buffer(request);
    this.requests.push({ path, contentType: headers['content-type'], body });
    if (this.status === undefined) this.unanswered.push(response);
    else answer(response, this.status);
  }

  private logs(): OtlpLogs[] {
    return this.requests.map(({ body }) => JSON.parse(body.toString()) as OtlpLogs);
  }
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' }).end('{}');
}

function namesOf(attributes: readonly Attribute[]): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));
}
