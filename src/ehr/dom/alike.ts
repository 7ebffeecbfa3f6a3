/**
 * What style alone says of the rows and cells of a long table, asked once for those that are alike: asking the browser for
 * each of 25,000 cells would cost more than reading them. Whether a cell has a box at all is never taken from another.
 */
import { isInline, isStruck, type Look, lookOf } from './shown-text.ts';
import { hasBox, hidesByStyle, isMarkedHidden, isUnseen } from './visible.ts';

/** Cells of rows that are alike, by column where the cell has no attributes of its own. */
export interface RowLook {
  readonly gone: boolean;
  readonly byColumn: (boolean | undefined)[];
  readonly byMarks: Map<string, boolean>;
  readonly inCells: Map<string, Look>;
}

/** More kinds than this, and attributes tell single cells rather than sorts of cells: their values are left out. */
const MANY = 100;

export class Alike {
  private readonly rows = new Map<string, RowLook>();
  private kinds = 0;

  /** @param el a row that has a box */
  row(el: HTMLElement): RowLook {
    const key = this.marks(el);
    const known = this.rows.get(key);
    if (known) return known;
    this.kinds += 1;
    const made: RowLook = { gone: hidesByStyle(el), byColumn: [], byMarks: new Map(), inCells: new Map() };
    this.rows.set(key, made);
    return made;
  }

  /** Is a cell that has a box struck through, invisible, transparent, off the page or of no size? */
  isGone(cell: HTMLElement, row: RowLook, column: number): boolean {
    if (!cell.hasAttributes()) {
      const known = row.byColumn[column];
      if (known !== undefined) return known;
      const gone = isGone(cell);
      row.byColumn[column] = gone;
      return gone;
    }
    const key = `${column}|${this.marks(cell)}`;
    const known = row.byMarks.get(key);
    if (known !== undefined) return known;
    this.kinds += 1;
    const gone = isGone(cell);
    row.byMarks.set(key, gone);
    return gone;
  }

  /** The looks of what is in a cell, for `shownText`. A box is asked for of each. */
  inside(cell: HTMLElement, row: RowLook, column: number): (el: HTMLElement) => Look {
    return (el) => {
      if (isMarkedHidden(el) || !hasBox(el)) return GONE;
      let key = '';
      let at: HTMLElement | null = el;
      for (; at && at !== cell; at = at.parentElement) key += `${at.localName} ${this.marks(at)}>`;
      // Inside a component, whose styles are its own.
      if (!at) return lookOf(el);
      key += `${column}|${this.marks(cell)}`;
      const known = row.inCells.get(key);
      if (known !== undefined) return known;
      this.kinds += 1;
      const look = { gone: isGone(el), inline: isInline(el) };
      row.inCells.set(key, look);
      return look;
    };
  }

  /** What rules of style can go by. */
  private marks(el: HTMLElement): string {
    if (!el.hasAttributes()) return '';
    if (el === this.latest) return this.latestMarks;
    const key = this.marksOf(el);
    this.latest = el;
    this.latestMarks = key;
    return key;
  }

  /** A cell is asked for twice, one time after the other. */
  private latest: HTMLElement | null = null;
  private latestMarks = '';

  private marksOf(el: HTMLElement): string {
    const style = el.getAttribute('style');
    const role = el.getAttribute('role');
    const { className, attributes } = el;
    let key = `${className}|${style ?? ''}|${role ?? ''}|${attributes.length}`;
    // Nothing else to look at: a look into the list of attributes costs more than all that is above.
    if (attributes.length === (className === '' ? 0 : 1) + (style === null ? 0 : 1) + (role === null ? 0 : 1))
      return key;
    if (this.kinds > MANY) return key;
    for (const { name, value } of el.attributes)
      if (name !== 'class' && name !== 'style') key += `|${name}=${value}`;
    return key;
  }
}

const GONE: Look = { gone: true, inline: false };
const isGone = (cell: HTMLElement): boolean => isUnseen(cell) || hidesByStyle(cell) || isStruck(cell);
