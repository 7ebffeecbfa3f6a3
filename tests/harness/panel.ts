/** What a physician sees and does in the side panel. */
import type { Locator, Page } from 'playwright-core';

export type State =
  | 'idle'
  | 'reading'
  | 'loading'
  | 'queued'
  | 'writing'
  | 'done'
  | 'stopped'
  | 'failed'
  | 'stale';

const SETTLED: readonly State[] = ['done', 'stopped', 'failed', 'stale'];

export class Panel {
  constructor(readonly page: Page) {}

  get(testId: string): Locator {
    return this.page.getByTestId(testId);
  }

  async press(testId: string): Promise<void> {
    await this.get(testId).first().click();
  }

  /** How things stand, without waiting. */
  async state(): Promise<State> {
    return (await this.get('status').getAttribute('data-state')) as State;
  }

  /** Waits until the panel says so. */
  async becomes(...states: readonly State[]): Promise<State> {
    const selector = states.map((state) => `[data-testid="status"][data-state="${state}"]`).join(', ');
    await this.page.locator(selector).waitFor({ timeout: 20_000 });
    return this.state();
  }

  /** Waits for the end of the attempt, however it ends. */
  settled(): Promise<State> {
    return this.becomes(...SETTLED);
  }

  /** The document as it stands on the screen. */
  text(): Promise<string> {
    return this.get('document').innerText();
  }

  /** Waits for a notice with this code; its words, for the test to judge. */
  async error(code: string): Promise<string> {
    const notice = this.page.locator(`[data-testid="error"][data-code="${code}"]`);
    await notice.first().waitFor({ timeout: 20_000 });
    return notice.first().innerText();
  }

  /** The codes of all notices on the screen. */
  errors(): Promise<(string | null)[]> {
    return this.get('error').evaluateAll((notices) =>
      notices.map((notice) => notice.getAttribute('data-code')),
    );
  }

  /** The facts in the text, as (id, words). */
  facts(): Promise<{ id: string; text: string }[]> {
    return this.get('fact').evaluateAll((facts) =>
      facts.map((fact) => ({ id: fact.getAttribute('data-fact-id') ?? '', text: fact.textContent ?? '' })),
    );
  }
}
