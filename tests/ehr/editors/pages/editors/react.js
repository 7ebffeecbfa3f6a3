/** A controlled field: React puts its own state back over whatever did not go through `onChange`. */
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** The state as React has it, seen from outside. */
const seen = { text: '' };

const Field = ({ initial }) => {
  const [text, setText] = useState(initial);
  seen.text = text;
  const onChange = (event) => setText(event.target.value);
  return createElement('textarea', { id: 'campo', rows: 8, cols: 80, value: text, onChange });
};

export const mount = async (root, lines) => {
  createRoot(root).render(createElement(Field, { initial: lines.join('\n') }));
  while (root.firstChild === null) await new Promise((done) => setTimeout(done));
  return { node: root.firstChild, lines: () => seen.text.split('\n').filter(Boolean) };
};
