/**
 * Models that think aloud in `<think>…</think>` before they answer. Their thoughts are neither charted nor checked, so they
 * are never shown: the template is told not to think, an open block at the prompt's end is closed there, and one that opens
 * in free text is closed by force.
 */
import { Utf8Stream } from './utf8.ts';

const OPEN = '<think>';
const CLOSE = '</think>';

/** What is written after an open block: nothing was thought, and the answer comes next. */
export const CLOSING = `\n\n${CLOSE}\n\n`;

/** A rendered prompt whose template leaves the block open for the model. */
export function closeThinking(prompt: string): string {
  return /<think>\s*$/.test(prompt) ? `${prompt.trimEnd()}${CLOSING}` : prompt;
}

/** Free text as it is written, without what was thought. */
export class UnthoughtText {
  #before = '';
  #stream = new Utf8Stream();

  push(bytes: Uint8Array): void {
    this.#stream.push(bytes);
  }

  /** What may be shown so far; what might yet become a tag is held back. */
  get shown(): string {
    const written = this.#written(this.#stream.text);
    return written.slice(0, written.length - Math.max(heldBack(written, OPEN), heldBack(written, CLOSE)));
  }

  /** A block is open: write `CLOSING` to the model, call `close`, go on. */
  get open(): boolean {
    return this.#stream.text.includes(OPEN);
  }

  close(): void {
    this.#before = this.#written(this.#stream.text);
    this.#stream = new Utf8Stream();
  }

  /** The whole text; nothing is held back any more. */
  finish(): string {
    return this.#written(this.#stream.finish());
  }

  #written(text: string): string {
    const [visible = ''] = text.split(OPEN, 1);
    const unclosed = visible.replaceAll(CLOSE, '');
    return this.#before === '' ? unclosed : this.#before + unclosed.trimStart();
  }
}

/** How many characters at the end are the beginning of the tag, not all of it. */
function heldBack(text: string, tag: string): number {
  for (let length = tag.length - 1; length > 0; length--)
    if (text.endsWith(tag.slice(0, length))) return length;
  return 0;
}
