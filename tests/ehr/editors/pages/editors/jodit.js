import { Jodit } from 'jodit';
import 'jodit/es2021/jodit.min.css';
import { ofHtml, toHtml } from '../lines.js';

export const mount = (root, lines) => {
  root.innerHTML = '<textarea id="campo"></textarea>';
  root.firstChild.value = toHtml(lines);
  const editor = Jodit.make(root.firstChild, {
    askBeforePasteHTML: false,
    askBeforePasteFromWord: false,
    beautifyHTML: false,
  });
  return { node: editor.editor, lines: () => ofHtml(editor.value) };
};
