import { ofText } from '../lines.js';

export const mount = (root, lines) => {
  root.innerHTML = '<div contenteditable="true" aria-labelledby="etiqueta"></div>';
  const field = root.firstChild;
  for (const line of lines) {
    const p = document.createElement('p');
    p.textContent = line;
    field.append(p);
  }
  return { node: field, lines: () => ofText(field.innerText) };
};
