/** A difference in words, ready to be shown. */
export type ChangeWords =
  | {
      readonly kind: 'value';
      readonly path: string;
      readonly label: string;
      /** Absent: there was nothing. */
      readonly before?: string;
      /** Absent: there is nothing any more. */
      readonly after?: string;
    }
  | {
      readonly kind: 'members';
      readonly path: string;
      readonly label: string;
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  | {
      readonly kind: 'moved';
      readonly path: string;
      readonly label: string;
      /** Positions as people count them, from 1; no `from` for what is new there. */
      readonly from?: number;
      readonly to: number;
    };
