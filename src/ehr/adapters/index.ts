/** The EHRs that the product knows by itself. */
import type { Adapter } from '../types.ts';
import { gnuHealth } from './gnuhealth/adapter.ts';
import { nalca } from './nalca/adapter.ts';
import { openmrsO3 } from './openmrs-o3/adapter.ts';

export const builtIn: readonly Adapter[] = [nalca, openmrsO3, gnuHealth];
