import { buildSync } from 'esbuild';
import { fileURLToPath } from 'node:url';

const engine = fileURLToPath(new URL('../../libs/flag-engine/src/', import.meta.url));

/** Bundles the engine as an application would, and returns the module. */
export async function engineModule() {
  const outfile = fileURLToPath(new URL('./dist/engine.mjs', import.meta.url));
  buildSync({ entryPoints: [`${engine}index.ts`], outfile, ...options });
  return import(outfile);
}

export const options = {
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  mainFields: ['module', 'main'],
};
export { engine };
