/**
 * The console, without patient data. Only a stable code, the part of the product and numbers or fixed words get through:
 * an error's message may quote what it was parsing, so of a thrown thing only its class is written.
 */
import type { AppError, ErrorCode } from './result.ts';

export type Part = 'background' | 'content' | 'offscreen' | 'panel' | 'options';

/** Numbers, and words that the source code holds (never read from a page): the type can't prove it, reviews must. */
export type Facts = Readonly<Record<string, number | boolean>>;

export function logError(part: Part, error: AppError | ErrorCode, facts?: Facts): void {
  console.error(line(part, typeof error === 'string' ? error : error.code, facts));
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
