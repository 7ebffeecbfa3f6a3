/** All invented stays, for the tests and `npm run -s eval -- --notes`. */
import { critical } from './critical.ts';
import { later } from './later.ts';
import { medicine } from './medicine.ts';
import type { Stay } from './stay.ts';
import { surgery } from './surgery.ts';

export const stays: readonly Stay[] = [...medicine, ...surgery, ...critical, ...later];
