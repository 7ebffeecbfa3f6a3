/**
 * Builds the extension into `dist/`: what `manifest.json` names, and the offscreen page, which no manifest key names.
 * ONNX Runtime's WebAssembly files come along as assets of its own imports; nothing is loaded from outside.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crx, defineManifest } from '@crxjs/vite-plugin';
import { defineConfig, type Plugin } from 'vite';
import manifest from './manifest.json' with { type: 'json' };

/**
 * The content script is put into pages by `scripting.executeScript`, which needs no public file; the plugin publishes it
 * all the same, and any web page could then tell that the extension is installed.
 */
function publishNothing(): Plugin {
  let outDir = 'dist';
  return {
    name: 'epicrisis:publish-nothing',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      outDir = config.build.outDir;
    },
    writeBundle() {
      const file = join(outDir, 'manifest.json');
      const { web_accessible_resources: _, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(file, `${JSON.stringify(rest, null, 2)}\n`);
    },
  };
}

/** The development server talks to its pages over a WebSocket, which the product's policy rightly forbids. */
const manifestFor = defineManifest(({ command }) => {
  if (command === 'build') return manifest;
  const policy = manifest.content_security_policy.extension_pages.replaceAll(
    /(connect-src|script-src|style-src|img-src|font-src|worker-src) 'self'/g,
    "$1 'self' http://localhost:* ws://localhost:*",
  );
  return {
    ...manifest,
    content_security_policy: { ...manifest.content_security_policy, extension_pages: policy },
  };
});

export default defineConfig({
  plugins: [crx({ manifest: manifestFor }), publishNothing()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'chrome124',
    modulePreload: false,
    sourcemap: false,
    // The runtime's files are many megabytes by nature; the zip's size is checked by `npm run pack`.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { input: { offscreen: 'src/offscreen/index.html', smart: 'src/smart/index.html' } },
  },
});
