/** Header values of an unknown page: by labels anywhere, else by their looks near the RUN. */
import type { Charted } from '../../record/schema.ts';
import { cleanText } from '../../record/text.ts';
import { isElement } from '../dom/realm.ts';
import { shownLines, shownText } from '../dom/shown-text.ts';
import { isVisible } from '../dom/visible.ts';
import { HEADER_KEYS, type HeaderValues, parseAge, parseSex } from '../header.ts';
import { Collector } from './collector.ts';
import { headerLabel, looksLikeName } from './header-words.ts';
import { Outline } from './outline.ts';
import { nowhere } from './place.ts';
import { announced } from './words.ts';

export type MakeCharted = (text: string, el: HTMLElement, label: string) => Charted | undefined;

const RUN = /\d{1,2}\.\d{3}\.\d{3}\s?-\s?[\dkK]|\b\d{7,8}-[\dkK]\b/;
const AGE_SAID =
  /\b\d{1,3}\s?(?:años|meses|d[ií]as|horas|years?|yrs?|months?)(?:(?: y|,)? ?\d{1,2} ?(?:meses|m|d[ií]as|d)(?!\p{L}))?/iu;
/** «83 a»; «305A» is a bed. */
const AGE_SHORT = /\b\d{1,3}\s?a(?=\s|$|,)(?:(?: y|,)? ?\d{1,2} ?(?:meses|m|d[ií]as|d)(?!\p{L}))?/u;
const AGE = { exec: (text: string): RegExpExecArray | null => AGE_SAID.exec(text) ?? AGE_SHORT.exec(text) };
const FICHA =
  /\b(?:ficha|h\.?c\.?|nhc|mrn|historia|expediente|exp\.)(?: cl[ií]nica)?\s*(?:n[°ºro.]*)?\s*:?\s*([\d][\d.-]{2,14})\b/iu;
const SEX =
  /(?<!\p{L})(femenin[oa]|masculin[oa]|mujer|hombre|var[oó]n|ni[nñ][oa]|female|male)(?!\p{L})|^[FM]$|[♀♂]/imu;
