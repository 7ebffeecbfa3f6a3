/**
 * Takes pictures of every scene of the panel: `npx tsx src/panel/preview/screenshots.ts [OUT_DIR] [scene,scene]`.
 * Says which scenes are wider than the window (`zoom` is 400 px at 200 %). For people who work on the panel; needs a Chromium at CHROMIUM or /usr/bin/chromium.
 */
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { scenes } from './scenes.ts';

const [out = '/tmp/panel', only] = process.argv.slice(2);
const sizes = [ { name: "tall", width: 420, height: 1500 } ] as const; const unused = [
  { name: '400', width: 400, height: 800 },
  { name: '320', width: 320, height: 700 },
  { name: '560', width: 560, height: 900 },
  { name: 'zoom', width: 200, height: 400 },
] as const;

const server = await createServer({
  configFile: false,
  root: process.cwd(),
  publicDir: false,
  logLevel: 'error',
  cacheDir: '/tmp/panel-vite',
  server: { port: 5199, strictPort: false, hmr: false },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
await server.listen();
const url = server.resolvedUrls?.local[0] ?? 'http://localhost:5199/';
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--no-first-run',
  ],
});
mkdirSync(out, { recursive: true });
const names = only === undefined ? Object.keys(scenes) : only.split(',');
for (const colorScheme of ['light', 'dark'] as const) {
  for (const { name: size, width, height } of sizes) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    page.on('pageerror', (error) => console.error(error.message));
    for (const scene of names) {
      await page.goto(`${url}src/panel/preview/index.html?scene=${scene}`);
      await page.waitForSelector('[data-testid=status]');
      const over = await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth);
      if (over > 0) console.error(`${scene} ${size}: ${over} px too wide`);
      await page.screenshot({ path: `${out}/${scene}-${size}-${colorScheme}.png` });
    }
    await page.close();
  }
}
await browser.close();
await server.close();
