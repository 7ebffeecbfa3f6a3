import Quill from 'quill';
import 'quill/dist/quill.snow.css';
import { ofText } from '../lines.js';

export const mount = (root, lines) => {
  root.innerHTML = '<div></div>';
  const quill = new Quill(root.firstChild, { theme: 'snow' });
  quill.setText(`${lines.join('\n')}\n`);
  quill.history.clear();
  return { node: quill.root, lines: () => ofText(quill.getText()) };
};
