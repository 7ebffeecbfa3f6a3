/** The EHRs that the product knows by itself. */
import type { Adapter } from '../types.ts';
import { demo } from './demo/adapter.ts';

export const builtIn: readonly Adapter[] = [demo];
