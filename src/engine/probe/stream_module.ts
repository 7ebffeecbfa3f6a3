/**
 * The smallest WebAssembly that does to memory what a step of a model does to its weights: reads them once, in order, and
 * multiplies. ONNX Runtime's own kernels would need its 12 MB first; these are 300 bytes, written here as they run.
 */

const I32 = 0x7f;
const F32 = 0x7d;
const V128 = 0x7b;

const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];

/** Unsigned LEB128. */
function leb(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...leb(Math.floor(value / 128))];
}

const sized = (bytes: readonly number[]): number[] => [...leb(bytes.length), ...bytes];
const section = (id: number, ...items: readonly (readonly number[])[]): number[] => [
  id,
  ...sized([...leb(items.length), ...items.flat()]),
];
const simd = (opcode: number, ...more: readonly number[]): number[] => [0xfd, ...leb(opcode), ...more];

const local = { get: 0x20, set: 0x21, tee: 0x22 } as const;
const I32_ADD = 0x6a;
const I32_LT_U = 0x49;
const LOOP_VOID = [0x03, 0x40];
const BR_IF_0 = [0x0d, 0];
const END = 0x0b;

/** `v128.load offset=…` of the address on the stack; aligned to 16 bytes. */
const load = (offset: number): number[] => simd(0, 4, ...leb(offset));

const [BYTES, AT] = [0, 1] as const;
/** Sums that do not wait for each other. */
const SUMS = [2, 3, 4, 5] as const;
const FACTOR = 6;
const LOADED = 7;

/** Over memory from 0 to `bytes`, 64 bytes a turn: `add(sum, offset)` leaves the new sum on the stack. */
function pass(
  factor: readonly number[],
  add: (sum: number, offset: number) => number[],
  result: readonly number[],
): number[] {
  const code = [
    // Locals: i32 at; v128 sums, factor, loaded.
    ...[2, 1, I32, 6, V128],
    ...[...factor, local.set, FACTOR],
    ...LOOP_VOID,
    ...SUMS.flatMap((sum, n) => [...add(sum, 16 * n), local.set, sum]),
    ...[local.get, AT, 0x41, 0xc0, 0x00, I32_ADD, local.tee, AT, local.get, BYTES, I32_LT_U, ...BR_IF_0, END],
    ...result,
    END,
  ];
  return sized(code);
}

const allSums = (plus: number): number[] =>
  SUMS.flatMap((sum, n) => [local.get, sum, ...(n === 0 ? [] : simd(plus))]);

const [F32X4_SPLAT, F32X4_ADD, F32X4_MUL, F32X4_LANE] = [0x13, 0xe4, 0xe6, 0x1f] as const;
const [I16X8_SPLAT, I16X8_LOW_S, I16X8_HIGH_S] = [0x10, 0x87, 0x88] as const;
const [I32X4_DOT, I32X4_ADD, I32X4_LANE] = [0xba, 0xae, 0x1b] as const;

/** Four numbers times one, added up. */
const fp32 = pass(
  [0x43, 0, 0, 0x80, 0x3f, ...simd(F32X4_SPLAT)],
  (sum, offset) => [
    ...[local.get, AT, ...load(offset), local.get, FACTOR, ...simd(F32X4_MUL)],
    ...[local.get, sum, ...simd(F32X4_ADD)],
  ],
  [...allSums(F32X4_ADD), ...simd(F32X4_LANE, 0)],
);

/** Sixteen bytes widened to two times eight, each times one, added in pairs: MLAS's way in WebAssembly. */
const int8 = pass(
  [0x41, 3, ...simd(I16X8_SPLAT)],
  (sum, offset) => [
    ...[local.get, AT, ...load(offset), local.tee, LOADED],
    ...[...simd(I16X8_LOW_S), local.get, FACTOR, ...simd(I32X4_DOT)],
    ...[local.get, LOADED, ...simd(I16X8_HIGH_S), local.get, FACTOR, ...simd(I32X4_DOT), ...simd(I32X4_ADD)],
    ...[local.get, sum, ...simd(I32X4_ADD)],
  ],
  [...allSums(I32X4_ADD), ...simd(I32X4_LANE, 0)],
);

export interface StreamModule {
  readonly memory: WebAssembly.Memory;
  /** Each reads memory's first `bytes`, a multiple of 64, once. */
  readonly fp32: (bytes: number) => number;
  readonly int8: (bytes: number) => number;
}

const PAGE = 65_536;

/** With so many bytes of memory. Throws where WebAssembly, its SIMD or the memory is refused. */
export function openStreamModule(bytes: number): StreamModule {
  const code = Uint8Array.from([
    ...[0, ...utf8('asm'), 1, 0, 0, 0],
    ...section(1, [0x60, 1, I32, 1, F32], [0x60, 1, I32, 1, I32]),
    ...section(3, [0], [1]),
    ...section(5, [0, ...leb(Math.ceil(bytes / PAGE))]),
    ...section(
      7,
      [...sized(utf8('memory')), 2, 0],
      [...sized(utf8('fp32')), 0, 0],
      [...sized(utf8('int8')), 0, 1],
    ),
    ...section(10, fp32, int8),
  ]);
  return new WebAssembly.Instance(new WebAssembly.Module(code)).exports as unknown as StreamModule;
}
