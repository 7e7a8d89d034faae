/** Something that could not be carried over exactly, for whoever moves the flag in. */
export interface ImportNote {
  /** The feature, or the segment's id. */
  readonly subject: string;
  readonly detail: string;
}

/** Takes notes on one subject. */
export type TakeNote = (detail: string) => void;
