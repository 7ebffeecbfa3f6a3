import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { ofText, toHtml } from '../lines.js';

export const mount = (root, lines) => {
  const editor = new Editor({ element: root, extensions: [StarterKit], content: toHtml(lines) });
  editor.view.dom.setAttribute('aria-labelledby', 'etiqueta');
  return { node: editor.view.dom, lines: () => ofText(editor.getText({ blockSeparator: '\n' })) };
};
