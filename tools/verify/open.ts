/** A session over one type of a model's folder, its files read and checked as the extension reads them. */
import type { InferenceSession } from 'onnxruntime-common';
import { type ModelFolder, readModel } from '../../src/engine/model_files.ts';
import { DTYPES, GRAPH_FILES } from '../../src/engine/registry/layout.ts';
import type { Runtime } from '../../src/engine/runtime.ts';
import { OrtModel } from '../../src/engine/session.ts';
import type { Dtype } from '../../src/engine/types.ts';

export const dtypeOf = (name: string): Dtype | undefined => DTYPES.find((dtype) => dtype === name);

/** Throws with the error's code where the files or the runtime refuse. */
export async function openModel(
  runtime: Runtime,
  options: InferenceSession.SessionOptions,
  folder: ModelFolder,
  dtype: Dtype,
): Promise<OrtModel> {
  const weights = { files: [{ path: GRAPH_FILES[dtype], bytes: 0 }] };
  const read = await readModel('verify', weights, folder, () => undefined);
  if (!read.ok)
    throw new Error(`${read.error.code} ${JSON.stringify(read.error.params)} ${read.error.detail}`);
  const { config, externalData, weights: graph } = read.value;
  const all = { ...options, ...(externalData.length === 0 ? {} : { externalData }) };
  const { InferenceSession } = runtime;
  const session = await (typeof graph === 'string'
    ? InferenceSession.create(graph, all)
    : InferenceSession.create(graph, all));
  return new OrtModel(runtime, session, config);
}
