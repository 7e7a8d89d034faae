import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const source = (lib) =>
  fileURLToPath(new URL(`../../../../libs/${lib}/src/index.ts`, import.meta.url));

/** Builds an example out of the SDK's sources, whether it is installed or not. */
export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: {
      '@toggle/openfeature-web': source('openfeature-web'),
      '@app/openfeature-shared': source('openfeature-shared'),
    },
    // There is one of each, wherever it is imported from.
    dedupe: ['react', 'react-dom', '@openfeature/core', '@openfeature/web-sdk'],
  },
});
