import type { CompiledFlag } from '../compile/compiled';
import type { CompiledSnapshot } from '../compile/compiled-snapshot';
import type { Warning } from './warning';

/** What flags and segments of an environment say, one beside the other, that is allowed but rarely meant. */
export function environmentWarnings(compiled: CompiledSnapshot): Warning[] {
  return [
    ...unusedSegments(compiled),
    ...[...compiled.flags.values()].flatMap((flag) => revealed(flag, compiled)),
  ];
}

function unusedSegments({ flags, segments }: CompiledSnapshot): Warning[] {
  const used = new Set(
    [...flags.values(), ...segments.values()].flatMap(({ references }) => references.segments),
  );
  return [...segments.keys()]
    .filter((key) => !used.has(key))
    .map((key) => {
      const detail = `Nobody uses the segment "${key}": name it in a condition, or take it out.`;
      return { key, pointer: '', code: 'unused_segment', detail };
    });
}

/** The hidden flags that a client can find out about from the answers of one that it may see. */
function revealed({ config, references }: CompiledFlag, { flags }: CompiledSnapshot): Warning[] {
  if (!config.clientVisible) return [];
  return references.flags
    .filter((key) => flags.get(key)?.config.clientVisible === false)
    .map((key) => {
      const detail = `Clients see this flag, and its answer gives away that of "${key}", which they may not see.`;
      return { key: config.key, pointer: '/clientVisible', code: 'reveals_hidden_flag', detail };
    });
}
