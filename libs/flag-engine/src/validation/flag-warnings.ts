import type { FlagConfig } from '../model/flag';
import type { Warning } from './warning';

/** What one flag says that is allowed but rarely meant. */
export function flagWarnings(_flag: FlagConfig): Warning[] {
  return [];
}
