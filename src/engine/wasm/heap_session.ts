/** An ONNX Runtime session in WebAssembly, called at its C functions, so that nothing is copied on the way in or out. */
import type { InferenceSession } from 'onnxruntime-common';
import type { OrtModule } from 'onnxruntime-web/ort-wasm-simd-threaded.mjs';
import type { WeightSource } from '../weight_source.ts';
import { splitGraph } from './external_weights.ts';
import { allocate, allocateText, check, fail, onStack, setWords, typeOfNumber, word } from './heap.ts';
import { HeapTensor } from './heap_tensor.ts';

type Metadata = InferenceSession.ValueMetadata;

/** ONNX Runtime's numbers. */
const ALL_OPTIMIZATIONS = 99;
const SEQUENTIAL = 0;
const LOG_ERRORS = 3;

export interface ExternalData {
  readonly path: string;
  readonly data: WeightSource;
}

export class HeapSession {
  readonly inputMetadata: readonly Metadata[];
  readonly outputMetadata: readonly Metadata[];
  readonly outputNames: readonly string[];
  readonly #module: OrtModule;
  readonly #handle: number;
  /** Addresses of the names, as C strings. */
  readonly #names = new Map<string, number>();

  private constructor(module: OrtModule, handle: number) {
    this.#module = module;
    this.#handle = handle;
    const [inputs, outputs] = onStack(module, 2, (at) => {
      check(module, module._OrtGetInputOutputCount(handle, at, at + 4), 'counting inputs');
      return [word(module, at), word(module, at + 4)] as const;
    });
    const all = Array.from({ length: inputs + outputs }, (_, index) => this.#metadata(index));
    this.inputMetadata = all.slice(0, inputs);
    this.outputMetadata = all.slice(inputs);
    this.outputNames = this.outputMetadata.map(({ name }) => name);
  }

  /** Takes the graph's bytes, or what reads them; they may go afterwards. Throws the runtime's own words. */
  static async create(
    module: OrtModule,
    file: WeightSource,
    given: readonly ExternalData[],
  ): Promise<HeapSession> {
    const split = given.length === 0 ? splitGraph(file) : undefined;
    const model = split?.graph ?? file.subarray(0, file.byteLength);
    const externalData = split === undefined ? given : [{ path: split.location, data: file }];
    const address = allocate(module, model.length);
    const options = module._OrtCreateSessionOptions(
      ALL_OPTIMIZATIONS,
      false,
      false,
      SEQUENTIAL,
      false,
      0,
      0,
      LOG_ERRORS,
      0,
      0,
    );
    try {
      if (options === 0) fail(module, 'creating session options');
      module.HEAPU8.set(model, address);
      for (const { path, data } of externalData) module.mountExternalData(path, data);
      const handle = await module._OrtCreateSession(address, model.length, options);
      if (handle === 0) fail(module, 'creating a session');
      return new HeapSession(module, handle);
    } finally {
      module._free(address);
      if (options !== 0) module._OrtReleaseSessionOptions(options);
      module.unmountExternalData();
    }
  }

  /** Outputs that `fetches` gives are written where they lie; the others are made, and the caller's to dispose of. */
  async run(
    feeds: Readonly<Record<string, HeapTensor>>,
    fetches: Readonly<Record<string, HeapTensor | null>> = {},
  ): Promise<Record<string, HeapTensor>> {
    const module = this.#module;
    const inputs = Object.entries(feeds);
    const asked = Object.entries(fetches);
    const outputs = asked.length > 0 ? asked : this.outputNames.map((name) => [name, null] as const);
    const stack = module.stackSave();
    try {
      const list = (words: readonly number[]): number => {
        const at = module.stackAlloc(4 * words.length);
        setWords(module, at, words);
        return at;
      };
      const names = (entries: readonly (readonly [string, unknown])[]): number =>
        list(entries.map(([name]) => this.#nameAt(name)));
      const given = outputs.map(([, tensor]) => tensor?.handle ?? 0);
      const results = list(given);
      const status = await module._OrtRun(
        this.#handle,
        names(inputs),
        list(inputs.map(([, tensor]) => tensor.handle)),
        inputs.length,
        names(outputs),
        outputs.length,
        results,
        0,
      );
      check(module, status, 'running the model');
      return Object.fromEntries(
        outputs.map(([name, tensor], at) => [
          name,
          tensor ?? HeapTensor.made(module, word(module, results + 4 * at)),
        ]),
      );
    } finally {
      module.stackRestore(stack);
    }
  }

  async release(): Promise<void> {
    check(this.#module, this.#module._OrtReleaseSession(this.#handle), 'releasing a session');
    for (const address of this.#names.values()) this.#module._free(address);
    this.#names.clear();
  }

  #nameAt(name: string): number {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const address = allocateText(this.#module, name);
    this.#names.set(name, address);
    return address;
  }

  /** Inputs are counted first, then outputs. */
  #metadata(index: number): Metadata {
    const module = this.#module;
    const [nameAt, info] = onStack(module, 2, (at) => {
      check(module, module._OrtGetInputOutputMetadata(this.#handle, index, at, at + 4), 'reading metadata');
      return [word(module, at), word(module, at + 4)] as const;
    });
    const name = module.UTF8ToString(nameAt);
    module._OrtFree(nameAt);
    const type = word(module, info);
    if (type === 0) return { name, isTensor: false };
    const rank = word(module, info + 4);
    // An axis has a name or, in the second list, a length.
    const shape = Array.from({ length: rank }, (_, axis) => {
      const symbol = word(module, info + 8 + 4 * axis);
      return symbol === 0 ? word(module, info + 8 + 4 * (rank + axis)) : module.UTF8ToString(symbol);
    });
    module._OrtFree(info);
    return { name, isTensor: true, type: typeOfNumber(type), shape };
  }
}
