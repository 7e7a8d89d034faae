import { compile, type CompiledSnapshot, type Environment } from '@app/flag-engine';
import { recompile } from '@app/flag-engine/delta';
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
  return previous === undefined
    ? compile(environment, { operators, hashes })
    : recompile(previous, environment);
}
