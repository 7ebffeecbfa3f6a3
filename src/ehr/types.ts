/**
 * What is known of one EHR, as data: where it applies, where each fact is, where the text goes back to. An adapter holds
 * no code, so a hospital can ship one by policy or file, and a physician can teach one by pointing. The same form in
 * TypeScript (`adapters/<id>/adapter.ts`) and in JSON; parsed by zod at the door, with nothing in it that it does not know.
 * `docs/adapters.md` explains it by examples.
 */
import { z } from 'zod';
import { CodeSystem, FactKind, Moment } from '../record/schema.ts';
import { MAX_SELECTOR, wrongWithSelector } from './adapters/selector.ts';

/** A CSS selector; `>>>` crosses an open shadow root or a same-origin iframe. Costly ones are refused (`adapters/selector.ts`). */
const Selector = z
  .string()
  .min(1)
  .max(MAX_SELECTOR)
  .superRefine((selector, context) => {
    const why = wrongWithSelector(selector);
    if (why)
      context.addIssue({ code: 'custom', message: `selector: ${why}`, params: { code: 'A_SELECTOR' } });
  });

/**
 * What a heading, label or column header must say: compared without accents, case and punctuation. `|` separates
 * alternatives, `*` stands for any run of characters: «Diagnósticos de ingreso|Dg. ingreso *». No regular expressions.
 */
const Words = z.string().min(1).max(300);

/** Where to look: under a heading with these words, or inside this selector, or both. */
const Place = {
  selector: Selector.optional(),
  heading: Words.optional(),
  /** The heading of the section that holds that heading, where a page says «Diagnósticos» twice: «Egreso». */
  within: Words.optional(),
  /** The tab (its words) that must be open; absent: wherever it is seen. */
  tab: Words.optional(),
};

const Target = {
  kind: FactKind,
  moment: Moment,
  /** The code's system, where the place says it; absent: told by the kind and the code's shape. */
  system: CodeSystem.optional(),
};

/** `expect` is the least number that a sound page shows; fewer is a finding. */
const Expect = { expect: z.number().int().min(0).max(10_000).default(0) };

/** A table's column: by its header's words, or by its place (from 1) where the table has no header. */
const Column = z.union([Words, z.number().int().min(1).max(60)]);
export type Column = z.infer<typeof Column>;

/** A part of an item: the element that matches, or the value beside or after a label («Dosis: 20 mg»). */
const Part = z.union([Selector, z.strictObject({ label: Words })]);
export type Part = z.infer<typeof Part>;

/** Rows of which the page draws only those in view: the box is scrolled through, what passes is collected, and scrolled back. */
const Scroll = { scroll: Selector.optional() };

const TableRule = z.strictObject({
  as: z.literal('table'),
  ...Place,
  ...Target,
  columns: z.strictObject({
    /** Joined by single spaces in this order; placeholders ("--") are left out. */
    text: z.array(Column).min(1).max(10),
    code: Column.optional(),
    date: Column.optional(),
    author: Column.optional(),
  }),
  /** Columns without which a row is no fact: a result that has not come ("nan"). */
  require: z.array(Column).max(5).default([]),
  /** Keep only rows whose column says so, e.g. {column: 'Tipo', is: 'Ingreso'}. */
  where: z.strictObject({ column: Column, is: Words }).optional(),
  /** Only rows under a full-width row of these words (a title within the table). */
  banner: Words.optional(),
  /** Leave out rows whose column says so, e.g. {column: 'Estado', is: 'Descartado|Anulado'}. */
  except: z.strictObject({ column: Column, is: Words }).optional(),
  /**
   * Rows that expand: `open` is the button in the row (clicked, and clicked again afterwards), the details stand in the
   * row after it. What `text` finds there is joined to the fact's text; the others fill what the row itself lacks.
   */
  detail: z
    .strictObject({
      open: Selector.optional(),
      text: z.array(Part).max(6).default([]),
      code: Part.optional(),
      date: Part.optional(),
      author: Part.optional(),
    })
    .optional(),
  ...Scroll,
  ...Expect,
});

const ItemsRule = z.strictObject({
  as: z.literal('items'),
  ...Place,
  ...Target,
  /** One fact an element: list items, paragraphs, cards. */
  item: Selector,
  /** Absent: the whole item. Several elements of one part are joined by line breaks, several parts by spaces. */
  text: z.union([Part, z.array(Part).min(1).max(6)]).optional(),
  code: Part.optional(),
  date: Part.optional(),
  author: Part.optional(),
  /** Leave out items that say so, e.g. 'Sin registros*'. */
  except: Words.optional(),
  ...Scroll,
  ...Expect,
});

