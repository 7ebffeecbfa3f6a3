import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { createEditor, Node } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, Slate, withReact } from 'slate-react';

export const mount = async (root, lines) => {
  const editor = withHistory(withReact(createEditor()));
  const initialValue = (lines.length > 0 ? lines : ['']).map((text) => ({
    type: 'paragraph',
    children: [{ text }],
  }));
  const editable = createElement(Editable, { placeholder: 'Escriba aquí', 'aria-labelledby': 'etiqueta' });
  createRoot(root).render(createElement(Slate, { editor, initialValue }, editable));
  while (!root.querySelector('[data-slate-editor]')) await new Promise((done) => setTimeout(done));
  return {
    node: root.querySelector('[data-slate-editor]'),
    lines: () => editor.children.map((node) => Node.string(node)).filter((line) => line.trim() !== ''),
  };
};
