/**
 * Tokens found among logits on the graphics card. The kernels compare bits and never compute with floats, whose NaN,
 * infinities and zeros a card may treat as it likes: what they find is what the processor would, to the bit.
 */
import type { Tensor } from 'onnxruntime-common';
import { fromHalfBits } from './float16.ts';
import { COPY_DST, COPY_SRC, MAP_READ, READ, STORAGE, UNIFORM } from './gpu_memory.ts';
import type { Selection } from './selection.ts';
import type { DeviceLogits } from './types.ts';

const THREADS = 256;
/** Tokens that one thread looks at. */
const EACH = 16;
const NO_TOKEN = 0xffffffff;
/** Bytes: where a binding may begin, on any card. */
const ALIGNMENT = 256;

const WGSL = /* wgsl */ `
struct Params {
  /** Logits of one row. */
  width: u32,
  /** Where the first row begins, in logits. */
  first: u32,
  /** Tokens, or entries of the list, to look at. */
  count: u32,
  /** 1: half precision, two logits to a word. */
  half: u32,
}
@group(0) @binding(0) var<storage, read> logits: array<u32>;
@group(0) @binding(1) var<uniform> params: Params;
/** A bit for each token, or a list of tokens. */
@group(0) @binding(2) var<storage, read> asked: array<u32>;
@group(0) @binding(3) var<storage, read_write> found: array<u32>;

fn bits_of(row: u32, token: u32) -> u32 {
  let at = params.first + row * params.width + token;
  if (params.half == 0u) { return logits[at]; }
  return (logits[at >> 1u] >> (16u * (at & 1u))) & 0xffffu;
}

/** Never 0, and in the numbers' order; both zeros the same, NaN with -Infinity. */
fn rank_of(bits: u32) -> u32 {
  let sign = select(0x80000000u, 0x8000u, params.half == 1u);
  let infinity = select(0x7f800000u, 0x7c00u, params.half == 1u);
  let size = bits & (sign - 1u);
  if (size > infinity) { return sign - 1u - infinity; }
  if (size == 0u || (bits & sign) == 0u) { return sign + size; }
  return sign - 1u - size;
}

var<workgroup> ranks: array<u32, ${THREADS}>;
var<workgroup> tokens: array<u32, ${THREADS}>;

@compute @workgroup_size(${THREADS})
fn likeliest(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  var best = 0u;
  var chosen = ${NO_TOKEN}u;
  for (var i = 0u; i < ${EACH}u; i++) {
    let token = (group.x * ${EACH}u + i) * ${THREADS}u + thread;
    if (token < params.count && ((asked[token >> 5u] >> (token & 31u)) & 1u) == 1u) {
      let rank = rank_of(bits_of(group.y, token));
      if (rank > best) {
        best = rank;
        chosen = token;
      }
    }
  }
  ranks[thread] = best;
  tokens[thread] = chosen;
  for (var half = ${THREADS / 2}u; half > 0u; half >>= 1u) {
    workgroupBarrier();
    if (thread < half) {
      let rank = ranks[thread + half];
      let token = tokens[thread + half];
      if (rank > ranks[thread] || (rank == ranks[thread] && token < tokens[thread])) {
        ranks[thread] = rank;
        tokens[thread] = token;
      }
    }
  }
  if (thread == 0u) {
    let at = 3u * (group.y * groups.x + group.x);
    found[at] = ranks[0];
    found[at + 1u] = tokens[0];
    if (tokens[0] != ${NO_TOKEN}u) { found[at + 2u] = bits_of(group.y, tokens[0]); }
  }
}

@compute @workgroup_size(${THREADS})
fn listed(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < params.count) { found[id.x] = bits_of(0u, asked[id.x]); }
}
`;

type Kernel = 'likeliest' | 'listed';

interface Card {
  readonly device: GPUDevice;
  readonly pipelines: Readonly<Record<Kernel, GPUComputePipeline>>;
}

/** Where a pass left its logits. */
interface Place {
  readonly buffer: GPUBuffer;
  readonly half: boolean;
  readonly width: number;
  /** In logits. */
  readonly first: number;
  readonly rows: number;
}

/** @param ask asked for at the first need: the runtime has a device only after its first session */
export function gpuSelection(ask: () => Promise<GPUDevice>): Selection {
  let card: Card | undefined;
  return {
    async ready() {
      card ??= await open(await ask());
    },
    rowsOf(logits, rows) {
      if (card === undefined) throw new Error('no device yet');
      return rowsAt(card, placeOf(logits, rows));
    },
  };
}

async function open(device: GPUDevice): Promise<Card> {
  const module = device.createShaderModule({ code: WGSL });
  const pipeline = (entryPoint: Kernel) =>
    device.createComputePipelineAsync({ layout: 'auto', compute: { module, entryPoint } });
  const [likeliest, listed] = await Promise.all([pipeline('likeliest'), pipeline('listed')]);
  return { device, pipelines: { likeliest, listed } };
}

function placeOf({ type, dims, gpuBuffer }: Tensor, rows: number): Place {
  if (type !== 'float32' && type !== 'float16') throw new Error(`logits of ${type}`);
  const [width = 0, positions = 0] = dims.toReversed();
  const first = (positions - rows) * width;
  return { buffer: gpuBuffer as unknown as GPUBuffer, half: type === 'float16', width, first, rows };
}

