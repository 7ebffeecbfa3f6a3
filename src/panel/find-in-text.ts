/** Shows a run of the text: marks it where it is read, selects it where it is being edited. */

const NAME = 'finding';

/** The range of `words` in the text under `root`, which may cross elements; null where it is not there. */
const rangeOf = (root: Node, words: string): Range | null => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: { node: Node; start: number }[] = [];
  let all = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    nodes.push({ node, start: all.length });
    all += node.nodeValue ?? '';
  }
  const from = all.indexOf(words);
  if (from < 0) return null;
  const to = from + words.length;
  const first = nodes.findLast(({ start }) => start <= from);
  const last = nodes.findLast(({ start }) => start < to);
  if (first === undefined || last === undefined) return null;
  const range = document.createRange();
  range.setStart(first.node, from - first.start);
  range.setEnd(last.node, to - last.start);
  return range;
};

const selectIn = (editor: HTMLTextAreaElement, words: string): void => {
  const at = editor.value.indexOf(words);
  if (at < 0) return;
  editor.focus();
  editor.setSelectionRange(at, at + words.length);
};

/** Scrolls to the first place of `words` in the document or the editor and marks it. */
export const findInText = (words: string): void => {
  const editor = document.querySelector<HTMLTextAreaElement>('.editor');
  if (editor !== null) selectIn(editor, words);
  const doc = document.querySelector('.doc');
  const range = doc === null ? null : rangeOf(doc, words);
  if (range === null) return;
  CSS.highlights.set(NAME, new Highlight(range));
  range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
};
