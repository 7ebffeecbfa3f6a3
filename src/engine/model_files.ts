/** A model's files: read once, checked against SHA256SUMS where there is one, and parsed. */
import { z } from 'zod';
import { type AppError, err, ok, type Result } from '../shared/result.ts';
import { ModelCard } from './model_card.ts';
import { dataFileCount, GenerationConfig, ModelConfig } from './model_config.ts';
import { dataFile } from './registry/layout.ts';
import { tooBig, type Weights } from './registry.ts';
import { parseTokenizerFile, type TokenizerFile } from './tokenizer_file.ts';
import type { WeightSource } from './weight_source.ts';

/** The bytes of a file, by its path in the model's folder; rejects where there is none. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

/** A model's folder, wherever it lies. */
export interface ModelFolder {
  readonly readFile: ReadFile;
  /** Bytes of a file without reading it; undefined where it is not there or nobody knows. */
  readonly fileSize?: ((path: string) => Promise<number | undefined>) | undefined;
  /** A file's bytes without reading them, where external data may be given so: they are then never in memory twice. */
  readonly blobOf?: ((path: string) => Promise<Blob>) | undefined;
  /** A file's bytes, read piece by piece while the runtime makes its tensors; where this is, `blobOf` is not asked. */
  readonly sourceOf?: ((path: string) => Promise<WeightSource>) | undefined;
  /** The SHA-256 of a file that was held against it when it came, where there is no SHA256SUMS to read again. */
  readonly digestOf?: ((path: string) => string | undefined) | undefined;
  /** Where the runtime reads weights from the disk by itself. */
  readonly onDisk?: OnDisk | undefined;
}

export interface OnDisk {
  /** The file's own path on this machine. */
  address(path: string): string;
  /** Digest in hexadecimal, without holding the file in memory; rejects where there is none. */
  sha256(path: string): Promise<string>;
}

/** Bytes (or what reads them, see `sourceOf`), the file that holds them, or where the runtime finds them. */
export type Part = Uint8Array | Blob | string;

export interface ModelFiles {
  readonly config: ModelConfig;
  readonly tokenizer: TokenizerFile;
  readonly card: ModelCard | undefined;
  /** Tokens that end a turn, of `generation_config.json`. */
  readonly stopTokens: z.infer<typeof GenerationConfig>['eos_token_id'];
  readonly weights: Exclude<Part, Blob>;
  /** Digests of all files of weights, where they are known: what tells these weights from any others. */
  readonly digest: string | undefined;
  /** By the name that the graph calls it; empty where the weights are in the graph, or the runtime finds them. */
  readonly externalData: readonly { readonly path: string; readonly data: Exclude<Part, string> }[];
}

/**
 * Reads everything that a session needs. E_MODEL_MISSING: a file is not there. E_MODEL_CORRUPT: a file is not what
 * SHA256SUMS says, or cannot be read as what it should be. E_MODEL_TOO_BIG: the weights are over `limitBytes`, seen
 * before they are read where their size is known. `onRead` gets the bytes of each file.
 */
export async function readModel(
  model: string,
  weights: Weights,
  folder: ModelFolder,
  onRead: (bytes: number) => void,
  limitBytes = Number.POSITIVE_INFINITY,
): Promise<Result<ModelFiles>> {
  const reader = new Reader(folder, onRead);
  try {
    await reader.readSums();
    const config = await reader.json('config.json', (json) => ModelConfig.parse(json));
    const card = await reader.optionalJson('epicrisis.json', (json) => ModelCard.parse(json));
    const generation = await reader.optionalJson('generation_config.json', (json) =>
      GenerationConfig.parse(json),
    );
    const template = await reader.optional('chat_template.jinja');
    const tokenizerConfig = await reader.json('tokenizer_config.json', (json) =>
      withTemplate(json, template && new TextDecoder().decode(template)),
    );
    const tokenizer = await reader.json('tokenizer.json', (json) =>
      parseTokenizerFile(json, tokenizerConfig),
    );
    const [graph, ...data] = weightFiles(weights, config);
    if (graph === undefined) return err('E_MODEL_MISSING', { model });
    const total = await totalBytes(weights, [graph, ...data], folder);
    if (total > limitBytes) return tooBig(model, total, limitBytes);
    const parts: Part[] = [];
    let read = 0;
    for (const path of [graph, ...data]) {
      const part = path === graph ? await reader.weights(path) : await reader.data(path);
      parts.push(part);
      read += typeof part === 'string' ? 0 : sizeOf(part);
      if (read > limitBytes) return tooBig(model, read, limitBytes);
    }
    const [first, ...rest] = parts;
    if (first === undefined || first instanceof Blob) return err('E_MODEL_MISSING', { model });
    const externalData = rest.flatMap((part, chunk) =>
      typeof part === 'string' ? [] : [{ path: nameOf(data[chunk] ?? ''), data: part }],
    );
    return ok({
      config,
      tokenizer,
      card,
      stopTokens: generation?.eos_token_id,
      weights: first,
      digest: joined([graph, ...data].map((path) => reader.digestOf(path) ?? folder.digestOf?.(path))),
      externalData,
    });
  } catch (error) {
    if (error instanceof FileProblem) return { ok: false, error: error.toAppError(model) };
    return err('E_MODEL_CORRUPT', { model }, String(error).slice(0, 300));
  }
}

