/**
 * The only place where the contexts meet. One type per direction; the receiver parses with the schema named here and
 * proves the sender by the fields that the browser stamps (`shared/sender.ts`), never by anything in the message.
 *
 *   panel      -> background   `PanelToBackground`    runtime.sendMessage, answered with a Result
 *   background -> content      `BackgroundToContent`  tabs.sendMessage, answered with a Result
 *   content    -> background   `ContentToBackground`  runtime.sendMessage, no answer
 *   background -> panel        `BackgroundToPanel`    runtime.sendMessage, no answer
 *   smart      -> panel        `SmartToPanel`         a BroadcastChannel of one name for one sign-in: our own pages alone hear it
 *   panel     <-> offscreen    `PanelToEngine` / `EngineToPanel`  a Port named ENGINE_PORT. It does not pass through the
 *                              service worker, so the worker's death in mid-generation loses nothing; a panel that
 *                              reconnects sends `attach` and gets the latest snapshot of its job.
 */
import { z } from 'zod';
import { Epicrisis, Finding, Form } from '../epicrisis/types.ts';
import { ClinicalRecord, FactKind, Moment, Source } from '../record/schema.ts';
import { Chosen } from './chosen.ts';
import { ERROR_CODES } from './result.ts';
import { Settings } from './settings.ts';

export const ENGINE_PORT = 'epicrisis/engine';

/** Where inserted text goes in a field that already holds some. */
export const InsertMode = z.enum(['replace', 'append', 'cursor']);
export type InsertMode = z.infer<typeof InsertMode>;

/** One text for one field. A whole document is one of these; a document by sections is one a field. */
export const InsertEntry = z.object({
  targetId: z.string().max(300),
  text: z.string().max(500_000),
  mode: InsertMode,
});
export type InsertEntry = z.infer<typeof InsertEntry>;

const Insertion = {
  entries: z.array(InsertEntry).min(1).max(40),
  /** When to show the fields before writing: `filled` where one holds text, `never` once the physician has confirmed. */
  ask: z.enum(['always', 'filled', 'never']),
};

const TabId = z.number().int().nonnegative();
const JobId = z.string().min(1).max(60);

/**
 * A record belongs to one tab, one URL and one patient. `patientKey` is a hash made by the content script from the RUN,
 * ficha number and name on the page; it never leaves memory.
 */
export const Binding = z.object({
  tabId: TabId,
  url: z.string().max(4000),
  documentId: z.string().max(80),
  patientKey: z.string().max(80),
});
export type Binding = z.infer<typeof Binding>;

export const AppErrorSchema = z.object({
  code: z.enum(ERROR_CODES),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  detail: z.string().optional(),
});

/** The answer to any question: the value, or an error that the user can act on. */
export const answerOf = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: AppErrorSchema }),
  ]);

// ---------------------------------------------------------------- teaching by pointing

/** An adapter as JSON; its content is parsed by `src/ehr`. */
const AdapterText = z.string().max(200_000);
/** A thing that can be taught (`src/ehr/teach/things.ts`). */
const Thing = z.string().max(40);

export const TeachStep = z.discriminatedUnion('do', [
  /** Begin with what can be made out without teaching. */
  z.object({ do: z.literal('begin') }),
  /** What the draft reads on the page now. */
  z.object({ do: z.literal('preview'), draft: AdapterText }),
  /** Let the physician point: at examples of one thing, or of whatever they are. `words`: how things are called, for the page. */
  z.object({
    do: z.literal('pick'),
    draft: AdapterText,
    thing: Thing.optional(),
    words: z.record(Thing, z.string().max(120)),
  }),
  /** What was pointed at last is this thing. */
  z.object({ do: z.literal('name'), thing: Thing }),
  /** Without what was taught for this thing. */
  z.object({ do: z.literal('drop'), draft: AdapterText, thing: Thing }),
  z.object({ do: z.literal('stop') }),
]);
export type TeachStep = z.infer<typeof TeachStep>;

