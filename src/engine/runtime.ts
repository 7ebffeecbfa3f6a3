/** The seam to ONNX Runtime: onnxruntime-node and onnxruntime-web both fit. */
import type { InferenceSession, Tensor } from 'onnxruntime-common';

/** What the engine needs of an `ort` namespace. */
export interface Runtime {
  readonly Tensor: typeof Tensor;
  readonly InferenceSession: {
    create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession>;
    /** Node reads a graph and its external data from the disk by itself. */
    create(path: string, options: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
}
