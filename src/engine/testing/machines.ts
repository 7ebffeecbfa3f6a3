/** Machines for tests. */
import type { Machine } from '../machine.ts';

/** A card of this decade that does everything asked of it. */
export const CARD: NonNullable<Machine['gpu']> = {
  adapter: 'intel gen-12lp',
  software: false,
  shaderF16: true,
  maxBufferSize: 2 ** 31,
  maxStorageBufferBindingSize: 2 ** 31,
};
