// Builds the demo EHR on its own: it is a page that the extension visits, never a part of the extension.
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: '../build/demo', emptyOutDir: true, modulePreload: { polyfill: false } },
});
