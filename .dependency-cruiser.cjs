/** The rules of docs/architecture.md as code: `npm run arch` holds the import graph against them. */
const TEST = '(\\.spec|\\.int-spec|\\.e2e-spec|\\.contract)\\.ts$|/test/|/testing/';
const PRODUCT = 'auth|rate-limit|audit|feature';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment:
        'Files in a cycle can only be understood and tested together; type-only cycles count.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'kernel-imports-nothing',
      severity: 'error',
      comment:
        'The kernel is the vocabulary of the house: it must load anywhere and depend on no one.',
      from: { path: '^libs/kernel/src', pathNot: TEST },
      to: { pathNot: '^libs/kernel/src' },
    },
    {
      name: 'engine-is-pure',
      severity: 'error',
      comment: 'The engine runs in a browser tab: only the kernel and small pure packages.',
      from: { path: '^libs/flag-engine/src', pathNot: TEST },
      to: {
        pathNot: [
          '^libs/(flag-engine|kernel)/src',
          'node_modules/(re2js|semver|ipaddr\\.js|@noble/hashes|ajv)/',
        ],
      },
    },
    {
      name: 'domain-is-plain',
      severity: 'error',
      comment: 'domain/ is plain TypeScript: it must run in a browser tab and in a 1 ms test.',
      from: { path: '^libs/[^/]+/src/domain', pathNot: TEST },
      to: {
        dependencyTypesNot: ['type-only'],
        path: [
          'node_modules/(@nestjs|typeorm|ioredis|pg|fastify)',
          '^(node:|fs|crypto|path)',
          '/http/',
          '/persistence/',
          '/application/',
        ],
      },
    },
    {
      name: 'application-knows-ports',
      severity: 'error',
      comment: 'Use cases depend on ports; adapters are chosen where the module is wired.',
      from: { path: '^libs/[^/]+/src/application', pathNot: TEST },
      to: { path: ['/http/', '/persistence/', 'node_modules/(typeorm|ioredis|pg|@elastic)'] },
    },
    {
      name: 'no-product-siblings',
      severity: 'error',
      comment:
        'Product modules meet in the kernel, in endpoint metadata and in app.module.ts, never in each other.',
      from: { path: `^libs/(${PRODUCT})/src`, pathNot: TEST },
      to: { path: `^libs/(${PRODUCT})/src`, pathNot: '^libs/$1/src' },
    },
    {
      name: 'evaluation-stands-beside',
      severity: 'error',
      comment:
        'The data plane reads snapshots through its own port; it does not reach into product modules.',
      from: { path: '^libs/evaluation/src', pathNot: TEST },
      to: { path: `^libs/(${PRODUCT}|usage)/src` },
    },
    {
      name: 'usage-hears-of-evaluation',
      severity: 'error',
      comment:
        'Usage counts what the data plane tells it; what it needs of product modules comes through ports.',
      from: { path: '^libs/usage/src', pathNot: TEST },
      to: { path: `^libs/(${PRODUCT})/src` },
    },
    {
      name: 'nobody-leans-on-usage',
      severity: 'error',
      comment: 'Usage can be lost without anybody noticing: only the application wires it.',
      from: { path: '^libs/(?!usage/)', pathNot: TEST },
      to: { path: '^libs/usage/src' },
    },
    {
      name: 'tenancy-and-outbox-are-below',
      severity: 'error',
      comment: 'Tenancy and outbox are foundations: they know platform and kernel only.',
      from: { path: '^libs/(tenancy|outbox)/src', pathNot: TEST },
      to: { path: `^libs/(${PRODUCT}|evaluation|flag-engine)/src` },
    },
    {
      name: 'tenancy-and-outbox-are-apart',
      severity: 'error',
      comment: 'Neither foundation leans on the other.',
      from: { path: '^libs/(tenancy|outbox)/src', pathNot: TEST },
      to: { path: '^libs/(tenancy|outbox)/src', pathNot: '^libs/$1/src' },
    },
    {
      name: 'platform-knows-kernel-only',
      severity: 'error',
      comment: 'Platform wraps technology; it has no idea what a flag is.',
      from: { path: '^libs/platform/src', pathNot: TEST },
      to: { path: '^(libs|apps)/', pathNot: '^libs/(platform|kernel)/src' },
    },
    {
      name: 'sdks-stand-alone',
      severity: 'error',
      comment:
        'SDKs run in other people’s processes and pages: they share the engine with the server and nothing else.',
      from: { path: '^libs/openfeature-[^/]+/src', pathNot: TEST },
      to: {
        path: '^libs/',
        pathNot: '^libs/(flag-engine|kernel|openfeature-[^/]+)/src',
      },
    },
    {
      name: 'sdks-are-apart',
      severity: 'error',
      comment: 'Each SDK is installed without the other; what both need is shared.',
      from: { path: '^libs/openfeature-(server|web|shared)/src', pathNot: TEST },
      to: { path: '^libs/openfeature-(server|web)/', pathNot: '^libs/openfeature-$1/' },
    },
    {
      name: 'the-server-needs-no-sdk',
      severity: 'error',
      comment: 'The server answers to any client; it must not lean on one of ours.',
      from: { path: '^(libs|apps)/', pathNot: ['^libs/openfeature-', TEST] },
      to: { path: '^libs/openfeature-' },
    },
    {
      name: 'one-door',
      severity: 'error',
      comment:
        "A lib is entered by its index.ts (platform: one per folder; test support by the lib's testing folder).",
      from: { path: '^(libs/([^/]+)|apps)/' },
      to: {
        path: '^libs/([^/]+)/src/.+',
        pathNot: [
          '^libs/$2/',
          '^libs/[^/]+/src/index\\.ts$',
          '^libs/platform/src/[^/]+/index\\.ts$',
          '^libs/flag-engine/src/(operators|hashes|validation|explanation|delta)/index\\.ts$',
          '^libs/[^/]+/src/testing/',
          '^libs/[^/]+/src/persistence/index\\.ts$',
          '^libs/importers/',
        ],
      },
    },
    {
      name: 'nothing-imports-an-app',
      severity: 'error',
      comment: 'Applications compose libraries, never the other way round.',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'production-code-has-no-test-support',
      severity: 'error',
      comment: 'Fakes and builders stay out of the product.',
      from: { path: '^(libs|apps)/', pathNot: [TEST, '^libs/testing/', '^apps/api/tools/'] },
      to: { path: ['^libs/testing/', '/src/testing/'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nothing imports and that starts nothing is dead.',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', 'main\\.ts$', TEST, '^libs/testing/', 'cli/'] },
      to: {},
    },
    {
      name: 'declared-packages-only',
      severity: 'error',
      comment: 'What is imported stands in package.json.',
      from: { path: '^(libs|apps/api)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: ['(^|/)dist/', '^apps/web'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
