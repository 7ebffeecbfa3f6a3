/**
 * A version as it is read and as it is inserted. Edited text is a plain string; its facts are found in it again by
 * their literal words, in order, so that the links to the chart survive an edit.
 */
import { factLiteral } from '../epicrisis/literal.ts';
import type { DocumentSection, Epicrisis, SectionId, Segment } from '../epicrisis/types.ts';
import type { ClinicalRecord } from '../record/schema.ts';
import type { TargetInfo } from '../shared/messages.ts';
import { type Version, versionText } from './state/tab.ts';

/** A section ready to show: its heading apart from its body. */
export interface SectionView {
  readonly id: SectionId;
  readonly heading: string;
  readonly body: readonly Segment[];
}

const plain = (segments: readonly Segment[]): string => segments.map((segment) => segment.text).join('');

/** Drops `count` characters from the front of the segments. */
const dropFront = (segments: readonly Segment[], count: number): Segment[] => {
  let left = count;
  return segments.flatMap((segment) => {
    const cut = Math.min(left, segment.text.length);
    left -= cut;
    return cut === segment.text.length ? [] : [{ ...segment, text: segment.text.slice(cut) }];
  });
};

const trimEnds = (segments: readonly Segment[]): Segment[] => {
  const text = plain(segments);
  const front = text.length - text.trimStart().length;
  let extra = text.length - text.trimEnd().length;
  if (extra >= text.length) return [];
  const kept = dropFront(segments, front);
  while (extra > 0) {
    const last = kept.pop();
    if (last === undefined) return [];
    const cut = Math.min(extra, last.text.length);
    extra -= cut;
    if (cut < last.text.length) kept.push({ ...last, text: last.text.slice(0, last.text.length - cut) });
  }
  return kept;
};

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** How many characters at the front of `text` are the section's own title, with its punctuation and line end. */
const headingLength = (text: string, title: string): number => {
  if (title === '') return 0;
  const found = new RegExp(`^\\s*${escaped(title)}\\s*(?::[ \\t]*|\\n+|$)\\n*`, 'iu').exec(text);
  return found?.[0].length ?? 0;
};

/** The heading is the section's title; where its text begins with the same words they are not shown twice. */
export const sectionView = (section: DocumentSection): SectionView => {
  const cut = headingLength(plain(section.segments), section.title);
  return { id: section.id, heading: section.title, body: trimEnds(dropFront(section.segments, cut)) };
};

/** Finds the document's facts in an edited text, each after the last, and leaves what is not found as prose. */
export const relink = (text: string, document: Epicrisis, more: readonly Segment[] = []): Segment[] => {
  const facts = document.sections.flatMap((s) => s.segments).filter((segment) => segment.kind === 'fact');
  const out: Segment[] = [];
  let from = 0;
  for (const fact of facts) {
    const at = fact.text === '' ? -1 : text.indexOf(fact.text, from);
    if (at < 0) continue;
    if (at > from) out.push({ kind: 'prose', text: text.slice(from, at) });
    out.push(fact);
    from = at + fact.text.length;
  }
  if (from < text.length) out.push({ kind: 'prose', text: text.slice(from) });
  return more.reduce(linked, out);
};

/** Cuts out of the prose what is a fact that the document itself does not hold: one that the physician typed. */
const linked = (segments: readonly Segment[], fact: Segment): Segment[] =>
  segments.flatMap((segment) => {
    const at = segment.kind === 'prose' && fact.text !== '' ? segment.text.indexOf(fact.text) : -1;
    if (at < 0) return [segment];
    const [before, after] = [segment.text.slice(0, at), segment.text.slice(at + fact.text.length)];
    const prose = (text: string): Segment[] => (text === '' ? [] : [{ kind: 'prose', text }]);
    return [...prose(before), fact, ...prose(after)];
  });

/** The entries that the physician added, as segments. */
const typedSegments = (record: ClinicalRecord): Segment[] =>
  record.facts
    .filter(({ source, codedBy }) => source.type === 'typed' && codedBy !== undefined)
    .map((fact) => ({ kind: 'fact', text: factLiteral(fact), factId: fact.id }));

interface HeadingAt {
  readonly section: DocumentSection;
  readonly start: number;
  readonly bodyStart: number;
}

const headingsIn = (text: string, document: Epicrisis): HeadingAt[] => {
  const found: HeadingAt[] = [];
  let from = 0;
  for (const section of document.sections) {
    if (section.title === '') continue;
    const pattern = new RegExp(`^[ \\t]*${escaped(section.title)}[ \\t]*(?::[ \\t]*|$)\\n*`, 'imu');
    const match = pattern.exec(text.slice(from));
    if (match === null) continue;
    const start = from + match.index;
    from = start + match[0].length;
    found.push({ section, start, bodyStart: from });
  }
  return found;
};

/** The sections of an edited text, cut at the headings that are still in it; null where there are none. */
const editedSections = (
  text: string,
  document: Epicrisis,
  more: readonly Segment[],
): DocumentSection[] | null => {
  const headings = headingsIn(text, document);
  const first = headings[0];
  if (first === undefined) return null;
  const cut = headings.map(({ section, bodyStart }, i) => ({
    ...section,
    segments: relink(
      text.slice(bodyStart, headings[i + 1]?.start ?? text.length),
      {
        ...document,
        sections: [section],
      },
      more,
    ),
  }));
  const before = text.slice(0, first.start);
  if (before.trim() === '') return cut;
  const loose: Segment[] = [{ kind: 'prose', text: before }];
  return [{ id: 'epicrisis', title: '', segments: loose }, ...cut];
};

/** What the panel shows of a version: sections with headings, or one run of text without. */
export const versionView = (version: Version): SectionView[] => {
  const { document, edited, form } = version;
  if (edited !== null) {
    const more = typedSegments(version.record);
    const sections = form === 'secciones' ? editedSections(edited, document, more) : null;
    if (sections !== null) return sections.map(sectionView);
    return [{ id: 'epicrisis', heading: '', body: trimEnds(relink(edited, document, more)) }];
  }
  if (form === 'secciones') return document.sections.map(sectionView);
  const body = trimEnds(document.sections.flatMap((section) => section.segments));
  return [{ id: 'epicrisis', heading: '', body }];
};

/** What goes into a field: the whole text, or the one section that the field is for. */
export const textForTarget = (version: Version, target: TargetInfo): string => {
  if (target.section === undefined) return versionText(version);
  const section = versionView(version).find((view) => view.id === target.section && view.heading !== '');
  return section === undefined ? versionText(version) : plain(section.body);
};

/** A line of a section's body: an entry of a list, a `Label: value` of the header, or running text. */
export interface LineView {
  readonly kind: 'entry' | 'text';
  readonly segments: readonly Segment[];
}

/** The body cut at its line ends; every character but the line ends stays. */
export const linesOf = (body: readonly Segment[]): LineView[] => {
  const lines: Segment[][] = [[]];
  for (const segment of body) {
    segment.text.split('\n').forEach((text, i) => {
      if (i > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...segment, text });
    });
  }
  return lines.map((segments) => ({
    kind: plain(segments).startsWith('- ') ? 'entry' : 'text',
    segments,
  }));
};
