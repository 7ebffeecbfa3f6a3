/**
 * What is known of one EHR, as data: where it applies, where each fact is, where the text goes back to. An adapter holds
 * no code, so a hospital can ship one by policy or file. Parsed by zod at the door.
 */
import { z } from 'zod';
import { CodeSystem, FactKind, Moment } from '../record/schema.ts';

/** A CSS selector; `>>>` crosses an open shadow root or a same-origin iframe. */
const Selector = z.string().min(1).max(500);

/** What a heading, label or column header must say: compared without accents, case and punctuation. `|` separates alternatives. */
const Words = z.string().min(1).max(300);

/** Where to look: under a heading with these words, or inside this selector, or both. */
const Place = z.object({
  selector: Selector.optional(),
  heading: Words.optional(),
  /** The tab (its words) that must be open; absent: wherever it is seen. */
  tab: Words.optional(),
});

const Target = z.object({
  kind: FactKind,
  moment: Moment,
  system: CodeSystem.optional(),
});

/** One rule finds facts of one kind. `expect` is the least number that a sound page shows; fewer is a finding. */
export const ReadRule = z.discriminatedUnion('as', [
  /** A table: one fact a row; columns by header words; several text columns are joined by a space. */
  z.object({
    as: z.literal('table'),
    ...Place.shape,
    ...Target.shape,
    columns: z.object({
      /** Joined by single spaces in this order; placeholders ("--") are left out. */
      text: z.array(Words).min(1).max(10),
      code: Words.optional(),
      date: Words.optional(),
      author: Words.optional(),
    }),
    /** Columns without which a row is no fact: a result that has not come ("nan"). */
    require: z.array(Words).max(5).default([]),
    /** Keep only rows whose column says so, e.g. {column: 'Tipo', is: 'Ingreso'}. */
    where: z.object({ column: Words, is: Words }).optional(),
    /** Leave out rows whose column says so, e.g. {column: 'Estado', is: 'Descartado|Anulado'}. */
    except: z.object({ column: Words, is: Words }).optional(),
    expect: z.number().int().min(0).default(0),
  }),
  /** One fact an element: list items, paragraphs, cards. */
  z.object({
    as: z.literal('items'),
    ...Place.shape,
    ...Target.shape,
    item: Selector,
    text: Selector.optional(),
    code: Selector.optional(),
    date: Selector.optional(),
    author: Selector.optional(),
    expect: z.number().int().min(0).default(0),
  }),
  /** The text that follows a label ("Motivo de consulta: …"), or the field that it labels. */
  z.object({
    as: z.literal('label'),
    ...Place.shape,
    ...Target.shape,
    label: Words,
    /** One fact for the whole value, or one a line. */
    split: z.enum(['none', 'lines']).default('none'),
    expect: z.number().int().min(0).default(0),
  }),
]);
export type ReadRule = z.infer<typeof ReadRule>;

/** Header values: by selector, by label, or by label inside the selector. Ages and dates are picked out of the value by `src/ehr`. */
const HeaderRule = z.object({ selector: Selector.optional(), label: Words.optional() });

export const WriteTarget = z.object({
  id: z.string().max(80),
  label: z.string().max(200),
  selector: Selector,
  /** Which section's text belongs here; absent: the whole document. */
  section: z.string().max(40).optional(),
  /** The field that takes the whole document by default. */
  preferred: z.boolean().default(false),
  /** The tab (its words) that holds the field. */
  tab: Words.optional(),
});
export type WriteTarget = z.infer<typeof WriteTarget>;

export const Adapter = z.object({
  version: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  name: z.string().max(120),
  /** Match patterns as in manifests (`https://ficha.hospital.cl/*`), or empty with `when` alone. */
  urls: z.array(z.string().max(300)).max(50).default([]),
  /** Selectors that must all match for the adapter to apply. */
  when: z.array(Selector).max(10).default([]),
  priority: z.number().int().default(0),
  lastChecked: z.string().max(20),
  header: z
    .object({
      name: HeaderRule,
      run: HeaderRule,
      ficha: HeaderRule,
      birthDate: HeaderRule,
      age: HeaderRule,
      sex: HeaderRule,
      hospital: HeaderRule,
      service: HeaderRule,
      bed: HeaderRule,
      admission: HeaderRule,
      discharge: HeaderRule,
      physician: HeaderRule,
    })
    .partial(),
  /** Tabs to open (clicked in turn, then back to where it was) before reading: each by selector or by its words. */
  tabs: z
    .array(z.object({ words: Words, selector: Selector.optional(), ready: Selector.optional() }))
    .max(20)
    .default([]),
  /** Buttons that unfold cut text ("Ver más"), clicked before reading. */
  expand: z.array(Selector).max(10).default([]),
  /** "Next page" buttons: clicked until disabled or gone, then back to the first page. */
  pagination: z
    .array(z.object({ next: Selector, previous: Selector.optional() }))
    .max(10)
    .default([]),
  read: z.array(ReadRule).max(60),
  write: z.array(WriteTarget).max(40).default([]),
});
export type Adapter = z.infer<typeof Adapter>;
