// Preloaded (`node --require`) by processes that a test starts: runs the sources as they are now, as Jest does,
// because `dist` may be older or absent.
const { existsSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformFileSync } = require('@swc/core');

require('reflect-metadata');

const LIBS = join(__dirname, '..', '..', '..');
const resolve = Module._resolveFilename;

Module._resolveFilename = function (request, ...rest) {
  const alias = /^@app\/([^/]+)(?:\/(.+))?$/.exec(request);
  const path = alias === null ? request : join(LIBS, alias[1], 'src', alias[2] ?? '');
  return resolve.call(
    this,
    existsSync(join(path, 'index.ts')) ? join(path, 'index.ts') : path,
    ...rest,
  );
};

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformFileSync(filename, {
    swcrc: false,
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};