/** The draft, and what it reads. `samples` are the patient's words: shown, never kept. */
export const TeachAnswer = z.object({
  draft: AdapterText,
  previews: z
    .array(
      z.object({
        thing: Thing,
        count: z.number().int(),
        samples: z.array(z.string().max(300)).max(12),
        elsewhere: z.boolean(),
      }),
    )
    .max(40),
});
export type TeachAnswer = z.infer<typeof TeachAnswer>;

/** What happened while the physician pointed. */
export const TeachEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('taught'), thing: Thing, found: z.number().int(), answer: TeachAnswer }),
  /** Something was pointed at that nothing tells the meaning of: the physician says it. */
  z.object({ event: z.literal('unknown') }),
  /** Nothing can be read there, or nothing would find it again. */
  z.object({ event: z.literal('nothing') }),
  z.object({ event: z.literal('left') }),
]);
export type TeachEvent = z.infer<typeof TeachEvent>;

// ---------------------------------------------------------------- panel -> background

export const PanelToBackground = z.discriminatedUnion('type', [
  /** The panel has opened for a tab: which tab, which settings, and whether the click asked to start at once. */
  z.object({ type: z.literal('panel/hello'), windowId: z.number().int() }),
  /** Read the chart of this tab. Answer: `ReadAnswer`. */
  z.object({ type: z.literal('panel/read'), tabId: TabId }),
  /** Scroll to a fact's element and highlight it. Answer: null. */
  z.object({ type: z.literal('panel/locate'), binding: Binding, source: Source }),
  /** The fields that text can go into. Answer: `TargetsAnswer`. */
  z.object({ type: z.literal('panel/targets'), binding: Binding }),
  /** Insert; refused with E_PATIENT_CHANGED when the page now shows somebody else. Answer: `InsertAnswer`. */
  z.object({
    type: z.literal('panel/insert'),
    binding: Binding,
    ...Insertion,
  }),
  /** Undo the last insertion into this tab. Answer: `UndoAnswer`. */
  z.object({ type: z.literal('panel/undo'), binding: Binding }),
  /** Teaching a chart by pointing. Answer: `TeachAnswer`, or null for steps that show nothing. */
  z.object({ type: z.literal('panel/teach'), tabId: TabId, step: TeachStep }),
  /** Keep a taught adapter. Answer: null; E_BAD_ADAPTER, E_TEACHING_OFF. */
  z.object({ type: z.literal('panel/teach-save'), adapter: AdapterText }),
  /** Make sure that the offscreen document exists before the panel connects its Port. Answer: null. */
  z.object({ type: z.literal('panel/engine') }),
]);
export type PanelToBackground = z.infer<typeof PanelToBackground>;

export const HelloAnswer = z.object({
  tabId: TabId,
  /** True when the toolbar button or the shortcut opened the panel and generation should start by itself. */
  start: z.boolean(),
  settings: Settings,
  locked: z.array(z.string()),
  rejected: z.array(z.string()),
});
export type HelloAnswer = z.infer<typeof HelloAnswer>;

export const ReadAnswer = z.object({ binding: Binding, record: ClinicalRecord, readMs: z.number() });
export type ReadAnswer = z.infer<typeof ReadAnswer>;

export const TargetInfo = z.object({
  id: z.string().max(300),
  label: z.string().max(300),
  kind: z.enum(['textarea', 'input', 'contenteditable']),
  readOnly: z.boolean(),
  empty: z.boolean(),
  /** The section that the adapter says it is for. */
  section: z.string().max(40).optional(),
  /** What its label or the heading above announces, in the reader's words. */
  about: z.object({ kind: FactKind, moment: Moment }).optional(),
  /** The field that takes the whole document by default. */
  preferred: z.boolean(),
  /** The words of the button that shows the field, which is not there yet; pressed at insertion. */
  opens: z.string().max(200).optional(),
});
export type TargetInfo = z.infer<typeof TargetInfo>;
export const TargetsAnswer = z.object({ targets: z.array(TargetInfo) });

/** What stands in the way of one field. */
export const FieldProblem = z.object({ targetId: z.string().max(300), error: AppErrorSchema });
export type FieldProblem = z.infer<typeof FieldProblem>;

