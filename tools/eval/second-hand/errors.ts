/**
 * What a tired physician's edit or a careless model makes of a correct epicrisis: 100-odd kinds of error, one at a time, each at every place
 * of the document where it can happen. By a second author, from issue texts and ward habits alone, not from the check's rules.
 */
import { drugsErrors } from './errors-drugs.ts';
import { entriesErrors } from './errors-entries.ts';
import { stayErrors } from './errors-stay.ts';
import type { Kind } from './slips.ts';

export const errors: Readonly<Record<string, Kind>> = { ...drugsErrors, ...entriesErrors, ...stayErrors };
