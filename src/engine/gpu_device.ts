/**
 * The device for ONNX Runtime's WebGPU where the one that it makes for itself computes wrongly: its attention over 32 tokens
 * or more hands numbers from lane to lane of a subgroup and takes eight lanes for granted. With four (SwiftShader) it counts
 * keys twice, without a word. On a device without subgroups it goes by workgroup memory, and is right (adr/0011).
 */

const LANES_TAKEN_FOR_GRANTED = 8;

/** What ONNX Runtime asks of an adapter, all that there is of each. */
const LIMITS = [
  'maxBindGroups',
  'maxStorageBuffersPerShaderStage',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const;

let made: Promise<GPUDevice> | undefined;

/** Undefined where ONNX Runtime's own is right. One for all sessions, until it is lost. Throws where there is none to be had. */
export async function deviceInsteadOf(adapter: GPUAdapter): Promise<GPUDevice | undefined> {
  // Browsers that do not say how many lanes have no subgroups for pages either.
  const { subgroupMinSize = LANES_TAKEN_FOR_GRANTED } = adapter.info;
  if (!adapter.features.has('subgroups') || subgroupMinSize >= LANES_TAKEN_FOR_GRANTED) return undefined;
  made ??= make(adapter);
  return await made;
}

async function make(adapter: GPUAdapter): Promise<GPUDevice> {
  try {
    const device = await adapter.requestDevice({
      requiredFeatures: adapter.features.has('shader-f16') ? ['shader-f16'] : [],
      requiredLimits: Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]])),
    });
    void device.lost.then(() => {
      made = undefined;
    });
    return device;
  } catch (error) {
    made = undefined;
    throw error;
  }
}
