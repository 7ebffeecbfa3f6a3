/**
 * Which section goes into which field: by the adapter's word first, then by what the field's label announces, then as the
 * physician chose. Shown before anything is written; what no field was found for stays out and is named.
 */
import type { SectionId } from '../epicrisis/types.ts';
import type { InsertEntry, TargetInfo } from '../shared/messages.ts';
import { sectionTaking } from './sections.ts';
import type { Version } from './state/tab.ts';
import { versionView } from './text.ts';

/** A section with text of its own. */
export interface SectionText {
  readonly id: SectionId;
  readonly title: string;
  readonly text: string;
}

export interface Mapped extends SectionText {
  readonly targetId: string | null;
}

/** What the physician chose in place of the suggestion; null: into no field. */
export type Chosen = Readonly<Partial<Record<SectionId, string | null>>>;

/** The sections of a version; none where it is one running text. */
export const sectionsOf = (version: Version): SectionText[] =>
  versionView(version).flatMap(({ id, heading, body }) => {
    const text = body.map((segment) => segment.text).join('');
    return heading === '' || id === 'epicrisis' || text.trim() === '' ? [] : [{ id, title: heading, text }];
  });

const PHYSICIAN = /m[eé]dico (tratante|responsable|a cargo)/i;

/** The section that a field's label speaks of. */
const announcedSection = ({ about, label }: TargetInfo): SectionId | null => {
  if (PHYSICIAN.test(label)) return 'medico';
  if (about === undefined) return null;
  return sectionTaking(about.kind, about.moment);
};

/** A field of many lines before one of a single line, which must run a list together. */
const roomiest = (targets: readonly TargetInfo[]): TargetInfo | undefined =>
  targets.find((target) => target.kind !== 'input') ?? targets[0];

const suggested = (id: SectionId, targets: readonly TargetInfo[]): string | null => {
  const usable = targets.filter((target) => !target.readOnly);
  const named = usable.filter((target) => target.section === id);
  const spoken = usable.filter((target) => target.section === undefined && announcedSection(target) === id);
  return (roomiest(named) ?? roomiest(spoken))?.id ?? null;
};

/** Every section of the version with its field, in the document's order. */
export const mapSections = (version: Version, targets: readonly TargetInfo[], chosen: Chosen): Mapped[] =>
  sectionsOf(version).map((section) => {
    const choice = chosen[section.id];
    const known = typeof choice === 'string' && targets.some((target) => target.id === choice);
    const targetId = choice === null || known ? (choice ?? null) : suggested(section.id, targets);
    return { ...section, targetId };
  });

/** One text a field: a section's body, or, where a field takes several, each under its title. */
export const entriesOf = (mapped: readonly Mapped[]): InsertEntry[] => {
  const byTarget = new Map<string, Mapped[]>();
  for (const section of mapped) {
    if (section.targetId === null) continue;
    byTarget.set(section.targetId, [...(byTarget.get(section.targetId) ?? []), section]);
  }
  return [...byTarget].map(([targetId, sections]) => {
    const [only] = sections;
    const text =
      sections.length === 1 && only
        ? only.text
        : sections.map(({ title, text }) => `${title}\n${text}`).join('\n\n');
    return { targetId, text, mode: 'replace' };
  });
};