const joined = (digests: readonly (string | undefined)[]): string | undefined =>
  digests.includes(undefined) ? undefined : digests.join(' ');

/** The row's files, and the chunks that only the configuration speaks of. */
function weightFiles(weights: Weights, config: ModelConfig): string[] {
  const named = weights.files.map(({ path }) => path);
  const [graph] = named;
  if (graph === undefined || named.length > 1) return named;
  const chunks = dataFileCount(config, graph);
  return [graph, ...Array.from({ length: chunks }, (_, chunk) => dataFile(graph, chunk))];
}

const sizeOf = (part: Exclude<Part, string>): number => (part instanceof Blob ? part.size : part.byteLength);

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

async function totalBytes(
  weights: Weights,
  paths: readonly string[],
  { fileSize }: ModelFolder,
): Promise<number> {
  let total = 0;
  for (const path of paths)
    total += (await fileSize?.(path)) ?? weights.files.find((file) => file.path === path)?.bytes ?? 0;
  return total;
}

/** Newer exports keep the chat template in a file of its own. */
function withTemplate(json: unknown, template: string | undefined): unknown {
  const { chat_template } = Object(json) as { chat_template?: unknown };
  return template === undefined || typeof chat_template === 'string'
    ? json
    : { ...Object(json), chat_template: template };
}

/** Reads files and holds each against its digest. */
class Reader {
  readonly #folder: ModelFolder;
  readonly #onRead: (bytes: number) => void;
  #sums: ReadonlyMap<string, string> | undefined;

  constructor(folder: ModelFolder, onRead: (bytes: number) => void) {
    this.#folder = folder;
    this.#onRead = onRead;
  }

  async readSums(): Promise<void> {
    this.#sums = await this.#folder.readFile('SHA256SUMS').then(parseSums, () => undefined);
  }

  digestOf(path: string): string | undefined {
    return this.#sums?.get(path);
  }

  async needed(path: string): Promise<Uint8Array> {
    const bytes = await this.#folder.readFile(path).catch(() => {
      throw new FileProblem('E_MODEL_MISSING', path);
    });
    if (this.#sums !== undefined) this.#compare(path, await sha256(bytes));
    this.#onRead(bytes.length);
    return bytes;
  }

  /** Where there are sums, only what they name is there. */
  async optional(path: string): Promise<Uint8Array | undefined> {
    if (this.#sums !== undefined) return this.#sums.has(path) ? await this.needed(path) : undefined;
    return await this.#folder.readFile(path).catch(() => undefined);
  }

  async json<T>(path: string, parse: (json: unknown) => T): Promise<T> {
    return parsed(path, parse, await this.needed(path));
  }

  async optionalJson<T>(path: string, parse: (json: unknown) => T): Promise<T | undefined> {
    const bytes = await this.optional(path);
    return bytes === undefined ? undefined : parsed(path, parse, bytes);
  }

  /** The bytes, or the address where the runtime reads them itself. */
  async weights(path: string): Promise<Exclude<Part, Blob>> {
    const { onDisk, fileSize, sourceOf } = this.#folder;
    if (sourceOf !== undefined && this.#sums === undefined) {
      const source = await sourceOf(path).catch(() => {
        throw new FileProblem('E_MODEL_MISSING', path);
      });
      this.#onRead(source.byteLength);
      // Who gives `sourceOf` has a runtime that asks no more of bytes than this.
      return source as Uint8Array;
    }
    if (onDisk === undefined) return await this.needed(path);
    const bytes = await fileSize?.(path);
    if (fileSize !== undefined && bytes === undefined) throw new FileProblem('E_MODEL_MISSING', path);
    if (this.#sums !== undefined) this.#compare(path, await onDisk.sha256(path));
    this.#onRead(bytes ?? 0);
    return onDisk.address(path);
  }

  /** External data: left where it is where that can be, and nothing has to be compared. */
  async data(path: string): Promise<Part> {
    const { blobOf, sourceOf } = this.#folder;
    if (blobOf === undefined || sourceOf !== undefined || this.#sums !== undefined)
      return await this.weights(path);
    const blob = await blobOf(path).catch(() => {
      throw new FileProblem('E_MODEL_MISSING', path);
    });
    this.#onRead(blob.size);
    return blob;
  }

  #compare(path: string, digest: string): void {
    if (this.#sums?.get(path) !== digest)
      throw new FileProblem('E_MODEL_CORRUPT', path, 'not the file that SHA256SUMS names');
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

function parsed<T>(path: string, parse: (json: unknown) => T, bytes: Uint8Array): T {
  try {
    return parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new FileProblem('E_MODEL_CORRUPT', path, detail.slice(0, 300));
  }
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
