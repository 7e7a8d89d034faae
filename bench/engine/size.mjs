/** What the engine weighs in a browser: minified, and gzipped. */
import { buildSync } from 'esbuild';
import { gzipSync } from 'node:zlib';
import { engine, options } from './build.mjs';

const DOORS = {
  core: 'index.ts',
  delta: 'delta/index.ts',
  explanation: 'explanation/index.ts',
  operators: 'operators/index.ts',
  hashes: 'hashes/index.ts',
  validation: 'validation/index.ts',
};
for (const [name, entry] of Object.entries(DOORS)) report(name, { entryPoints: [engine + entry] });
report('evaluation only', {
  stdin: {
    contents: "export { compile, evaluate } from './index'",
    resolveDir: engine,
    loader: 'ts',
  },
});

function report(name, entry) {
  const { outputFiles } = buildSync({ ...options, ...entry, minify: true, write: false });
  const [{ contents }] = outputFiles;
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  console.log(
    `${name.padEnd(16)} ${kilobytes(contents.length).padStart(10)} minified ${kilobytes(gzipSync(contents, { level: 9 }).length).padStart(10)} gzip`,
  );
}
