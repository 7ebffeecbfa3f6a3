/**
 * The byte-level alphabet of GPT-2's tokenizers: each byte as one printable character, so that a token that cuts a
 * character in two can still be written as a string. The matcher's vocabulary is given in it whatever the tokenizer.
 */

const printable = (byte: number): boolean =>
  (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);

const letterOf: string[] = [];
/** By a letter's code: its byte and one more; 0 where it is no letter. */
const byteOf = new Uint16Array(1024);
for (let byte = 0, moved = 0; byte < 256; byte++) {
  const code = printable(byte) ? byte : 256 + moved++;
  letterOf.push(String.fromCharCode(code));
  byteOf[code] = byte + 1;
}

const utf8 = new TextEncoder();

/** The letter that stands for a byte. */
export function byteLetter(byte: number): string {
  return letterOf[byte] ?? '';
}

/** The byte that a letter's code stands for; -1 for codes that are not of the alphabet. */
export function byteOfLetter(code: number): number {
  return (byteOf[code] ?? 0) - 1;
}

/** Text (UTF-8) in the byte-level alphabet. */
export function toByteLevel(text: string): string {
  return bytesToByteLevel(utf8.encode(text));
}

function bytesToByteLevel(bytes: Uint8Array): string {
  let letters = '';
  for (const byte of bytes) letters += letterOf[byte];
  return letters;
}

/** The bytes of a byte-level string; undefined where it holds a character that is not of the alphabet. */
export function fromByteLevel(letters: string): Uint8Array | undefined {
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) {
    const byte = byteOfLetter(letters.charCodeAt(i));
    if (byte < 0) return undefined;
    bytes[i] = byte;
  }
  return bytes;
}
