import { hash } from 'node:crypto';
import type { LoadedEnvironment } from '../snapshots/loaded-environment';
import type { Audience } from './evaluation-caller';

/** Everything that can change a bulk answer. */
export interface BulkInputs {
  readonly loaded: LoadedEnvironment;
  readonly audience: Audience;
  /** The API key's secret as it is kept, where there is one: the stream token in the answer is signed with it. */
  readonly signer: string;
  /** Narrows the answer: the query as it was sent. */
  readonly selection: string;
  /** The whole body as it was sent: every attribute is in it. */
  readonly body: string;
  /** Epoch milliseconds of the next moment at which time alone changes an answer. */
  readonly nextChangeAt: number;
  /** Which stream token the answer carries. */
  readonly tokenEpoch: number;
}

/**
 * A validator made of the inputs of an answer instead of the answer, so that a 304 costs no
 * evaluation. Two bodies that mean the same but are written differently have two validators: that
 * costs a 200 and can never give a wrong 304.
 */
export function bulkEtag(inputs: BulkInputs): string {
  const { loaded, audience, signer, selection, body, nextChangeAt, tokenEpoch } = inputs;
  const state = `${loaded.ref.environmentId}\n${loaded.epoch}\n${loaded.revision}\n${nextChangeAt}`;
  const text = `${state}\n${audience}\n${signer}\n${tokenEpoch}\n${selection}\n${body}`;
  return `"${hash('sha1', text, 'base64url')}"`;
}

/** `If-None-Match: *`: matches whatever there is, where there is something. */
export function matchesAnything(ifNoneMatch: string | undefined): boolean {
  return ifNoneMatch?.trim() === '*';
}

/** `If-None-Match`: a list, weak or not, or `*` (RFC 9110 §13.1.2, weak comparison). */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === etag || matchesAnything(ifNoneMatch)) return true;
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
