/**
 * One real editor in a form: `?editor=quill&where=light|shadow|frame&lines=a|b`. Its own model is read through `model()`;
 * `seen` counts what must never happen: the form sent, a key that sends it.
 */
const EDITORS = import.meta.glob('./editors/*.js');

const query = new URLSearchParams(location.search);
const where = query.get('where') ?? 'light';
const lines = (query.get('lines') ?? '').split('|').filter(Boolean);
const place = document.querySelector('#place');

window.seen = { submits: 0, enters: 0 };

const count = (root) => {
  root.addEventListener(
    'submit',
    (event) => {
      event.preventDefault();
      window.seen.submits += 1;
    },
    true,
  );
  root.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter') window.seen.enters += 1;
    },
    true,
  );
};

const formIn = (root) => {
  const form = document.createElement('form');
  form.action = '/guardar';
  form.innerHTML =
    '<label id="etiqueta" for="campo">Epicrisis</label><div id="marco"></div><button>Firmar</button>';
  root.append(form);
  count(root);
  return form.querySelector('#marco');
};

const start = async (root) => {
  const { mount } = await EDITORS[`./editors/${query.get('editor')}.js`]();
  const editor = await mount(formIn(root), lines);
  window.model = () => editor.lines();
  window.editorNode = editor.node;
  window.ready = true;
};

if (where === 'frame') {
  const inner = new URL(location.href);
  inner.searchParams.set('where', 'light');
  const frame = document.createElement('iframe');
  frame.style.cssText = 'width:900px;height:500px';
  frame.src = inner.href;
  place.append(frame);
  const timer = setInterval(() => {
    const view = frame.contentWindow;
    if (!view?.ready) return;
    clearInterval(timer);
    window.model = () => view.model();
    window.seen = view.seen;
    window.ready = true;
  }, 20);
} else if (where === 'shadow') {
  const host = document.createElement('hospital-form');
  place.append(host);
  const root = host.attachShadow({ mode: 'open' });
  await start(root);
  // Styles of the document do not reach in here.
  for (const style of document.head.querySelectorAll('style, link[rel="stylesheet"]'))
    root.append(style.cloneNode(true));
} else {
  await start(place);
}
