import {
  Autoformat,
  Bold,
  ClassicEditor,
  Essentials,
  Heading,
  Italic,
  List,
  Paragraph,
  Table,
  TextTransformation,
} from 'ckeditor5';
import 'ckeditor5/ckeditor5.css';
import { ofHtml, toHtml } from '../lines.js';

export const mount = async (root, lines) => {
  root.innerHTML = '<textarea id="campo"></textarea>';
  const source = root.firstChild;
  source.value = toHtml(lines);
  const editor = await ClassicEditor.create(source, {
    licenseKey: 'GPL',
    plugins: [Essentials, Paragraph, Heading, Bold, Italic, List, Table, Autoformat, TextTransformation],
    toolbar: ['undo', 'redo', 'heading', 'bold', 'bulletedList'],
  });
  return { node: editor.ui.getEditableElement(), lines: () => ofHtml(editor.getData()) };
};
