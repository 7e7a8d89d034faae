/** A place in the log, just after the event of `time` and `id`, with what was counted when the walk began. */
export interface AuditCursor {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly id: string;
  /** Number of the page that follows. */
  readonly page: number;
  readonly total: number;
}
