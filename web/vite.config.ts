import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './build/compress-plugin.ts';
import { contractsByTheWord } from './build/contracts-plugin.ts';
import { textsOfTheWeb } from './build/texts-plugin.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const ofChanges = /web\/src\/(orders|holders|operator)\/|server\/(catalogue|quotes)\//;

/** The pages: built into dist/web, from where the server serves them. `npm run dev` passes /api to a server on port 3000. */
export default defineConfig({
  root: here('.'),
  plugins: [react(), textsOfTheWeb(here('..')), contractsByTheWord(), compressed()],
  css: { transformer: 'lightningcss' },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0, // the content security policy knows only files of our own
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // one file each for what changes seldom: browsers keep it when the pages change
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 2 },
            // what several pages use comes at once, not as dozens of small files
            { name: 'shared', test: (id) => !ofChanges.test(id), minShareCount: 3, priority: 2 },
            // what only changes of numbers need is no part of the first visit
            { name: 'changes', test: ofChanges, minShareCount: 3, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': 'http://127.0.0.1:3000', '/dev': 'http://127.0.0.1:3000' },
  },
});
