/** Being built. */
import type { Gathering } from '../gathering.ts';
import type { HeaderValues } from '../header.ts';

export const readGeneric = async (_doc: Document, _gathering: Gathering, _signal: AbortSignal): Promise<HeaderValues> => ({});
export const looksLikeChart = (_doc: Document, _header: HeaderValues): boolean => false;
