import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/platform/config';
import { Clock } from '@app/kernel';
import type { Credential } from '../keys/application/credential';
import { KeyDirectory } from '../keys/application/key.directory';
import type { EvaluationCaller } from '../ofrep/evaluation-caller';
import { type Position, positionText } from '../snapshots/environment-ref';

/** A bulk answer changes its validator this often, so that a client that only ever gets 304 still gets a fresh token in time. */
const EPOCH_MS = 30 * 60_000;
/** A token lives for the rest of its epoch and the whole next one. */
const EPOCHS_VALID = 2;

/**
 * Tokens that open the event stream and nothing else, short-lived because they stand in a URL:
 * a browser's EventSource cannot send headers. They are signed with the hash of the API key's own
 * secret, which only servers know, so they end with the key and need no secret of their own.
 */
@Injectable()
export class StreamTokens {
  /** What the answers of a credential carry, per epoch and state: made once, not per request. */
  private readonly rendered = new WeakMap<Credential, Rendered>();

  constructor(
    private readonly keys: KeyDirectory,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** Which half hour it is: what a bulk validator holds, so that it changes before a token ends. */
  epoch(now: number): number {
    return Math.floor(now / EPOCH_MS);
  }

  /**
   * The `eventStreams` of a bulk answer as JSON; none for a caller without an API key. The URL names
   * the state of the answer: whoever opens the stream later than a change is told of it at once.
   */
  eventStreams(
    { credential }: EvaluationCaller,
    position: Position,
    now: number,
  ): string | undefined {
    if (credential === undefined) return undefined;
    const epoch = this.epoch(now);
    const known = this.rendered.get(credential);
    const since = positionText(position);
    if (known?.epoch === epoch && known.since === since) return known.text;
    const requestUri = `/stream?since=${since}&token=${this.issue(credential, epoch)}`;
    const { PUBLIC_URL } = this.config.settings;
    const origin = PUBLIC_URL === undefined ? {} : { origin: new URL(PUBLIC_URL).origin };
    const text = JSON.stringify([{ type: 'sse', endpoint: { ...origin, requestUri } }]);
    this.rendered.set(credential, { epoch, since, text });
    return text;
  }

  /** The credential that a token was issued for, while both are valid. */
  verify(token: string): Credential | undefined {
    const [keyId, epochText, signature] = token.split('.');
    if (keyId === undefined || epochText === undefined || signature === undefined) return undefined;
    const age = this.epoch(this.clock.now()) - Number(epochText);
    if (!(age >= 0 && age < EPOCHS_VALID)) return undefined;
    return this.keys
      .credentialsOf(keyId)
      .find((credential) => same(sign(credential, `${keyId}.${epochText}`), signature));
  }

  private issue(credential: Credential, epoch: number): string {
    const claim = `${credential.key.id}.${epoch}`;
    return `${claim}.${sign(credential, claim)}`;
  }
}

interface Rendered {
  readonly epoch: number;
  readonly since: string;
  readonly text: string;
}

function sign({ hash }: Credential, claim: string): string {
  return createHmac('sha256', hash).update(`stream.${claim}`).digest('base64url');
}

function same(expected: string, given: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}
