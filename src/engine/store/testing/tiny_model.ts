/** The tests' tiny model as a repository of files: what a hub or mirror would serve under a row's paths. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NEEDED_FILES } from '../../registry/layout.ts';

const TINY = join(import.meta.dirname, '../../testing/tiny-llama');

/** The real tiny model, its graph under `graph`, with `padding` bytes of external data that no graph asks for. */
export function tinyModel(graph: string, padding = 0): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const path of NEEDED_FILES) files.set(path, new Uint8Array(readFileSync(join(TINY, path))));
  files.set(graph, new Uint8Array(readFileSync(join(TINY, 'onnx/model.onnx'))));
  if (padding > 0) files.set(`${graph}_data`, noise(padding));
  return files;
}

/** Bytes that do not repeat: a stretch in the wrong place shows. */
export function noise(length: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = 2463534242;
  for (let at = 0; at < words.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[at] = state >>> 0;
  }
  return new Uint8Array(words.buffer).subarray(0, length);
}
