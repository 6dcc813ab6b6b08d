import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { textsOfTheWeb } from '../../build/texts-plugin.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One page with all components of the kit, so that they are tested without a server. Only the tests build it. */
export default defineConfig({
  root: here('.'),
  publicDir: here('../../public'),
  plugins: [react(), textsOfTheWeb(here('../../..'))],
  build: {
    outDir: here('../../../test-results/kit-page'),
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
  },
  preview: {
    host: '127.0.0.1',
    // the strictest policy the pages can live with: what the kit adds to a page must not need more
    headers: {
      'content-security-policy':
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:",
    },
  },
  logLevel: 'warn',
});
