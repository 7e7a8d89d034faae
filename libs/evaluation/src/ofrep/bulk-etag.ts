import { hash } from 'node:crypto';
import type { LoadedEnvironment } from '../snapshots/loaded-environment';
import type { Audience } from './evaluation-caller';

/** Everything that can change a bulk answer. */
export interface BulkInputs {
  readonly loaded: LoadedEnvironment;
  readonly audience: Audience;
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
  const { loaded, audience, selection, body, nextChangeAt, tokenEpoch } = inputs;
  const text = `${loaded.ref.environmentId}\n${loaded.epoch}\n${loaded.revision}\n${audience}\n${selection}\n${nextChangeAt}\n${tokenEpoch}\n${body}`;
  return `"${hash('sha1', text, 'base64url')}"`;
}

/** The validator of the configuration alone: what stream events name. */
export function configEtag({
  epoch,
  revision,
}: Pick<LoadedEnvironment, 'epoch' | 'revision'>): string {
  return `${epoch}:${revision}`;
}

/** `If-None-Match`: a list, weak or not, or `*` (RFC 9110 §13.1.2, weak comparison). */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
