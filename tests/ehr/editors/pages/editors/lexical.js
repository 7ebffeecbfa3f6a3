import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerRichText } from '@lexical/rich-text';
import { $createParagraphNode, $createTextNode, $getRoot, createEditor } from 'lexical';
import { ofText } from '../lines.js';

export const mount = (root, lines) => {
  root.innerHTML = '<div contenteditable="true" aria-labelledby="etiqueta"></div>';
  const editor = createEditor({
    namespace: 'ficha',
    onError: (error) => {
      throw error;
    },
  });
  editor.setRootElement(root.firstChild);
  registerRichText(editor);
  editor.update(
    () => {
      const top = $getRoot().clear();
      for (const line of lines) top.append($createParagraphNode().append($createTextNode(line)));
    },
    { discrete: true },
  );
  registerHistory(editor, createEmptyHistoryState(), 300);
  return {
    node: root.firstChild,
    lines: () => ofText(editor.getEditorState().read(() => $getRoot().getTextContent())),
  };
};
