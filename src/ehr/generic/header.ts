/** Being built. */
import type { Charted } from '../../record/schema.ts';
import type { HeaderValues } from '../header.ts';

export type MakeCharted = (text: string, el: HTMLElement, label: string) => Charted | undefined;
export const genericHeader = (_doc: Document, _charted: MakeCharted): HeaderValues => ({});
