/** Bytes that arrive in pieces, as text that is never cut inside a character. */
export class Utf8Stream {
  #text = '';
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #missing = 0;

  /** All whole characters so far. */
  get text(): string {
    return this.#text;
  }

  /** True while the last character lacks bytes. */
  get insideCharacter(): boolean {
    return this.#missing > 0;
  }

  push(bytes: Uint8Array): void {
    this.#text += this.#decoder.decode(bytes, { stream: true });
    for (const byte of bytes)
      this.#missing = isContinuation(byte) ? Math.max(0, this.#missing - 1) : lead(byte);
  }

  /** The end: bytes of an unfinished character become U+FFFD. */
  finish(): string {
    this.#text += this.#decoder.decode();
    this.#missing = 0;
    return this.#text;
  }
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}

/** How many bytes follow a first byte. */
function lead(byte: number): number {
  return byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of these bytes without a character that is cut off at their end. */
export function wholeCharacters(bytes: Uint8Array): string {
  let first = bytes.length - 1;
  while (first > 0 && isContinuation(bytes[first] as number)) first--;
  const whole = first < 0 || first + 1 + lead(bytes[first] as number) <= bytes.length ? bytes.length : first;
  return decoder.decode(bytes.subarray(0, whole));
}

/** How many bytes a code point takes. */
export function utf8Length(point: number): number {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

/** Writes a code point's bytes from `at` on. */
export function writeUtf8(point: number, bytes: Uint8Array, at: number): void {
  const length = utf8Length(point);
  for (let byte = length - 1; byte > 0; byte--) {
    bytes[at + byte] = 0x80 | (point & 0x3f);
    point >>= 6;
  }
  bytes[at] = length === 1 ? point : ((0xf00 >> length) & 0xff) | point;
}
