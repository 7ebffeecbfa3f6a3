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
      this.#missing = byte >= 0x80 && byte < 0xc0 ? Math.max(0, this.#missing - 1) : lead(byte);
  }

  /** The end: bytes of an unfinished character become U+FFFD. */
  finish(): string {
    this.#text += this.#decoder.decode();
    this.#missing = 0;
    return this.#text;
  }
}

/** How many bytes follow a first byte. */
function lead(byte: number): number {
  return byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
}
