/** A model's files: read once, checked against SHA256SUMS where there is one, and parsed. */
import { z } from 'zod';
import { type AppError, err, ok, type Result } from '../shared/result.ts';
import { ModelConfig } from './model_config.ts';
import { parseTokenizerFile, type TokenizerFile } from './tokenizer_file.ts';

/** The bytes of a file, by its path in the model's folder; rejects where there is none. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

export interface ModelFiles {
  readonly config: ModelConfig;
  readonly tokenizer: TokenizerFile;
  readonly weights: Uint8Array;
}

/**
 * Reads everything that a session needs. E_MODEL_MISSING: a file is not there. E_MODEL_CORRUPT: a file is not what
 * SHA256SUMS says, or cannot be read as what it should be. `onRead` gets the bytes of each file.
 */
export async function readModel(
  model: string,
  weightsPath: string,
  readFile: ReadFile,
  onRead: (bytes: number) => void,
): Promise<Result<ModelFiles>> {
  const sums = await readFile('SHA256SUMS').then(parseSums, () => undefined);
  try {
    const read = async (path: string): Promise<Uint8Array> => {
      const bytes = await readFile(path).catch(() => {
        throw new FileProblem('E_MODEL_MISSING', path);
      });
      if (sums !== undefined && sums.get(path) !== (await sha256(bytes)))
        throw new FileProblem('E_MODEL_CORRUPT', path, 'not the file that SHA256SUMS names');
      onRead(bytes.length);
      return bytes;
    };
    const config = await read('config.json').then(parsed('config.json', (json) => ModelConfig.parse(json)));
    const tokenizerConfig = await read('tokenizer_config.json').then(
      parsed('tokenizer_config.json', (json) => json),
    );
    const tokenizer = await read('tokenizer.json').then(
      parsed('tokenizer.json', (json) => parseTokenizerFile(json, tokenizerConfig)),
    );
    return ok({ config, tokenizer, weights: await read(weightsPath) });
  } catch (error) {
    if (error instanceof FileProblem) return { ok: false, error: error.toAppError(model) };
    return err('E_MODEL_CORRUPT', { model }, String(error).slice(0, 300));
  }
}

class FileProblem extends Error {
  readonly code: 'E_MODEL_MISSING' | 'E_MODEL_CORRUPT';
  readonly file: string;

  constructor(code: FileProblem['code'], file: string, detail = '') {
    super(detail);
    this.code = code;
    this.file = file;
  }

  toAppError(model: string): AppError {
    return { code: this.code, params: { model, file: this.file }, detail: this.message };
  }
}

function parsed<T>(path: string, parse: (json: unknown) => T): (bytes: Uint8Array) => T {
  return (bytes) => {
    try {
      return parse(JSON.parse(new TextDecoder().decode(bytes)));
    } catch (error) {
      const detail = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
      throw new FileProblem('E_MODEL_CORRUPT', path, detail.slice(0, 300));
    }
  };
}

/** The format of `sha256sum`: digest, two spaces (or space and star), path. */
function parseSums(bytes: Uint8Array): Map<string, string> {
  const lines = new TextDecoder().decode(bytes).split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [, digest, path] = /^([0-9a-f]{64}) [ *](?:\.\/)?(.+?)\r?$/.exec(line) ?? [];
      return digest === undefined || path === undefined ? [] : [[path, digest] as const];
    }),
  );
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
