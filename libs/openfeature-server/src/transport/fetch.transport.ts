import type { Settings } from '../options';
import { type Position, positionText } from '../state/position';
import { Deadline } from './deadline';
import { readEvents } from './event-stream';
import { failureOf, failureOfStatus } from './failure';
import { requestHeaders } from './request-headers';
import { readNews } from './stream-news';
import {
  type Request,
  type SnapshotAnswer,
  type StreamEnd,
  type StreamListener,
  ToggleTransport,
} from './toggle.transport';

/** Three heartbeats of the service. */
const SILENCE_MS = 60_000;

/** The service over HTTP. Redirections are not followed: they would carry the API key elsewhere. */
export class FetchTransport extends ToggleTransport {
  constructor(
    private readonly settings: Pick<Settings, 'url' | 'apiKey' | 'fetch' | 'requestTimeoutMs'>,
  ) {
    super();
  }

  override async snapshot({ since, signal }: Request): Promise<SnapshotAnswer> {
    const deadline = new Deadline(signal, this.settings.requestTimeoutMs);
    try {
      const response = await this.get(`/snapshot${queryOf(since)}`, deadline.signal);
      if (response.status === 304) return { kind: 'unchanged' };
      if (response.status !== 200) return await failureOfStatus(response);
      const signature = response.headers.get('Toggle-Signature') ?? undefined;
      return { kind: 'document', document: { payload: await response.text(), signature } };
    } catch (error) {
      return failureOf(error, deadline);
    } finally {
      deadline.end();
    }
  }

  override async stream({ since, signal }: Request, listener: StreamListener): Promise<StreamEnd> {
    const deadline = new Deadline(signal, this.settings.requestTimeoutMs);
    try {
      const response = await this.get('/stream?data=delta', deadline.signal, {
        Accept: 'text/event-stream',
        ...(since && { 'Last-Event-ID': positionText(since) }),
      });
      if (response.status !== 200 || response.body === null) return await failureOfStatus(response);
      listener.opened();
      const heard = () => deadline.extend(SILENCE_MS);
      heard();
      for await (const { data } of readEvents(response.body, heard)) {
        const news = readNews(data);
        if (news !== undefined) await listener.news(news);
      }
      return { kind: 'ended' };
    } catch (error) {
      return failureOf(error, deadline);
    } finally {
      deadline.end();
    }
  }

  private get(path: string, signal: AbortSignal, more: Record<string, string> = {}) {
    const { fetch, url, apiKey } = this.settings;
    const headers = { ...requestHeaders(apiKey), ...more };
    return fetch(`${url}${path}`, { headers, signal, redirect: 'manual' });
  }
}

function queryOf(since: Position | undefined): string {
  return since === undefined ? '' : `?since=${encodeURIComponent(positionText(since))}`;
}
