/** What differs between a browser's page and Node for the ways of decoding that run in both. */
import { GrammarCompiler, type XGrammar } from '../../../src/engine/matcher.ts';
import { tokenIds } from '../../../src/engine/model_config.ts';
import { type ModelFiles, readModel } from '../../../src/engine/model_files.ts';
import { GRAPH_FILES } from '../../../src/engine/registry/layout.ts';
import { rowOfFolder } from '../../../src/engine/registry.ts';
import type { Runtime } from '../../../src/engine/runtime.ts';
import { OrtModel } from '../../../src/engine/session.ts';
import { Tokenizer } from '../../../src/engine/tokenizer.ts';
import type { BenchModel } from '../protocol.ts';

export interface Place {
  readFile(model: string, path: string): Promise<Uint8Array>;
  readonly xgrammar: XGrammar;
  /** @param heap false: ONNX Runtime's own JavaScript, which copies all tensors in and out; the same in Node */
  runtime(threads: number, heap: boolean): Promise<Runtime>;
  readonly executionProvider: 'wasm' | 'cpu';
  /** As in the product. */
  readonly chunk: number;
  /** Tells Transformers.js where things are. */
  configureStock(threads: number): void;
}

export const rowOf = ({ id, dialect, dtype }: BenchModel) => rowOfFolder(id, dialect, [GRAPH_FILES[dtype]]);

export interface Grammarian {
  readonly tokenizer: Tokenizer;
  readonly grammars: GrammarCompiler;
}

export async function filesOf(place: Place, model: BenchModel): Promise<ModelFiles> {
  const weights = rowOf(model).weights[model.dtype];
  if (weights === undefined) throw new Error(`${model.id} has no ${model.dtype}`);
  const readFile = (path: string) => place.readFile(model.id, path);
  const files = await readModel(model.id, weights, { readFile }, () => undefined);
  if (!files.ok) throw new Error(`${files.error.code} ${files.error.detail ?? ''}`);
  return files.value;
}

export async function grammarianOf(
  { xgrammar }: Place,
  { tokenizer: file, config }: Pick<ModelFiles, 'tokenizer' | 'config'>,
  modelSize: number,
): Promise<Grammarian> {
  const named = file.added.find(({ content }) => content === file.eosToken)?.id;
  const stops = [...new Set([...tokenIds(config.eos_token_id), ...(named === undefined ? [] : [named])])];
  const tokenizer = new Tokenizer(file, modelSize, stops);
  const grammars = new GrammarCompiler(xgrammar, tokenizer.vocabulary);
  await grammars.ready();
  return { tokenizer, grammars };
}

export interface SessionWay {
  readonly threads: number;
  readonly heap: boolean;
  readonly inPlace: boolean;
}

export async function sessionOf(
  place: Place,
  { weights, config }: ModelFiles,
  { threads, heap, inPlace }: SessionWay,
): Promise<OrtModel> {
  const runtime = await place.runtime(threads, heap);
  const session = await runtime.InferenceSession.create(weights as Uint8Array, {
    executionProviders: [place.executionProvider],
    logSeverityLevel: 3,
    ...(place.executionProvider === 'cpu' ? { intraOpNumThreads: threads } : {}),
  });
  return new OrtModel(
    inPlace ? runtime : { ...runtime, cacheMemory: undefined },
    session,
    config,
    place.chunk,
  );
}
