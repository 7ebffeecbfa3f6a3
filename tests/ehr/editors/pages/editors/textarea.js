export const mount = (root, lines) => {
  root.innerHTML = '<textarea id="campo" rows="8" cols="80"></textarea>';
  const field = root.firstChild;
  field.value = lines.join('\n');
  return { node: field, lines: () => field.value.split('\n').filter(Boolean) };
};
