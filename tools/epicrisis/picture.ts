/** One picture of what the physician sees: the page on the left, the side panel on the right. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';

/**
 * Both are taken as they stand, then put side by side by the same browser; the bar above the panel, which is the browser's
 * own and in no page's picture, is drawn again.
 */
export async function takePicture(page: Page, panel: Page, file: string): Promise<void> {
  const sides = [await page.screenshot(), await panel.screenshot()];
  const [left, right] = sides.map((png) => `<img src="data:image/png;base64,${png.toString('base64')}">`);
  const sheet = await page.context().newPage();
  try {
    await sheet.setContent(
      `<!doctype html><meta charset="utf-8"><style>
        body { margin: 0 }
        #both { display: inline-flex; gap: 1px; background: #c4c9cf }
        #panel { display: flex; flex-direction: column; background: #fff }
        #panel b { flex: 1; padding: 0 16px; font: 500 14px/40px sans-serif; color: #1f1f1f; overflow: hidden }
        img { display: block }
      </style><div id="both">${left}<div id="panel"><b>Epicrisis</b>${right}</div></div>`,
    );
    await sheet.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
    const png = await sheet.locator('#both').screenshot();
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, png);
  } finally {
    await sheet.close();
  }
}
