/** ONNX Runtime's WebAssembly module, which its package exports without types. Only what the engine calls. */
declare module 'onnxruntime-web/ort-wasm-simd-threaded.mjs' {
  export interface OrtModule {
    readonly HEAPU8: Uint8Array<ArrayBufferLike>;
    readonly HEAP32: Int32Array<ArrayBufferLike>;
    readonly HEAPU32: Uint32Array<ArrayBufferLike>;
    _malloc(bytes: number): number;
    _free(address: number): void;
    stackSave(): number;
    stackRestore(stack: number): void;
    stackAlloc(bytes: number): number;
    UTF8ToString(address: number): string;
    stringToUTF8(text: string, address: number, bytes: number): void;
    lengthBytesUTF8(text: string): number;
    /** External data by the name that the graph calls it. */
    mountExternalData(
      path: string,
      data: { readonly byteLength: number; subarray(from: number, to: number): Uint8Array },
    ): void;
    unmountExternalData(): void;
    _OrtInit(threads: number, logLevel: number): number;
    _OrtGetLastError(code: number, message: number): number;
    _OrtCreateSessionOptions(
      optimization: number,
      arena: boolean,
      memoryPattern: boolean,
      executionMode: number,
      profiling: boolean,
      profilePrefix: number,
      logId: number,
      logSeverity: number,
      logVerbosity: number,
      optimizedModelPath: number,
    ): number;
    _OrtReleaseSessionOptions(options: number): number;
    _OrtCreateSession(model: number, bytes: number, options: number): number | Promise<number>;
    _OrtReleaseSession(session: number): number;
    _OrtGetInputOutputCount(session: number, inputs: number, outputs: number): number;
    _OrtGetInputOutputMetadata(session: number, index: number, name: number, info: number): number;
    _OrtCreateTensor(
      type: number,
      data: number,
      bytes: number,
      dims: number,
      rank: number,
      location: number,
    ): number;
    _OrtGetTensorData(tensor: number, type: number, data: number, dims: number, rank: number): number;
    _OrtReleaseTensor(tensor: number): number;
    _OrtFree(address: number): number;
    _OrtRun(
      session: number,
      inputNames: number,
      inputs: number,
      inputCount: number,
      outputNames: number,
      outputCount: number,
      outputs: number,
      options: number,
    ): number | Promise<number>;
  }

  export default function createModule(settings: {
    readonly numThreads: number;
    readonly locateFile?: (name: string) => string;
  }): Promise<OrtModule>;
}
