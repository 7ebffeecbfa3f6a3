/** A chart with a discharge form of four real editors and a plain field, for the whole way through the extension's panel. */
const EDITORS = import.meta.glob('./editors/{quill,ckeditor5,tinymce,tiptap}.js');

window.seen = { submits: 0 };
document.querySelector('#alta').addEventListener('submit', (event) => {
  event.preventDefault();
  window.seen.submits += 1;
});

const start = async (name, lines) => {
  const { mount } = await EDITORS[`./editors/${name}.js`]();
  return mount(document.querySelector(`#${name}`), lines);
};

const editors = {
  quill: await start('quill', []),
  ckeditor5: await start('ckeditor5', ['Nota previa']),
  tinymce: await start('tinymce', []),
  tiptap: await start('tiptap', []),
};
window.model = () =>
  Object.fromEntries(Object.entries(editors).map(([name, editor]) => [name, editor.lines()]));
window.ready = true;