const LabelRule = z.strictObject({
  as: z.literal('label'),
  ...Place,
  ...Target,
  /** The text that follows this label ("Motivo de consulta: …"), or the field that it labels. */
  label: Words,
  /** One fact for the whole value, or one a line. */
  split: z.enum(['none', 'lines']).default('none'),
  ...Expect,
});

const PairsRule = z.strictObject({
  as: z.literal('pairs'),
  ...Place,
  ...Target,
  /** Every label and value of definition lists (`dt`/`dd`) and of two-column tables is a fact; only these labels, where given. */
  labels: Words.optional(),
  except: Words.optional(),
  /** What of a pair is the fact's text, joined by a space. */
  text: z
    .array(z.enum(['label', 'value']))
    .min(1)
    .max(2)
    .default(['value']),
  /** The half that holds the code. */
  code: z.enum(['label', 'value']).optional(),
  ...Expect,
});

/** One rule finds facts of one kind. */
export const ReadRule = z.discriminatedUnion('as', [TableRule, ItemsRule, LabelRule, PairsRule]);
export type ReadRule = z.infer<typeof ReadRule>;

/** Header values: by selector, by label, or by label inside the selector. Ages and dates are picked out of the value by `src/ehr`. */
const HeaderRule = z
  .strictObject({ selector: Selector.optional(), label: Words.optional() })
  .refine((r) => r.selector !== undefined || r.label !== undefined, 'falta selector o label');

const Id = z.string().regex(/^[a-z0-9-]{1,60}$/);

export const WriteTarget = z.strictObject({
  id: Id,
  label: z.string().min(1).max(200),
  /** The field or editor: textarea, input, contenteditable, or the body of an editor's frame (`iframe.tox >>> body`). */
  selector: Selector,
  /** Which section's text belongs here; absent: the whole document. */
  section: z.string().max(40).optional(),
  /** The field that takes the whole document by default. */
  preferred: z.boolean().default(false),
  /** The tab (its words) that holds the field. */
  tab: Words.optional(),
  /** A button that shows the field («Nueva nota»), clicked at insertion when the field is not there. */
  open: Selector.optional(),
});
export type WriteTarget = z.infer<typeof WriteTarget>;

const Tab = z.strictObject({
  words: Words,
  /** What the tabs match; absent: what usually is a tab. The words choose among them. */
  selector: Selector.optional(),
  /** Visible when the tab has filled itself. */
  ready: Selector.optional(),
  /** The tab is a link that the application itself follows without loading another page (a single-page application's menu). */
  link: z.boolean().default(false),
});

export const Adapter = z
  .strictObject({
    version: z.literal(1),
    id: Id,
    name: z.string().min(1).max(120),
    /** Match patterns as in manifests (`https://ficha.hospital.cl/*`), or empty with `when` alone. */
    urls: z.array(z.string().min(1).max(300)).max(50).default([]),
    /** Selectors that must all match for the adapter to apply. */
    when: z.array(Selector).max(10).default([]),
    /** Of several that apply, the highest; the institution's come before those taught, and those before the product's own. */
    priority: z.number().int().min(-100).max(100).default(0),
    lastChecked: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    header: z
      .strictObject({
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
      .partial()
      .default({}),
    /** What serves as a heading on these pages besides `h1`…`h6`, `legend`, `caption`, `summary` and `role="heading"`. */
    headings: z
      .array(Selector.refine((one) => !one.includes('>>>'), 'aquí no puede ir >>>'))
      .max(10)
      .default([]),
    /** Tabs to open (clicked in turn, then back to where it was) before reading: each by selector or by its words. */
    tabs: z.array(Tab).max(20).default([]),
    /**
     * Lists of choices (filters: «Activas») set before each view is read and set back afterwards. `open` is a `<select>`, or
     * what shows the options, which then match `option`; `choose` says which.
     */
    choices: z
      .array(z.strictObject({ open: Selector, option: Selector.optional(), choose: Words }))
      .max(10)
      .default([]),
    /** Buttons that unfold cut text ("Ver más"), clicked before reading and again afterwards. */
    expand: z.array(Selector).max(10).default([]),
    /** "Next page" buttons: clicked until disabled or gone, then back to the page where it was. */
    pagination: z
      .array(z.strictObject({ next: Selector, previous: Selector.optional() }))
      .max(10)
      .default([]),
    read: z.array(ReadRule).max(80).default([]),
    write: z.array(WriteTarget).max(40).default([]),
  })
  .superRefine((adapter, context) => {
    const problem = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    if (adapter.urls.length === 0 && adapter.when.length === 0)
      problem(['urls'], 'urls o when debe decir dónde se usa el adaptador');
    for (const [i, { id }] of adapter.write.entries())
      if (adapter.write.findIndex((w) => w.id === id) !== i) problem(['write', i, 'id'], `«${id}» dos veces`);
  });
export type Adapter = z.infer<typeof Adapter>;
