import { engineModule } from '../build.mjs';
import { CASES, contexts } from '../cases.mjs';
import { flagsOf } from '../flags.mjs';

const NOW = 1_790_000_000_000;

export async function create() {
  const { compile, evaluate } = await engineModule();
  const compiled = compile({ flags: JSON.parse(JSON.stringify(flagsOf())), segments: [] });
  return {
    contexts: contexts((attributes) => attributes),
    cases: Object.fromEntries(
      CASES.map((key) => [key, (context) => evaluate(compiled, key, context, NOW)]),
    ),
    on: (result) => result.value,
  };
}
