/** The last open release; many older EHRs still bring it. It loads its own parts from beside its script. */
import { ofHtml, toHtml } from '../lines.js';

const load = () =>
  new Promise((done, failed) => {
    globalThis.CKEDITOR_BASEPATH = '/ckeditor4/';
    const script = document.createElement('script');
    script.src = '/ckeditor4/ckeditor.js';
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });

export const mount = async (root, lines) => {
  await load();
  root.innerHTML = '<textarea id="campo"></textarea>';
  root.firstChild.value = toHtml(lines);
  const editor = globalThis.CKEDITOR.replace(root.firstChild, { versionCheck: false, height: 200 });
  await new Promise((done) => editor.on('instanceReady', done));
  return { node: editor.editable().$, lines: () => ofHtml(editor.getData()) };
};
