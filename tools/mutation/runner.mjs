import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
} from '@stryker-mutator/api/test-runner';

import { loadSpecs } from './specs.mjs';

// Instrumented code looks here for the mutant to be, and counts here what it reaches.
const stryker = (globalThis.__stryker__ ??= {});

/**
 * Runs specs where they are: loaded once and called as functions, a mutant costs milliseconds, where a run of Jest
 * costs a second. That is sound because the engine is pure; and it is checked, see `kill`.
 */
class InProcessRunner {
  tests = [];
  /** Milliseconds that each test took at first: the quick ones are asked first. */
  cost = new Map();

  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun() {
    stryker.mutantCoverage = { static: {}, perTest: {} };
    this.tests = loadSpecs();
    const tests = [];
    for (const test of this.tests) {
      stryker.currentTestId = test.id;
      const start = performance.now();
      const failure = await failureOf(test);
      stryker.currentTestId = undefined;
      tests.push({
        id: test.id,
        name: test.name,
        fileName: test.file,
        timeSpentMs: performance.now() - start,
        ...(failure === undefined
          ? { status: TestStatus.Success }
          : { status: TestStatus.Failed, failureMessage: failure }),
      });
    }
    this.cost = new Map(tests.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
    return { status: DryRunStatus.Complete, tests, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    if (this.tests.length === 0) this.tests = loadSpecs();
    const wanted = this.tests
      .filter(({ id }) => testFilter === undefined || testFilter.includes(id))
      .sort((a, b) => (this.cost.get(a.id) ?? 0) - (this.cost.get(b.id) ?? 0));
    for (const [index, test] of wanted.entries()) {
      const failure = await this.as(activeMutant.id, hitLimit, test);
      const endless = determineHitLimitReached(stryker.hitCount, hitLimit);
      if (endless !== undefined) return this.afresh(endless);
      if (failure !== undefined) return this.kill(activeMutant, hitLimit, index + 1, test, failure);
    }
    return { status: MutantRunStatus.Survived, nrOfTests: wanted.length };
  }

  /**
   * A kill counts when the same test passes again without the mutant. Otherwise a mutant, this one or one before it,
   * left something behind: everything is loaded afresh, and the test asked once more.
   */
  async kill(mutant, hitLimit, nrOfTests, test, failure) {
    if ((await this.as(undefined, undefined, test)) !== undefined) {
      this.afresh();
      const again = this.tests.find(({ id }) => id === test.id);
      const failed = await this.as(mutant.id, hitLimit, again);
      this.afresh();
      if (failed === undefined) {
        return { status: MutantRunStatus.Error, errorMessage: `Cannot tell: ${failure}` };
      }
    }
    const killedBy = [test.id];
    return { status: MutantRunStatus.Killed, killedBy, failureMessage: failure, nrOfTests };
  }

  /** What is wrong with a test while a mutant is active; `undefined` if nothing is. */
  async as(mutant, hitLimit, test) {
    stryker.activeMutant = mutant;
    stryker.hitLimit = hitLimit;
    stryker.hitCount = hitLimit === undefined ? undefined : 0;
    const failure = await failureOf(test);
    stryker.activeMutant = undefined;
    return failure;
  }

  afresh(result) {
    this.tests = loadSpecs();
    return result;
  }
}

async function failureOf(test) {
  try {
    await test.fn();
    return undefined;
  } catch (error) {
    return String(error?.message ?? error).slice(0, 2_000);
  }
}

const create = Object.assign(() => new InProcessRunner(), { inject: [] });
export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-process', create)];
