/** Key and value tensors of the cache: [1, heads, length, width] each. */
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { typedArrayOf } from './float16.ts';
import type { ModelConfig } from './model_config.ts';
import type { Runtime } from './runtime.ts';

/** A cache of length 0, with heads and width from the graph, or from the config where the graph leaves them open. */
export function emptyCache(
  ort: Runtime,
  info: InferenceSession.TensorValueMetadata,
  config: ModelConfig,
): Tensor {
  const [, heads, , width] = info.shape;
  const kvHeads = config.num_key_value_heads ?? config.num_attention_heads;
  const headDim = config.head_dim ?? config.hidden_size / config.num_attention_heads;
  const dims = [
    1,
    typeof heads === 'number' ? heads : kvHeads,
    0,
    typeof width === 'number' ? width : headDim,
  ];
  return new ort.Tensor(info.type, new (typedArrayOf(info.type))(0), dims);
}

/** The first `length` positions; the tensor itself where it is no longer than that. */
export async function cutCache(ort: Runtime, tensor: Tensor, length: number): Promise<Tensor> {
  const [batch = 1, heads = 1, held = 0, width = 1] = tensor.dims;
  if (length >= held) return tensor;
  const from = (await tensor.getData()) as Float32Array;
  const to = new (from.constructor as Float32ArrayConstructor)(batch * heads * length * width);
  for (let row = 0; row < batch * heads; row++) {
    const start = row * held * width;
    to.set(from.subarray(start, start + length * width), row * length * width);
  }
  return new ort.Tensor(tensor.type, to, [batch, heads, length, width]);
}
