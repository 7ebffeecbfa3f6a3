/** A section's heading by its id, as the document writes it, and the section that an entry belongs to. */
import { sectionRules } from '../epicrisis/sections.ts';
import type { SectionId } from '../epicrisis/types.ts';
import type { FactKind, Moment } from '../record/schema.ts';

export const sectionTitle = (id: string): string => sectionRules.find((rule) => rule.id === id)?.title ?? id;

export const sectionTaking = (of: FactKind, at: Moment): SectionId | null =>
  sectionRules.find((rule) =>
    rule.takes.some(({ kind, moments }) => kind === of && (moments === undefined || moments.includes(at))),
  )?.id ?? null;
