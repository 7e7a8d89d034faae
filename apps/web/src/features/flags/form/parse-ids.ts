/** The ids of a pasted text, and how many were there more than once. */
export interface ParsedIds {
  readonly ids: string[];
  readonly duplicates: number;
}

/** Line ends, commas, semicolons and tabs: what lists, spreadsheets and exports put between values. */
const SEPARATORS = /[\n\r,;\t]+/;

/** Reads ids from whatever people paste. Blanks within an id are part of it. */
export function parseIds(text: string): ParsedIds {
  const all = text
    .split(SEPARATORS)
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const ids = [...new Set(all)];
  return { ids, duplicates: all.length - ids.length };
}
