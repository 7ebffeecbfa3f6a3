/** The lines of a FHIR narrative. It is data: markup is taken off by reading it, never by rendering it. */
import { cleanText } from '../../record/text.ts';

const BLOCK = /^(?:p|div|li|tr|br|h[1-6]|ul|ol|table|tbody|thead|dd|dt|dl|caption|blockquote|hr)$/;
/** Cells of one row are one line. */
const CELL = /^(?:td|th)$/;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
      ? String.fromCodePoint(point)
      : whole;
  });

/** XHTML without its marks, line by line; headings of tables are left out. Linear. */
export const narrativeLines = (xhtml: string): string[] => {
  const lines: string[] = [];
  let line = '';
  let hidden = 0;
  const end = (): void => {
    const text = cleanText(decoded(line));
    if (text !== '') lines.push(text);
    line = '';
  };
  let at = 0;
  while (at < xhtml.length) {
    const open = xhtml.indexOf('<', at);
    const text = xhtml.slice(at, open < 0 ? undefined : open);
    if (hidden === 0) line += text.replace(/\s+/g, ' ');
    if (open < 0) break;
    const comment = xhtml.startsWith('<!--', open);
    const close = xhtml.indexOf(comment ? '-->' : '>', open);
    if (close < 0) break;
    at = close + (comment ? 3 : 1);
    if (comment) continue;
    const tag = xhtml.slice(open, close + 1);
    const name = /^<\/?(?:\w+:)?(\w+)/.exec(tag)?.[1]?.toLowerCase() ?? '';
    if (name === 'thead' || name === 'style' || name === 'script') {
      if (tag.startsWith('</')) hidden = Math.max(0, hidden - 1);
      else if (!tag.endsWith('/>')) hidden += 1;
    }
    if (CELL.test(name)) line += ' ';
    else if (BLOCK.test(name)) end();
  }
  end();
  return lines;
};
