/** Which state of an environment: revisions are ordered within one epoch only. */
export interface Position {
  readonly epoch: string;
  readonly revision: number;
}

/** As `Last-Event-ID` and `since` write it. */
export function positionText({ epoch, revision }: Position): string {
  return `${epoch}:${revision}`;
}
