/** A grammar's text, read once from its beginning: blanks, names, numbers, characters and their escapes. */

/** What is wrong and where; caught where the grammar is parsed, and told as an error value. */
export class GrammarError extends Error {}

const NAME = /[A-Za-z_.-][\w.-]*/y;
const NEWLINE = 10;
const HASH = 35;
const BACKSLASH = 92;

/** Behind a backslash. */
const ESCAPES: Readonly<Record<string, number>> = {
  n: 10,
  r: 13,
  t: 9,
  b: 8,
  f: 12,
  v: 11,
  a: 7,
  e: 27,
  '0': 0,
  '\\': 92,
  '"': 34,
  "'": 39,
};
/** Digits of an escape by number: \x41, \u0041, \U00000041. */
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

export class Scanner {
  at = 0;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get code(): number {
    return this.text.charCodeAt(this.at);
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  /** Line and column alone: the text itself may be a patient's. */
  fail(what: string, at = this.at): never {
    const before = this.text.slice(0, at).split('\n');
    throw new GrammarError(`line ${before.length}, column ${(before.at(-1) ?? '').length + 1}: ${what}`);
  }

  /** Spaces, line ends and comments. */
  skipBlanks(): void {
    for (;;) {
      const { code } = this;
      if (code === HASH) while (!this.ended && this.code !== NEWLINE) this.at++;
      else if (code === 32 || (code >= 9 && code <= 13)) this.at++;
      else return;
    }
  }

  /** Takes `symbol` where it stands here. */
  take(symbol: string): boolean {
    if (!this.text.startsWith(symbol, this.at)) return false;
    this.at += symbol.length;
    return true;
  }

  expect(symbol: string): void {
    if (!this.take(symbol)) this.fail(`expected ${symbol}`);
  }

  /** A rule's name; empty where none begins here. */
  name(): string {
    NAME.lastIndex = this.at;
    const [name = ''] = NAME.exec(this.text) ?? [];
    this.at += name.length;
    return name;
  }

  /** What stands before the next quote, where it stands for itself: nothing of it is escaped. Takes the quote too. */
  plainUpToQuote(): string | undefined {
    const end = this.text.indexOf('"', this.at);
    const plain = this.text.slice(this.at, end);
    if (end < 0 || plain.includes('\\') || plain.includes('\n')) return undefined;
    this.at = end + 1;
    return plain;
  }

  /** A whole number; undefined where none begins here. */
  integer(): number | undefined {
    const from = this.at;
    while (isDigit(this.code)) this.at++;
    return this.at === from ? undefined : Number(this.text.slice(from, this.at));
  }

  /** One character of a literal or class as its code point; `more`: characters that may be escaped besides the common ones. */
  character(more = ''): number {
    const from = this.at;
    if (this.ended || this.code === NEWLINE) this.fail('the line ends inside a literal or class');
    if (this.code !== BACKSLASH) {
      const point = this.text.codePointAt(from) as number;
      this.at += point > 0xffff ? 2 : 1;
      return point;
    }
    const letter = this.text.charAt(from + 1);
    this.at += 2;
    const digits = DIGITS[letter];
    if (digits !== undefined) return this.#numbered(from, digits);
    const point =
      ESCAPES[letter] ?? (letter !== '' && more.includes(letter) ? letter.charCodeAt(0) : undefined);
    return point ?? this.fail('an unknown escape', from);
  }

  /** \ud83d\ude00 is one character; a half alone is none. */
  #numbered(from: number, digits: number): number {
    const point = this.#hex(from, digits);
    if (point >= 0xd800 && point < 0xdc00 && this.take('\\u')) {
      const low = this.#hex(from, 4);
      if (low >= 0xdc00 && low < 0xe000) return 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
      this.fail('half a surrogate pair', from);
    }
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) this.fail('not a character', from);
    return point;
  }

  #hex(from: number, digits: number): number {
    const written = this.text.slice(this.at, this.at + digits);
    if (written.length < digits || !/^[\da-fA-F]+$/.test(written)) this.fail('an unknown escape', from);
    this.at += digits;
    return Number.parseInt(written, 16);
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
