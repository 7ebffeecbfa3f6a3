/** Where a patient's name may stand on a page: by class or id, in headings, in the innermost boxes of the banner. */
import { shownText } from '../dom/shown-text.ts';
import { isVisible } from '../dom/visible.ts';
import { nameIn } from './header-looks.ts';
import { looksLikeName } from './header-words.ts';

const NAMED_BY_CLASS =
  '[class*="patient-name" i], [class*="patientname" i], [class*="nombre-paciente" i], [class*="nombrepaciente" i], [id*="nombrePaciente" i], [id*="patientName" i], [data-testid*="patient-name" i], [class*="paciente-nombre" i]';

const NAME_TAGS = 'div, span, p, h1, h2, h3, h4, h5, h6, b, strong, a, label, section, header, em, li';
/** Cells first: most of a long chart is cells, and looking into every class costs. */
const NAME_PLACES = `:not(td, tr, th):is(h1, h2, h3, h4, ${NAMED_BY_CLASS})`;

/** Where a patient's name may stand on the page, looked for once: by class or id, and the headings. */
export class NamePlaces {
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
/** The first of a box's innermost texts that can be a name; what its class calls a name before others. */
export const innerName = (box: HTMLElement): HTMLElement | undefined => {
  const classed = box.querySelector<HTMLElement>(NAMED_BY_CLASS);
  if (classed && isVisible(classed) && looksLikeName(shownText(classed))) return classed;
  const leaves = [...box.querySelectorAll<HTMLElement>('*')].filter((el) => el.childElementCount === 0);
  return leaves.find((el) => nameIn(el.textContent ?? '') !== undefined && isVisible(el));
};