/** A service as banners name it, without a label: «Pediatría, sala 4». */
const SERVICE =
  /^((?:medicina|cirug[ií]a|pediatr[ií]a|neonatolog[ií]a|neurolog[ií]a|neurocirug[ií]a|cardiolog[ií]a|traumatolog[ií]a|ortopedia|urolog[ií]a|ginecolog[ií]a|obstetricia|maternidad|geriatr[ií]a|nefrolog[ií]a|oncolog[ií]a|hematolog[ií]a|broncopulmonar|infectolog[ií]a|psiquiatr[ií]a|gastroenterolog[ií]a|u\.?c\.?i\.?|u\.?t\.?i\.?|upc|uco|pensionado|urgencias?)(?!\p{L})(?: \p{L}{1,15}){0,4}?)\s*(?:[,/·|(–-].*)?$/iu;
const NAMED_BY_CLASS =
  '[class*="patient-name" i], [class*="patientname" i], [class*="nombre-paciente" i], [class*="nombrepaciente" i], [id*="nombrePaciente" i], [id*="patientName" i], [data-testid*="patient-name" i], [class*="paciente-nombre" i]';

const NAME_TAGS = 'div, span, p, h1, h2, h3, h4, h5, h6, b, strong, a, label, section, header, em, li';
/** Cells first: most of a long chart is cells, and looking into every class costs. */
const NAME_PLACES = `:not(td, tr, th):is(h1, h2, h3, h4, ${NAMED_BY_CLASS})`;

/** Where a patient's name may stand on the page, looked for once: by class or id, and the headings. */
class NamePlaces {
  private all: readonly HTMLElement[] | undefined;

  constructor(private readonly doc: Document) {}

  /** Named by class or id, or one of these tags; in the page's order. */
  *of(tags: string): Generator<HTMLElement, void> {
    this.all ??= namePlaces(this.doc);
    const wanted = tags === '' ? NAMED : `${NAMED}, ${tags}`;
    for (const el of this.all) if (el.matches(wanted) && isVisible(el)) yield el;
  }
}
/** Grids of many rows hold no banner, and asking each of their boxes for its class costs more than all the rest. */
const namePlaces = (doc: Document): HTMLElement[] => {
  const long = [...doc.querySelectorAll('[role="grid"], [role="treegrid"], [role="table"]')].filter(
    (grid) => grid.localName !== 'table' && (grid.textContent ?? '').length > LONG_GRID,
  );
  if (long.length === 0 || !doc.body) return [...doc.querySelectorAll<HTMLElement>(NAME_PLACES)];
  const found: HTMLElement[] = [];
  const walker = doc.createTreeWalker(doc.body, 1, (node) => (long.includes(node as Element) ? 2 : 1));
  for (let el = walker.nextNode(); el; el = walker.nextNode())
    if ((el as Element).matches(NAME_PLACES)) found.push(el as HTMLElement);
  return found;
};
/** Characters of a grid that is no banner. */
const LONG_GRID = 5000;
const NAMED = `:is(${NAME_TAGS}):is(${NAMED_BY_CLASS})`;
const first = <T>(items: Iterable<T>, is: (item: T) => boolean = () => true): T | undefined => {
  for (const item of items) if (is(item)) return item;
  return undefined;
};

const nameIn = (text: string): string | undefined =>
  text
    .split(/\n|\s[|·•–—-]\s|,?\s*[[(]?\bRU[NT]\b|\s*[[(]/u)
    .map(cleanText)
    .map((piece) => piece.replace(/\s+\d.*$/u, ''))
    .find(
      (piece) =>
        isProper(piece) && looksLikeName(piece) && announced(piece) === null && headerLabel(piece) === null,
    );

/** Capitals where a name has them, and nobody's title. */
const isProper = (text: string): boolean =>
  !/^(?:dra?|mat|klg[oa]|enf|eu|tens|nut|m[eé]d)\b\.?\s/iu.test(text) &&
  text
    .split(/[\s,]+/u)
    .every((word) => /^\p{Lu}/u.test(word) || /^(?:de|del|la|las|los|y|e|van|von|da|do|san)$/u.test(word));

/** The first of a box's innermost texts that can be a name; what its class calls a name before others. */
const innerName = (box: HTMLElement): HTMLElement | undefined => {
  const classed = box.querySelector<HTMLElement>(NAMED_BY_CLASS);
  if (classed && isVisible(classed) && looksLikeName(shownText(classed))) return classed;
  const leaves = [...box.querySelectorAll<HTMLElement>('*')].filter((el) => el.childElementCount === 0);
  return leaves.find((el) => nameIn(el.textContent ?? '') !== undefined && isVisible(el));
};

/** A word that says the sex: as it stands, a lone letter or a sign in a line of its own. */
const sexIn = (lines: string): string | undefined => {
  for (const piece of lines.split(/\n|[|·•,/]/u)) {
    const word = SEX.exec(piece.trim())?.[0];
    if (word) return word;
  }
  return undefined;
};

/** A small box's shown texts one by one: side by side without a space between, «11.111.111-1» and «74 años» are two. */
const textsOf = (box: HTMLElement): string[] => {
  const texts: string[] = [];
  const walker = box.ownerDocument.createTreeWalker(box, 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = cleanText((node as Text).data);
    if (text !== '' && node.parentElement && isVisible(node.parentElement)) texts.push(text);
  }
  return texts;
};

/** The element of the first text that holds a whole RUN; null where markup cuts it. */
const textWithRun = (doc: Document): HTMLElement | null => {
  const texts = doc.createTreeWalker(doc.body, 4);
  for (let node = texts.nextNode(); node; node = texts.nextNode())
    if (RUN.test((node as Text).data) && !/^(script|style)$/.test(node.parentElement?.localName ?? ''))
      return node.parentElement;
  return null;
};

/** Characters of a banner at most. */
const MOST = 600;

/** The smallest box whose text holds a RUN: the banner, where the other values stand beside it. */
const banner = (doc: Document): HTMLElement | null => {
  let box: HTMLElement | null = doc.body;
  if (!box) return null;
  if (!RUN.test(box.textContent ?? '')) return null;
  box = textWithRun(doc) ?? box;
  for (let next: HTMLElement | undefined = box; next; ) {
    box = next;
    next = [...box.children].find((c) => RUN.test(c.textContent ?? '') && c.localName !== 'script') as
      | HTMLElement
      | undefined;
  }
  for (let up = 0; up < 3 && box.parentElement && shownText(box).length < 60; up++) {
    if ((box.parentElement.textContent ?? '').length >= MOST) break;
    box = box.parentElement;
  }
  return box;
};

/** On a page without labels: the title beside which an age and a sex stand. */
const titleOfPatient = (doc: Document): HTMLElement | undefined => {
  for (const title of [...doc.querySelectorAll<HTMLElement>('h1, h2, h3')].slice(0, 8)) {
    const around = title.parentElement;
    if (!around || (around.textContent ?? '').length > 300 || !isVisible(title)) continue;
    const lines = shownLines(around);
    if (AGE.exec(cleanText(lines)) && (sexIn(lines) ?? sexIn(textsOf(around).join('\n')))) return around;
  }
  return undefined;
};

const byLooks = (
  doc: Document,
  values: HeaderValues,
  charted: MakeCharted,
  anchor: HTMLElement | undefined,
): void => {
  const set = (key: keyof HeaderValues, text: string | undefined, el: HTMLElement): void => {
    if (!text || values[key]) return;
    const value = charted(text, el, key);
    if (value) values[key] = value;
  };
  const names = new NamePlaces(doc);
  const named = (el: HTMLElement): boolean => looksLikeName(shownText(el));
  const box = banner(doc);
  if (box && isVisible(box)) {
    const text = cleanText(shownLines(box));
    if (text.length < MOST) {
      set('run', RUN.exec(text)?.[0], box);
      set('age', AGE.exec(text)?.[0], box);
      set('sex', sexIn(shownLines(box)), box);
      set('ficha', FICHA.exec(text)?.[1], box);
      const around = box.parentElement ?? box;
      const near = first(
        names.of('h1, h2, h3, h4'),
        (el) => el !== around && around.contains(el) && named(el) && announced(shownText(el), true) === null,
      );
      if (near) set('name', shownText(near), near);
      // The banner's first words that can be a name: in the RUN's own box, or in those around it.
      for (
        let at: HTMLElement | null = box, up = 0;
        at && up < 4 && (at.textContent ?? '').length < 900;
        at = at.parentElement, up++
      ) {
        const lines = shownLines(at);
        const leaf = values.name ? undefined : innerName(at);
        if (leaf) set('name', nameIn(shownText(leaf)), leaf);
        set('name', nameIn(lines), at);
        const above = at.previousElementSibling;
        if (!values.name && isElement(above) && (above.textContent ?? '').length < 90 && isVisible(above))
          set('name', nameIn(shownLines(above)), above);
        set('age', AGE.exec(cleanText(lines))?.[0], at);
        set('sex', sexIn(lines), at);
        set(
          'service',
          lines
            .split(/\n|\s[|·•–—]\s/u)
            .map((l) => SERVICE.exec(l.trim())?.[1])
            .find(Boolean),
          at,
        );
        if (!values.age || !values.sex) {
          const apart = textsOf(at);
          set('age', apart.map((t) => AGE.exec(t)?.[0]).find(Boolean), at);
          set('sex', sexIn(apart.join('\n')), at);
        }
        if (values.name) break;
      }
      for (const title of doc.querySelectorAll<HTMLElement>('h1, h2, h3'))
        if (!values.name && isVisible(title)) set('name', nameIn(shownText(title)), title);
    }
  }
  // A banner without a RUN: what stands around the stay's own values, and the name only where it comes first.
  for (
    let at = box ? null : (anchor ?? titleOfPatient(doc) ?? null), up = 0;
    at && at !== doc.body && up < 4 && (at.textContent ?? '').length < 500;
    at = at.parentElement, up++
  ) {
    const lines = shownLines(at);
    const [start = ''] = cleanText(lines.split('\n')[0] ?? '').split(/\s[|·•–—]\s/u);
    const leaf = [...at.querySelectorAll<HTMLElement>('*')].find(
      (el) => el.childElementCount === 0 && (el.textContent ?? '').trim() !== '' && isVisible(el),
    );
    set('name', (leaf && nameIn(leaf.textContent ?? '')) ?? nameIn(start), at);
    set('age', AGE.exec(cleanText(lines))?.[0], at);
    set('sex', sexIn(lines) ?? sexIn(textsOf(at).join('\n')), at);
    set('ficha', FICHA.exec(cleanText(lines))?.[1], at);
    const piece = [...lines.split(/\n|\s[|·•–—]\s/u), ...textsOf(at)].map((l) => SERVICE.exec(l.trim())?.[1]);
    set('service', piece.find(Boolean), at);
    if (values.name) break;
  }
  if (!values.age || !values.sex) {
    let near: HTMLElement | null | undefined = first(names.of(''));
    for (let up = 0; near?.parentElement && up < 3 && shownText(near).length < 60; up++)
      near = near.parentElement;
    const text = near ? shownText(near) : '';
    if (near && text.length < 400) {
      set('age', AGE.exec(text)?.[0], near);
      set('sex', SEX.exec(text)?.[0], near);
    }
  }
  if (values.name) return;
  if (!(values.run || values.ficha || values.age)) return;
  const place = first(names.of('h1, h2'), named);
  if (place) set('name', shownText(place), place);
};

/** The collected header values, and what their looks give beside. */
export const headerFrom = (doc: Document, sink: Collector, charted: MakeCharted): HeaderValues => {
  const values: HeaderValues = {};
  for (const key of HEADER_KEYS) {
    const value = sink.headers.get(key);
    const made = value && charted(value.value, value.el, value.label);
    if (made) values[key] = made;
  }
  const surname = sink.headers.get('surname');
  const name = sink.headers.get('name');
  if (surname && name && !name.value.includes(surname.value)) {
    const made = charted(`${name.value} ${surname.value}`, name.el, name.label);
    if (made) values.name = made;
  }
  const both = sink.headers.get('ageSex');
  if (both) {
    const age = parseAge(both.value) && charted(both.value, both.el, both.label);
    if (age) values.age ??= age;
    const sex = both.value.split(/[\s/|,()-]+/).find((w) => !/^[aA]$/.test(w) && parseSex(w) !== undefined);
    const charts = sex && charted(sex, both.el, both.label);
    if (charts) values.sex ??= charts;
  }
  const anchor = sink.headers.get('birthDate') ?? sink.headers.get('ficha') ?? sink.headers.get('admission');
  if (!sink.sawPatientList || values.run) byLooks(doc, values, charted, anchor?.el);
  return Object.fromEntries(Object.entries(values).filter(([, v]) => v)) as HeaderValues;
};

const run = (steps: Generator<void, unknown>, limit: number): void => {
  for (let i = 0; i < limit && !steps.next().done; i++);
};

/** Only the header, in one go: for telling patients apart. Looks at the first 1,500 boxes of the page. */
export const genericHeader = (doc: Document, charted: MakeCharted): HeaderValues => {
  if (!doc.body) return {};
  const sink = new Collector();
  run(new Outline(sink, doc.body, new Map(), true).walk(doc.body, nowhere), 1500);
  return sink.sawPatientList && !sink.headers.has('run') ? {} : headerFrom(doc, sink, charted);
};
