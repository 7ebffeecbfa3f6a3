/**
 * ONNX Runtime takes some of its switches from environment variables alone, and Emscripten's are out of reach: they are
 * written into WebAssembly's memory at its start, the same few every time. The line is put in the place of the first ones,
 * which nothing reads. Where they are not found, nothing happens, and the switch stays as it was.
 */
import type { OrtModule } from 'onnxruntime-web/ort-wasm-simd-threaded.mjs';

const UNUSED = 'USER=web_user\0LOGNAME=web_user\0PATH=/\0';

/**
 * GroupQueryAttention over several tokens at once goes through tiles made for processors' caches. In WebAssembly that is 14
 * times as slow as the plain way (64 tokens after 440, 9 heads of 64: 37.7 and 2.6 ms), and most of a forced run's time.
 */
export const PLAIN_ATTENTION = 'ORT_GQA_DISABLE_FLASH_ATTENTION=1';

/** `NAME=value`, before any session is made. False where there is no place for it. */
export function setEnvironment({ HEAPU8: memory }: OrtModule, line: string): boolean {
  const place = new TextEncoder().encode(UNUSED);
  const bytes = new TextEncoder().encode(`${line}\0`);
  const [first = 0] = place;
  if (bytes.length > place.length) return false;
  for (let at = memory.indexOf(first); at >= 0; at = memory.indexOf(first, at + 1)) {
    if (!place.every((byte, offset) => memory[at + offset] === byte)) continue;
    memory.set(bytes, at);
    return true;
  }
  return false;
}
