import { compile, type CompiledSnapshot, type Environment } from '@app/flag-engine';
import { hashes } from '@app/flag-engine/hashes';
import { operators } from '@app/flag-engine/operators';

/** Compiles an environment with every operator and bucketing function there is: whatever was accepted must work. */
export function compileWhole(environment: Environment): CompiledSnapshot {
  return compile(environment, { operators, hashes });
}
