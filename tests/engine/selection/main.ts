/** Choices on the graphics card against the processor's, on logits that no model would give. */
import fc from 'fast-check';
import { createChooser } from '../../../src/engine/choose.ts';
import { fromHalfBits } from '../../../src/engine/float16.ts';
import { deviceInsteadOf } from '../../../src/engine/gpu_device.ts';
import { COPY_DST, COPY_SRC, STORAGE } from '../../../src/engine/gpu_memory.ts';
import { gpuSelection } from '../../../src/engine/gpu_select.ts';
import { mark } from '../../../src/engine/mask.ts';
import { chooseOnDevice, FEW } from '../../../src/engine/selection.ts';

declare global {
  /** Tries so many cases; throws fast-check's report of the first that differs. */
  var compare: (cases: number) => Promise<Compared | null>;
}

export interface Compared {
  /** Choices made on the device that were the processor's. */
  readonly same: number;
  /** Of them, by chance among more tokens than are brought over singly. */
  readonly amongMany: number;
}

/** Bits of numbers that are compared in unusual ways, and of equal ones; of single and half precision. */
const SINGLE = [0x7fc00000, 0xffc00001, 0x7f800000, 0xff800000, 0, 0x80000000, 1, 0x80000001, 0x3f800000];
const HALF = [0x7e00, 0xfe01, 0x7c00, 0xfc00, 0, 0x8000, 1, 0x8001, 0x3c00];

const Size = fc.oneof(
  fc.constantFrom(1, 31, 32, 33, 255, 257, 1186, 4095, 4097, 49_152, 151_936),
  fc.integer({ min: 1, max: 9000 }),
);

const Case = fc.record({
  size: Size,
  rows: fc.integer({ min: 1, max: 4 }),
  /** Positions of the pass before those rows. */
  before: fc.integer({ min: 0, max: 3 }),
  half: fc.boolean(),
  /** Shares of the logits that are odd, and of the tokens that are allowed. */
  odd: fc.constantFrom(0, 0.01, 0.9, 1),
  /** Which odd ones: few of them, so that any may be the likeliest; often the two zeros. */
  kinds: fc.oneof(fc.constant<number[]>([4, 5]), fc.uniqueArray(fc.nat(SINGLE.length - 1), { minLength: 1 })),
  allowed: fc.constantFrom(0, 0.001, 0.1, 1),
  /** The mask's length beyond the model's vocabulary. */
  beyond: fc.integer({ min: -40, max: 70 }),
  random: fc.integer(),
  options: fc.record({
    seed: fc.integer({ min: 0, max: 3 }),
    temperature: fc.constantFrom(0, 0.7, 2),
    topP: fc.constantFrom(0.4, 1),
    repetitionPenalty: fc.constantFrom(1, 1.3),
  }),
});
type Case = typeof Case extends fc.Arbitrary<infer T> ? T : never;

globalThis.compare = async (cases) => {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter) return null;
  const device = (await deviceInsteadOf(adapter)) ?? (await adapter.requestDevice());
  const selection = gpuSelection(async () => device);
  await selection.ready();
  const compared = { same: 0, amongMany: 0 };
  const property = fc.asyncProperty(Case, async (given) => {
    const random = randomOf(given.random);
    const { size, rows, half, options } = given;
    const bits = bitsOf(given, random);
    const buffer = device.createBuffer({
      size: Math.ceil(bits.byteLength / 16) * 16,
      usage: STORAGE | COPY_SRC | COPY_DST,
      mappedAtCreation: true,
    });
    new Uint8Array(buffer.getMappedRange()).set(new Uint8Array(bits.buffer));
    buffer.unmap();
    const dims = [1, given.before + rows, size];
    const tensor = { type: half ? 'float16' : 'float32', dims, gpuBuffer: buffer } as never;
    const all = half ? Float32Array.from(bits, fromHalfBits) : new Float32Array(bits.buffer);
    const masks = [maskFor(given, random), maskFor(given, random)] as const;
    const written = Array.from({ length: 20 }, () => Math.floor(random() * (size + 40)));
    const [here, there] = [createChooser(options), createChooser(options)];
    for (const [row, logits] of selection.rowsOf(tensor, rows).entries()) {
      const own = all.subarray((given.before + row) * size, (given.before + row + 1) * size);
      // The first rows are asked about the same tokens, the others about others.
      const mask = row < 2 ? masks[0] : masks[1];
      const expected = here(own, mask, written);
      const found = await chooseOnDevice(there, options, logits, mask, written);
      if (found !== expected) throw new Error(`row ${row}: ${found} instead of ${expected}`);
      compared.same++;
      if (options.seed > 0 && options.temperature > 0 && given.allowed * size > FEW) compared.amongMany++;
    }
    buffer.destroy();
  });
  await fc.assert(property, { numRuns: cases, endOnFailure: true });
  return compared;
};

function bitsOf(
  { size, rows, before, half, odd, kinds }: Case,
  random: () => number,
): Uint16Array | Uint32Array {
  const count = size * (before + rows);
  const bits = half ? new Uint16Array(count) : new Uint32Array(count);
  const odds = kinds.map((kind) => (half ? HALF : SINGLE)[kind] as number);
  const number = new Float32Array(1);
  const itsBits = new Uint32Array(number.buffer);
  for (let at = 0; at < count; at++) {
    if (random() < odd) bits[at] = odds[Math.floor(random() * odds.length)] as number;
    else if (half) bits[at] = Math.floor(random() * 0x10000);
    else {
      number[0] = 30 * random() - 20;
      bits[at] = itsBits[0] as number;
    }
  }
  return bits;
}

function maskFor({ size, beyond, allowed }: Case, random: () => number): Int32Array {
  const count = Math.max(1, size + beyond);
  const mask = new Int32Array(Math.ceil(count / 32));
  for (let token = 0; token < count; token++) if (random() < allowed) mark(mask, token);
  return mask;
}

/** Marsaglia's xorshift32: the arrays are too long to be made number by number. */
function randomOf(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
