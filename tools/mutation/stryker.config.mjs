/** Run from the root: `npm run mutate --prefix tools/mutation`. */
const folder = 'tools/mutation';

export default {
  packageManager: 'npm',
  plugins: [
    new URL('./node_modules/@stryker-mutator/jest-runner/dist/src/index.js', import.meta.url)
      .pathname,
  ],
  appendPlugins: [],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules'],
  jest: {
    projectType: 'custom',
    configFile: `${folder}/jest.config.cjs`,
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  // What decides an answer. `MUTATE='libs/flag-engine/src/hashes/*.ts;…'` narrows down, or widens.
  mutate: process.env.MUTATE?.split(';') ?? [
    'libs/flag-engine/src/{evaluate,next-change}.ts',
    'libs/flag-engine/src/{bucketing,comparisons,compile,context}/*.ts',
    '!libs/flag-engine/src/**/*.spec.ts',
  ],
  ignorePatterns: [
    '**',
    '!libs',
    '!libs/flag-engine/**',
    '!libs/importers/**',
    '!tools',
    '!tools/mutation/*',
    '!jest.config.js',
    '!package.json',
    '!tsconfig.json',
  ],
  // Sentences for people are checked where they matter; a mutant of a word is no fault.
  mutator: { excludedMutations: ['StringLiteral'] },
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 8_000,
  tempDirName: 'reports/mutation/sandbox',
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: 'reports/mutation/result.json' },
  clearTextReporter: { allowColor: false, logTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
};
