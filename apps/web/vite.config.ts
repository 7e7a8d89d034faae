import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './precompress';

/** Where `npm run web:dev` finds the API. */
const API = 'http://127.0.0.1:8080';

/** First segments of the API's paths. The console itself lives under `/console/`. */
const API_PATHS = [
  'auth',
  'features',
  'environments',
  'audit-logs',
  'usage',
  'clients',
  'context-sampling',
  'health',
  'docs',
  'docs-json',
];

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/console/',
  plugins: [react(), precompress()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // Inlined files would be `data:` addresses, which the policy of the server allows for images only.
    assetsInlineLimit: 0,
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(API_PATHS.map((path) => [`^/${path}(/|\\?|$)`, { target: API }])),
  },
});
