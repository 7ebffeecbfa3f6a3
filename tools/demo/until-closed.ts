/** Waits for the person to be done with the browser. */
import type { Page } from 'playwright-core';
import { type Extension, ROOT } from '../../tests/harness/extension.ts';

/** A window that is closed takes a moment; a tab that moves to another window is gone for as long. */
const GRACE_MS = 500;

/** Resolves when the browser ends, or when its last tab is closed (macOS keeps the program running). */
export function untilClosed({ context }: Extension): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const tabs = context.pages().filter((page) => !page.url().startsWith(ROOT));
      if (tabs.length === 0) resolve();
    };
    const watch = (page: Page): void => void page.on('close', () => setTimeout(look, GRACE_MS));
    context.pages().forEach(watch);
    context.on('page', watch);
    context.on('close', () => resolve());
  });
}
