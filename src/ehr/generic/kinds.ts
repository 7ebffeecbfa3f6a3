/** How the entries of each kind of fact are charted: whole, in parts, with a day, with «Ninguno» for none. */
import type { FactKind } from '../../record/schema.ts';

/** Kinds read as whole text rather than as entries. */
const WHOLE: readonly FactKind[] = ['note', 'reason', 'condition', 'destination'];
export const isWhole = (kind: FactKind): boolean => WHOLE.includes(kind);

/** Kinds whose entries are charted in parts: «Dosis: 1 g Vía: EV». */
export const LABELLED: readonly FactKind[] = ['drug', 'diagnosis', 'procedure', 'allergy', 'control'];

/** Kinds of which a card's further lines say where, on which side, since when. */
export const DETAILED: readonly FactKind[] = ['diagnosis', 'procedure', 'antecedent'];

/** Kinds whose entries may end with the day they were charted or done. */
export const DATED: readonly FactKind[] = ['diagnosis', 'procedure', 'exam'];

/** Kinds of which «Ninguno» says that there is no entry; of an allergy, the history or what is taken at home it is charted as it stands. */
export const DONE: readonly FactKind[] = ['diagnosis', 'procedure', 'pending', 'control', 'exam', 'alarm'];
export const NONE = /^(ningun[oa]s?|no( (hubo|presenta|refiere))?|niega)$/;