/** A field before it is written to. */
export const FieldNow = z.object({
  targetId: z.string().max(300),
  current: z.string(),
  /** Where the page's cursor stands in `current`; null: elsewhere. */
  cursor: z.object({ start: z.number().int(), end: z.number().int() }).nullable(),
  /** Why it cannot take its text, if so. */
  problem: AppErrorSchema.optional(),
});
export type FieldNow = z.infer<typeof FieldNow>;

export const InsertAnswer = z.discriminatedUnion('state', [
  /** Nothing written: what the fields hold now; show the difference and ask. */
  z.object({ state: z.literal('confirm'), fields: z.array(FieldNow) }),
  /** Nothing written: these fields cannot take their texts. */
  z.object({ state: z.literal('refused'), problems: z.array(FieldProblem).min(1) }),
  /**
   * Written and read back. `failed` fields hold what they held before. `stopped`: why the rest was not tried (another
   * patient, another page). `heldBack`: how often the page tried to send a form meanwhile. `opened`: the words of the
   * buttons that were pressed to show a field.
   */
  z.object({
    state: z.literal('written'),
    written: z.array(z.string().max(300)),
    failed: z.array(FieldProblem),
    stopped: AppErrorSchema.optional(),
    heldBack: z.number().int(),
    opened: z.array(z.string().max(200)).optional(),
  }),
]);
export type InsertAnswer = z.infer<typeof InsertAnswer>;

// ---------------------------------------------------------------- background -> content

/** The institution's adapters go with every question: a document that was just loaded has never heard of them. */
const Adapters = z.array(z.string().max(200_000));

export const BackgroundToContent = z.discriminatedUnion('type', [
  /** Are you there? Answered with null. */
  z.object({ type: z.literal('content/ping') }),
  z.object({ type: z.literal('content/read'), adapters: Adapters }),
  /** A new document in a tab whose chart was read: whose page is it now? Later changes come as `page/patient`. */
  z.object({ type: z.literal('content/watch'), adapters: Adapters }),
  z.object({
    type: z.literal('content/locate'),
    adapters: Adapters,
    binding: Binding,
    source: Source,
  }),
  z.object({ type: z.literal('content/targets'), adapters: Adapters, binding: Binding }),
  z.object({
    type: z.literal('content/insert'),
    adapters: Adapters,
    binding: Binding,
    ...Insertion,
  }),
  z.object({ type: z.literal('content/undo'), adapters: Adapters, binding: Binding }),
  z.object({ type: z.literal('content/teach'), adapters: Adapters, step: TeachStep }),
]);
export type BackgroundToContent = z.infer<typeof BackgroundToContent>;

/** The chart and whose it is; the tab and document are added by the background, from what the browser stamped. */
export const ContentReadAnswer = z.object({
  url: z.string().max(4000),
  patientKey: z.string().max(80),
  record: ClinicalRecord,
  readMs: z.number(),
});
export type ContentReadAnswer = z.infer<typeof ContentReadAnswer>;

export const ContentWatchAnswer = z.object({ patientKey: z.string().max(80) });
export type ContentWatchAnswer = z.infer<typeof ContentWatchAnswer>;

/** The fields that hold again what they held, and those that do not. */
export const UndoAnswer = z.object({
  undone: z.array(z.string().max(300)),
  failed: z.array(FieldProblem),
});
export type UndoAnswer = z.infer<typeof UndoAnswer>;

// ---------------------------------------------------------------- content -> background

export const ContentToBackground = z.discriminatedUnion('type', [
  /** The page now shows another patient, or none; `patientKey` is empty for none. */
  z.object({ type: z.literal('page/patient'), patientKey: z.string().max(80) }),
  /** The same patient's chart shows an entry that it did not show when it was read. */
  z.object({ type: z.literal('page/changed') }),
  z.object({ type: z.literal('page/teach'), said: TeachEvent }),
]);
export type ContentToBackground = z.infer<typeof ContentToBackground>;

// ---------------------------------------------------------------- background -> panel

