/**
 * The console, without patient data. Only a stable code, the part of the product, numbers and an error's `detail` (which
 * by contract holds none) get through: a thrown thing's message may quote what it was parsing, so only its class is
 * written, and `params` may name what is on the page.
 */
import type { AppError, ErrorCode } from './result.ts';

export type Part = 'background' | 'content' | 'offscreen' | 'panel' | 'options';

/** Numbers, and words that the source code holds (never read from a page): the type can't prove it, reviews must. */
export type Facts = Readonly<Record<string, number | boolean>>;

export function logError(part: Part, error: AppError | ErrorCode, facts?: Facts): void {
  const { code, detail } = typeof error === 'string' ? { code: error, detail: undefined } : error;
  console.error(line(part, code, facts) + (detail === undefined ? '' : `: ${detail}`));
}

/** For a thrown thing: a bug, or the browser's refusal. Its class and our code; not its message. */
export function logThrown(part: Part, code: ErrorCode, thrown: unknown, facts?: Facts): void {
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  console.error(`${line(part, code, facts)} (${name})`);
}

function line(part: Part, code: string, facts: Facts = {}): string {
  const said = Object.entries(facts).map(([key, value]) => `${key}=${value}`);
  return ['[epicrisis]', part, code, ...said].join(' ');
}
