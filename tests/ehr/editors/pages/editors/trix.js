import 'trix';
import 'trix/dist/trix.css';
import { ofText, toHtml } from '../lines.js';

export const mount = async (root, lines) => {
  root.innerHTML = '<trix-editor aria-labelledby="etiqueta"></trix-editor>';
  const field = root.firstChild;
  if (!field.editor)
    await new Promise((done) => field.addEventListener('trix-initialize', done, { once: true }));
  field.editor.loadHTML(toHtml(lines).replaceAll('p>', 'div>'));
  return { node: field, lines: () => ofText(field.editor.getDocument().toString()) };
};
