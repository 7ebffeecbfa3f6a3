import tinymce from 'tinymce';
import 'tinymce/icons/default';
import 'tinymce/themes/silver';
import 'tinymce/models/dom';
import 'tinymce/plugins/lists';
import 'tinymce/skins/ui/oxide/skin.css';
import { ofHtml, toHtml } from '../lines.js';

export const mount = async (root, lines) => {
  root.innerHTML = '<textarea id="campo"></textarea>';
  root.firstChild.value = toHtml(lines);
  const [editor] = await tinymce.init({
    target: root.firstChild,
    license_key: 'gpl',
    plugins: 'lists',
    skin: false,
    content_css: false,
    promotion: false,
    height: 300,
  });
  return { node: editor.getBody(), lines: () => ofHtml(editor.getContent()) };
};
