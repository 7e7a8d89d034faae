// Nest 12 ships ES modules only; Node 24 loads them by `require` when Jest runs with --experimental-vm-modules,
// so the tests are compiled to CommonJS exactly as the build is.
const base = {
  rootDir: __dirname,
  roots: ['<rootDir>/apps/api', '<rootDir>/apps/web/src', '<rootDir>/libs', '<rootDir>/tools'],
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: {
    '^@app/platform/(.*)$': '<rootDir>/libs/platform/src/$1',
    '^@app/importers/([^/]+)$': '<rootDir>/libs/importers/$1/src',
    '^@app/flag-engine/(operators|hashes|validation|explanation|delta)$':
      '<rootDir>/libs/flag-engine/src/$1',
    '^@app/([^/]+)$': '<rootDir>/libs/$1/src',
  },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  setupFiles: ['reflect-metadata'],
};

/** Pure specs, specs against real stores, and specs over HTTP: one project each, so that each can be run alone. */
const project = (displayName, suffix, more = {}) => ({
  ...base,
  displayName,
  testMatch: [`**/*.${suffix}.ts`],
  ...more,
});

/** Starts PostgreSQL and Elasticsearch once per run, each when the first spec asks for it, and stops them again. */
const servers = {
  globalSetup: '<rootDir>/libs/testing/src/host/global-setup.ts',
  globalTeardown: '<rootDir>/libs/testing/src/host/global-teardown.ts',
};

module.exports = {
  projects: [
    project('unit', 'spec', { testMatch: ['**/*.spec.ts', '<rootDir>/tools/**/*.spec.mjs'] }),
    project('int', 'int-spec', servers),
    project('e2e', 'e2e-spec', servers),
    project('browser', 'e2e-spec', { ...servers, roots: ['<rootDir>/apps/web/test'] }),
  ],
  testTimeout: 30_000,
};
