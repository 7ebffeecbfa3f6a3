/** One picture of what the physician sees: the page on the left, the side panel on the right. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';

/** Both are taken as they stand, then put side by side by the same browser. Ends with another tab in front. */
export async function takePicture(page: Page, panel: Page, file: string): Promise<void> {
  const sides = [await page.screenshot(), await panel.screenshot()];
  const images = sides.map((png) => `<img src="data:image/png;base64,${png.toString('base64')}">`);
  const sheet = await page.context().newPage();
  try {
    await sheet.setContent(
      `<!doctype html><style>
        body { margin: 0 }
        #both { display: inline-flex; align-items: flex-end; gap: 1px; background: #d3d7db }
        img { display: block }
      </style><div id="both">${images.join('')}</div>`,
    );
    await sheet.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
    const png = await sheet.locator('#both').screenshot();
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, png);
  } finally {
    await sheet.close();
  }
}
