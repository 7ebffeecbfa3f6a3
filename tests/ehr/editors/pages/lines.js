/** What an editor's own data says, as lines: the same reading for all, and none of it the extension's. */
export const ofText = (text) =>
  text
    .split('\n')
    .map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '');

export const ofHtml = (html) => {
  const body = new DOMParser().parseFromString(
    html.replace(/<br[^>]*>|<\/(p|div|li|h\d)>/g, '\n'),
    'text/html',
  );
  return ofText(body.body.textContent);
};

export const toHtml = (lines) => lines.map((line) => `<p>${line}</p>`).join('');
