/** Shows what a finding is about: the sentence and its words marked where they are read, selected where they are being edited. */
import type { Finding } from '../epicrisis/types.ts';

const WORDS = 'finding';
const SENTENCE = 'finding-sentence';

interface Texts {
  readonly nodes: readonly { readonly node: Node; readonly start: number }[];
  readonly all: string;
}

const textsUnder = (root: Node): Texts => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: { node: Node; start: number }[] = [];
  let all = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    nodes.push({ node, start: all.length });
    all += node.nodeValue ?? '';
  }
  return { nodes, all };
};

/** The range of a run of the text, which may cross elements. */
const rangeOf = ({ nodes }: Texts, from: number, to: number): Range | null => {
  const first = nodes.findLast(({ start }) => start <= from);
  const last = nodes.findLast(({ start }) => start < to);
  if (first === undefined || last === undefined) return null;
  const range = document.createRange();
  range.setStart(first.node, from - first.start);
  range.setEnd(last.node, to - last.start);
  return range;
};

/** Which of its occurrences in the checked text an excerpt is: the screen shows the same text in other elements. */
export const occurrenceOf = (text: string, excerpt: string, at: number | undefined): number => {
  if (at === undefined) return 0;
  let n = 0;
  for (let i = text.indexOf(excerpt); i >= 0 && i < at; i = text.indexOf(excerpt, i + 1)) n++;
  return n;
};

const nth = (all: string, words: string, n: number): number => {
  let at = all.indexOf(words);
  for (let i = 0; i < n && at >= 0; i++) {
    const next = all.indexOf(words, at + 1);
    if (next < 0) break;
    at = next;
  }
  return at;
};

/** The sentence around a run. */
const sentenceAround = (all: string, from: number, to: number): readonly [number, number] => {
  const before = Math.max(all.lastIndexOf('. ', from), all.lastIndexOf('\n', from - 1));
  const after = /\.(?=\s|$)|\n/u.exec(all.slice(to));
  return [before < 0 ? 0 : before + (all[before] === '.' ? 2 : 1), after ? to + after.index + 1 : all.length];
};

const selectIn = (editor: HTMLTextAreaElement, from: number, to: number): void => {
  editor.focus();
  editor.setSelectionRange(from, to);
  // The box grows with its text: the page scrolls, by the share of the text before.
  const box = editor.getBoundingClientRect();
  const scroller = editor.closest('.scroll');
  scroller?.scrollBy({
    top: box.top + (box.height * from) / Math.max(1, editor.value.length) - innerHeight / 2,
  });
};

const mark = (words: readonly Range[], around: readonly Range[]): void => {
  CSS.highlights.set(WORDS, new Highlight(...words));
  CSS.highlights.set(SENTENCE, new Highlight(...around));
  const [first] = [...words, ...around];
  first?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
};

/** Marks the words of a finding with their sentence; where it has none, its entry or its section. */
export const findInText = (finding: Finding, text: string): void => {
  const { excerpt = '', at, factId, section } = finding;
  const editor = document.querySelector<HTMLTextAreaElement>('.editor');
  if (editor !== null && excerpt !== '') {
    const from = nth(editor.value, excerpt, occurrenceOf(editor.value, excerpt, at));
    if (from >= 0) selectIn(editor, from, from + excerpt.length);
  }
  const doc = document.querySelector('.doc');
  if (doc === null) return;
  const texts = textsUnder(doc);
  const from = excerpt === '' ? -1 : nth(texts.all, excerpt, occurrenceOf(text, excerpt, at));
  if (from >= 0) {
    const to = from + excerpt.length;
    const words = rangeOf(texts, from, to);
    const around = rangeOf(texts, ...sentenceAround(texts.all, from, to));
    mark(words === null ? [] : [words], around === null ? [] : [around]);
    return;
  }
  const spans = factId === undefined ? [] : doc.querySelectorAll(`[data-fact-id="${CSS.escape(factId)}"]`);
  const place =
    spans.length > 0 ? [...spans] : [...doc.querySelectorAll(`.doc-section.${section ?? 'none'}`)];
  mark(
    [],
    place.map((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range;
    }),
  );
};
