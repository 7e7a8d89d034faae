import { fileURLToPath } from 'node:url';

/** Stryker's settings for one part of the engine; `run.mjs` says which, and where the result goes. */
export default {
  packageManager: 'npm',
  plugins: [fileURLToPath(new URL('./runner.mjs', import.meta.url))],
  appendPlugins: [],
  testRunner: 'in-process',
  coverageAnalysis: 'perTest',
  ignorePatterns: ['**', '!libs/flag-engine/**', '!package.json', '!tsconfig.json'],
  // Sentences for people are checked where they matter; a mutant of a word is no fault.
  mutator: { excludedMutations: ['StringLiteral'] },
  // Tables made once, when a module loads: each of their rows has its own test.
  ignoreStatic: true,
  concurrency: 1,
  timeoutMS: 8_000,
  tempDirName: 'reports/mutation/sandbox',
  incremental: true,
  reporters: ['json'],
  allowConsoleColors: false,
};