function rowsAt(card: Card, place: Place): DeviceLogits[] {
  // Rows that are asked about the same tokens, as those of a proposal are, are answered together.
  let last: { readonly mask: Int32Array; readonly answers: Promise<Uint32Array> } | undefined;
  const slices = Math.ceil(place.width / (THREADS * EACH));
  return Array.from({ length: place.rows }, (_, row) => ({
    size: place.width,
    async likeliest(mask) {
      if (last?.mask !== mask) {
        const count = Math.min(place.width, 32 * mask.length);
        last = {
          mask,
          answers: run(card, 'likeliest', place, mask, count, [slices, place.rows], 3 * slices * place.rows),
        };
      }
      const answers = (await last.answers).subarray(3 * slices * row, 3 * slices * (row + 1));
      return best(answers, place);
    },
    async of(tokens) {
      const here = { ...place, first: place.first + row * place.width, rows: 1 };
      const groups = Math.ceil(tokens.length / THREADS);
      const list = Uint32Array.from(tokens);
      const bits = await run(card, 'listed', here, list, tokens.length, [groups, 1], tokens.length);
      return numbersOf(bits, place);
    },
    async all() {
      const size = place.half ? 2 : 4;
      const from = (place.first + row * place.width) * size;
      // Copies begin and end at whole words.
      const bytes = await copyOf(card.device, place.buffer, Math.floor(from / 4) * 4, place.width * size + 4);
      const start = from % 4;
      const own = bytes.slice(start, start + place.width * size).buffer;
      return place.half ? Float32Array.from(new Uint16Array(own), fromHalfBits) : new Float32Array(own);
    },
  }));
}

/** Of [rank, token, bits] of each slice, the slices being in order. */
function best(
  answers: Uint32Array,
  place: Place,
): { readonly token: number; readonly logit: number } | undefined {
  let at = 0;
  for (let slice = 3; slice < answers.length; slice += 3)
    if ((answers[slice] as number) > (answers[at] as number)) at = slice;
  const [, token = NO_TOKEN] = answers.subarray(at);
  if (token === NO_TOKEN) return undefined;
  const [logit = Number.NaN] = numbersOf(answers.slice(at + 2, at + 3), place);
  return { token, logit };
}

const numbersOf = (bits: Uint32Array, { half }: Place): Float32Array =>
  half ? Float32Array.from(bits, fromHalfBits) : new Float32Array(bits.buffer, bits.byteOffset, bits.length);

async function run(
  { device, pipelines }: Card,
  kernel: Kernel,
  place: Place,
  asked: Int32Array | Uint32Array,
  count: number,
  groups: readonly [number, number],
  words: number,
): Promise<Uint32Array> {
  const { width, half } = place;
  const { first, binding: logits } = boundTo(place);
  const found = device.createBuffer({ size: 4 * words, usage: STORAGE | COPY_SRC });
  const params = upload(device, Uint32Array.of(width, first, count, half ? 1 : 0), UNIFORM);
  const question = upload(device, asked, STORAGE);
  try {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    const resources = [logits, { buffer: params }, { buffer: question }, { buffer: found }];
    const entries = resources.map((resource, binding) => ({ binding, resource }));
    pass.setPipeline(pipelines[kernel]);
    pass.setBindGroup(
      0,
      device.createBindGroup({ layout: pipelines[kernel].getBindGroupLayout(0), entries }),
    );
    pass.dispatchWorkgroups(...groups);
    pass.end();
    device.queue.submit([encoder.finish()]);
    const bytes = await copyOf(device, found, 0, 4 * words);
    return new Uint32Array(bytes.buffer, 0, words);
  } finally {
    for (const used of [found, params, question]) used.destroy();
  }
}

/** Those rows alone: all positions of a long pass may be more than a card binds at once. */
function boundTo({ buffer, half, width, first, rows }: Place): {
  readonly first: number;
  readonly binding: GPUBufferBinding;
} {
  const bytes = half ? 2 : 4;
  const offset = Math.floor((first * bytes) / ALIGNMENT) * ALIGNMENT;
  const end = Math.min(buffer.size, Math.ceil(((first + rows * width) * bytes) / 4) * 4);
  return { first: first - offset / bytes, binding: { buffer, offset, size: end - offset } };
}

function upload(device: GPUDevice, words: Int32Array | Uint32Array, usage: number): GPUBuffer {
  const buffer = device.createBuffer({ size: 4 * words.length, usage, mappedAtCreation: true });
  new Uint32Array(buffer.getMappedRange()).set(words);
  buffer.unmap();
  return buffer;
}

/** Of at most so many bytes, as many as there are. */
async function copyOf(
  device: GPUDevice,
  from: GPUBuffer,
  at: number,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const size = Math.min(Math.ceil(most / 4) * 4, from.size - at);
  const staging = device.createBuffer({ size, usage: MAP_READ | COPY_DST });
  try {
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(from, at, staging, 0, size);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(READ);
    return new Uint8Array(staging.getMappedRange().slice(0));
  } finally {
    staging.destroy();
  }
}