export const BackgroundToPanel = z.discriminatedUnion('type', [
  /** The toolbar button or shortcut was pressed again while the panel is open. */
  z.object({ type: z.literal('tab/start'), tabId: TabId }),
  z.object({ type: z.literal('tab/patient'), tabId: TabId, patientKey: z.string().max(80) }),
  /** The chart shows an entry that the record has not. */
  z.object({ type: z.literal('tab/changed'), tabId: TabId }),
  z.object({ type: z.literal('tab/teach'), tabId: TabId, said: TeachEvent }),
  z.object({ type: z.literal('tab/navigated'), tabId: TabId }),
  z.object({ type: z.literal('tab/closed'), tabId: TabId }),
  z.object({ type: z.literal('tab/active'), windowId: z.number().int(), tabId: TabId }),
  z.object({ type: z.literal('settings/changed') }),
]);
export type BackgroundToPanel = z.infer<typeof BackgroundToPanel>;

// ---------------------------------------------------------------- smart -> panel

/** The channel of one sign-in; `id` is random and in the sign-in window's address. */
export const smartChannel = (id: string): string => `epicrisis/smart/${id}`;

/** The patient's resources from the FHIR server as a Bundle's text, or why there are none. Said once. */
export const SmartToPanel = answerOf(z.string());

// ---------------------------------------------------------------- panel -> offscreen (Port)

export const PanelToEngine = z.discriminatedUnion('type', [
  /** Start a job; the panel chooses the id. A job of the same tab that is still running answers E_BUSY unless it is this panel's. */
  z.object({
    type: z.literal('job/start'),
    jobId: JobId,
    binding: Binding,
    record: ClinicalRecord,
    form: Form,
    model: z.string().max(120),
    settings: Settings,
    /** Regenerate: another number picks other phrases. The offscreen document adds one of the patient's own. */
    seed: z.number().int().min(0),
  }),
  z.object({ type: z.literal('job/stop'), jobId: JobId }),
  /** After a reconnection: send the latest snapshot and go on. */
  z.object({ type: z.literal('job/attach'), jobId: JobId }),
  /** Load the model ahead of the click's need, and let it read what is the same for every patient in this form. */
  z.object({ type: z.literal('model/warm'), model: z.string().max(120), form: Form }),
]);
export type PanelToEngine = z.infer<typeof PanelToEngine>;

// ---------------------------------------------------------------- offscreen -> panel (Port)

export const TokenCountsSchema = z.object({
  prompt: z.number().int(),
  output: z.number().int(),
  forced: z.number().int(),
  modelCalls: z.number().int(),
});

export const EngineToPanel = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('model/progress'),
    model: z.string(),
    phase: z.enum(['files', 'session', 'warmup', 'ready']),
    loadedBytes: z.number(),
    totalBytes: z.number(),
  }),
  /** Another job is running first. */
  z.object({ type: z.literal('job/queued'), jobId: JobId, ahead: z.number().int() }),
  /** The whole document so far: a snapshot, so a lost or repeated message costs nothing. `seq` rises by one from 0. */
  z.object({
    type: z.literal('job/snapshot'),
    jobId: JobId,
    seq: z.number().int().nonnegative(),
    document: Epicrisis,
    tokens: TokenCountsSchema,
  }),
  /** The explicit end. `document` is whole for `done`; what there was for `stopped` and `failed`. */
  z.object({
    type: z.literal('job/end'),
    jobId: JobId,
    seq: z.number().int().nonnegative(),
    state: z.enum(['done', 'stopped', 'failed']),
    document: Epicrisis,
    check: z.array(Finding),
    tokens: TokenCountsSchema,
    timing: z.object({ loadMs: z.number(), firstTextMs: z.number(), totalMs: z.number() }),
    model: z.string(),
    backend: z.enum(['wasm', 'webgpu', 'node', 'none']),
    /** Why it ran there. */
    chosen: Chosen.optional(),
    /** It ran on the processor because the graphics card failed: with what. */
    gpuFailed: AppErrorSchema.optional(),
    error: AppErrorSchema.optional(),
    /** The model could not be used and the template wrote the document instead: why. */
    fallback: AppErrorSchema.optional(),
  }),
  /** A message of ours was refused (bad shape, unknown job, busy tab). */
  z.object({ type: z.literal('job/refused'), jobId: z.string(), error: AppErrorSchema }),
]);
export type EngineToPanel = z.infer<typeof EngineToPanel>;
