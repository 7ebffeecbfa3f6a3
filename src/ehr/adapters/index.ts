/** The EHRs that the product knows by itself. */
import type { Adapter } from '../types.ts';
import { nalca } from './nalca/adapter.ts';

export const builtIn: readonly Adapter[] = [nalca];
