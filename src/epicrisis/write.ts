/**
 * Record in, epicrisis out: plan, grammar, model (or template), document, check. The one way of a summary, the same in the
 * browser and in Node; the model is whatever decodes a grammar.
 */
import type { ClinicalRecord } from '../record/schema.ts';
import { type AppError, err, ok, type Result } from '../shared/result.ts';
import { documentSteps } from './check/check.ts';
import { type Dialect, type Draft, documentSoFar, draftEpicrisis, templateDocument } from './document.ts';
import { tellFreely } from './free/tell.ts';
import { type Institution, type Plan, planSteps } from './plan.ts';
import { type ChatMessage, chatPrompt } from './prompt/chat.ts';
import { slotsPrompt } from './prompt/slots.ts';
import { inSlices } from './steps.ts';
import type { Epicrisis, Finding, Form } from './types.ts';

export interface Counts {
  readonly prompt: number;
  readonly output: number;
  readonly forced: number;
  readonly modelCalls: number;
}

/** What writes: the engine's loaded model has this shape. */
export interface Writer {
  readonly dialect: Dialect;
  decode(request: {
    readonly prompt: string | readonly ChatMessage[];
    /** What of the prompt is the same for all patients: computed once. */
    readonly prefix?: readonly ChatMessage[] | undefined;
    /** Absent: free text. */
    readonly grammar?: string | undefined;
    /** 0: nothing is written, but the prefix is computed. */
    readonly maxTokens: number;
    readonly seed: number;
    readonly signal?: AbortSignal | undefined;
    readonly onText: (text: string, tokens: Counts) => void;
  }): Promise<
    Result<{ readonly text: string; readonly finish: 'stop' | 'length' | 'aborted'; readonly tokens: Counts }>
  >;
}

export interface WriteRequest {
  readonly record: ClinicalRecord;
  readonly form: Form;
  readonly institution: Institution;
  /** Null: the template writes. */
  readonly model: Writer | null;
  /** 0: the model's first choice; others vary the phrasing. */
  readonly seed?: number;
  readonly signal?: AbortSignal | undefined;
  /** Write records without diagnoses too (evaluation: every shape derives). */
  readonly anyShape?: boolean;
  /** Let a model of the text dialect tell the evolution in sentences of its own, each verified (setting `freeEvolution`). */
  readonly freely?: boolean;
  readonly onSnapshot?: (document: Epicrisis, tokens: Counts) => void;
}

export interface Written {
  readonly document: Epicrisis;
  readonly check: Finding[];
  readonly tokens: Counts;
  readonly state: 'done' | 'stopped';
  /** The model could not finish and the template wrote instead: why. */
  readonly fallback?: AppError;
}

const NO_TOKENS: Counts = { prompt: 0, output: 0, forced: 0, modelCalls: 0 };

const institutionTexts = ({ hospitalName, signatureLine }: Institution): string[] => [
  hospitalName,
  signatureLine,
];

/** The check, which takes half a second on a chart of 2,000 entries. */
const checked = (document: Epicrisis, { record, institution }: WriteRequest): Promise<Finding[]> =>
  inSlices(documentSteps(document, record, institutionTexts(institution)));

const byTemplate = async (draft: Draft, request: WriteRequest, fallback?: AppError): Promise<Written> => {
  const document = templateDocument(draft);
  return {
    document,
    check: await checked(document, request),
    tokens: NO_TOKENS,
    state: 'done',
    ...(fallback ? { fallback } : {}),
  };
};

/** A chat model's prompt is the same for all patients, and so all of it is kept. */
const promptFor = (model: Writer, plan: Plan) => {
  if (model.dialect === 'slots') return { prompt: slotsPrompt(plan) };
  const prompt = chatPrompt(plan.form);
  return { prompt, prefix: prompt };
};

/**
 * Ahead of a job: what the prompts of this form begin with goes through the model, or comes back from where it is kept. A
 * failure shows in the job.
 * @param signal a job that comes; it goes on from where this was broken off
 */
export const warmPrompt = async (model: Writer, form: Form, signal: AbortSignal): Promise<void> => {
  if (model.dialect === 'slots') return;
  const prompt = chatPrompt(form);
  await model.decode({ prompt, prefix: prompt, maxTokens: 0, seed: 0, signal, onText: () => undefined });
};

/**
 * Writes the epicrisis. A model that fails leaves the template's text and `fallback`; a stop leaves what was written.
 * @returns E_NO_DIAGNOSES for a chart without any diagnosis, unless `anyShape`: there is nothing to summarise safely
 */
export const writeEpicrisis = async (request: WriteRequest): Promise<Result<Written>> => {
  const { record, form, model, signal } = request;
  if (!request.anyShape && !record.facts.some((f) => f.kind === 'diagnosis')) return err('E_NO_DIAGNOSES');
  const charted = await inSlices(planSteps(record, form, request.institution));
  const plan =
    request.freely && model?.dialect === 'text'
      ? await tellFreely(charted, model, { seed: request.seed ?? 0, signal })
      : charted;
  const draft = draftEpicrisis(plan, model?.dialect ?? 'text');
  const { ebnf, choice } = draft;
  if (!model || !choice || ebnf === null) {
    const written = await byTemplate(draft, request);
    request.onSnapshot?.(written.document, written.tokens);
    return ok(written);
  }
  const decoded = await model.decode({
    ...promptFor(model, plan),
    grammar: ebnf,
    // A token is at least one byte; a finite grammar ends before this.
    maxTokens: draft.longest * 3 + 16,
    seed: request.seed ?? 0,
    signal,
    onText: (text, tokens) => {
      const soFar = documentSoFar(draft, text);
      if (soFar) request.onSnapshot?.(soFar.document, tokens);
    },
  });
  if (!decoded.ok) {
    const written = await byTemplate(draft, request, decoded.error);
    request.onSnapshot?.(written.document, written.tokens);
    return ok(written);
  }
  const { text, finish, tokens } = decoded.value;
  const read = documentSoFar(draft, text);
  if (finish === 'aborted') {
    return ok({ document: read?.document ?? { form, sections: [] }, check: [], tokens, state: 'stopped' });
  }
  if (!read?.complete) {
    return ok(
      await byTemplate(draft, request, {
        code: 'E_GRAMMAR',
        detail: `finish ${finish}: not a whole derivation`,
      }),
    );
  }
  request.onSnapshot?.(read.document, tokens);
  const check = await checked(read.document, request);
  return ok({ document: read.document, check, tokens, state: 'done' });
};
