/** A section's heading by its id, as the document writes it. */
import { sectionRules } from '../epicrisis/sections.ts';

export const sectionTitle = (id: string): string => sectionRules.find((rule) => rule.id === id)?.title ?? id;
