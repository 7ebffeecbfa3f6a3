import './jquery.js';
import 'summernote/dist/summernote-lite.css';
import 'summernote/dist/summernote-lite.js';
import { ofHtml, toHtml } from '../lines.js';

export const mount = (root, lines) => {
  root.innerHTML = '<textarea id="campo"></textarea>';
  const field = globalThis.jQuery(root.firstChild);
  field.val(toHtml(lines));
  field.summernote({ height: 200, callbacks: {} });
  return { node: root.querySelector('.note-editable'), lines: () => ofHtml(field.summernote('code')) };
};
