import { compile, type CompiledSnapshot, type Environment } from '@app/flag-engine';
import { hashes } from '@app/flag-engine/hashes';
import { operators } from '@app/flag-engine/operators';

/**
 * Compiles an environment with every operator and bucketing function there is: whatever was
 * accepted must work.
 * @param previous the former revision: what did not change since is taken over from it
 */
export function compileWhole(
  environment: Environment,
  previous?: CompiledSnapshot,
): CompiledSnapshot {
  const parts = { operators, hashes };
  return compile(environment, previous === undefined ? parts : { ...parts, previous });
}
