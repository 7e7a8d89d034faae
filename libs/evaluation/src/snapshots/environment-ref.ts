import type { EnvironmentName, TenantSlug } from '@app/kernel';

/** What the record finds an environment by. */
export type EnvironmentIds = Pick<EnvironmentRef, 'tenantId' | 'environmentId'>;

/** One environment of one tenant, by ids for the stores and by names for people. */
export interface EnvironmentRef {
  readonly tenantId: string;
  readonly tenant: TenantSlug;
  readonly environmentId: string;
  readonly environment: EnvironmentName;
}

/** Which state of an environment: revisions are ordered within one epoch only. */
export interface Position {
  readonly epoch: string;
  readonly revision: number;
}

/** Whether `candidate` follows `present` within its epoch. Of two epochs neither follows the other. */
export function follows(candidate: Position, present: Position): boolean {
  return candidate.epoch === present.epoch && candidate.revision > present.revision;
}

/** Whether both are the same state. */
export function samePosition(a: Position, b: Position): boolean {
  return a.epoch === b.epoch && a.revision === b.revision;
}

/** A position as text: what event ids and `flagConfigEtag` carry. */
export function positionText({ epoch, revision }: Position): string {
  return `${epoch}:${revision}`;
}

/** Reads `positionText` back; `undefined` for anything else. */
export function parsePosition(text: string): Position | undefined {
  const [, epoch, digits] = /^([^:]{1,64}):(\d{1,15})$/.exec(text) ?? [];
  if (epoch === undefined || digits === undefined) return undefined;
  return { epoch, revision: Number(digits) };
}
