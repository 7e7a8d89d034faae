import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compile, evaluate, type EvaluationResult } from '@app/flag-engine';
import { hashes } from '@app/flag-engine/hashes';
import { operators } from '@app/flag-engine/operators';
import { fromUnleash } from './from-unleash';
import { stateOfEvents, type UnleashEvent } from './state-of-events';
import { toContext, toUnleashAnswer } from './to-context';
import type { UnleashAnswer, UnleashContext, UnleashState } from './unleash-model';

interface Case<Expected> {
  readonly description: string;
  readonly context: UnleashContext;
  readonly toggleName: string;
  readonly expectedResult: Expected;
}
interface Specification {
  readonly name: string;
  readonly state: UnleashState | { readonly events: readonly UnleashEvent[] };
  readonly tests?: readonly Case<boolean>[];
  readonly variantTests?: readonly Case<UnleashAnswer>[];
}

const folder = join(
  dirname(require.resolve('@unleash/client-specification/package.json')),
  'specifications',
);
const read = <Content>(file: string) =>
  JSON.parse(readFileSync(join(folder, file), 'utf8')) as Content;
const specifications = read<string[]>('index.json').map((file) => read<Specification>(file));

describe("Unleash's client specification, on flags that moved in", () => {
  it('has 279 cases', () => {
    const cases = specifications.flatMap(({ tests = [], variantTests = [] }) => [
      ...tests,
      ...variantTests,
    ]);
    expect(cases).toHaveLength(279);
  });

  describe.each(specifications)('$name', ({ state, tests = [], variantTests = [] }) => {
    const imported = fromUnleash('events' in state ? stateOfEvents(state.events) : state);
    const flags = imported.flags.map((flag) => ({ ...flag, version: 1 }));
    const compiled = compile({ flags, segments: imported.segments }, { hashes, operators });
    const ask = (toggleName: string, context: UnleashContext): EvaluationResult => {
      const { currentTime } = context;
      const now = typeof currentTime === 'string' ? Date.parse(currentTime) : Date.now();
      return evaluate(compiled, imported.keyOf(toggleName) ?? toggleName, toContext(context), now);
    };

    it('imports nothing that the engine cannot compile', () => {
      expect([...compiled.flags.values()].flatMap(({ problems }) => problems)).toEqual([]);
    });

    if (tests.length > 0) {
      it.each(tests)('$description', ({ toggleName, context, expectedResult }) => {
        expect(toUnleashAnswer(ask(toggleName, context)).feature_enabled).toBe(expectedResult);
      });
    }

    if (variantTests.length > 0) {
      it.each(variantTests)('$description (variant)', ({ toggleName, context, expectedResult }) => {
        const { name, payload, enabled, feature_enabled } = expectedResult;
        const expected = { name, ...(payload && { payload }), enabled, feature_enabled };
        expect(toUnleashAnswer(ask(toggleName, context))).toEqual(expected);
      });
    }
  });
});
