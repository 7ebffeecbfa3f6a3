/** What a maintainers' program could not do, with a code that scripts can tell apart. */
export class Failure extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** An error's code and words; what is no `Failure` is a bug of ours or of a tool below. */
export function explain(thrown: unknown): { readonly code: string; readonly message: string } {
  if (thrown instanceof Failure) return { code: thrown.code, message: thrown.message };
  return { code: 'E_INTERNAL', message: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** For people; standard output belongs to the result. */
export function log(words: string): void {
  process.stderr.write(`${words}\n`);
}

/** Says what is wrong and ends the program. */
export function fail(words: string): never {
  log(words);
  process.exit(1);
}
