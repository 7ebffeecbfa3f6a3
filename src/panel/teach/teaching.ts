/**
 * Teaching a chart, from the first click to the saved adapter: what has been taught, what is being pointed at, what went
 * wrong. The draft and its samples live here, in memory; what is saved is the draft alone.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ThingId as Thing } from '../../ehr/index.ts';
import { type MessageKey, t } from '../../shared/i18n.ts';
import type { BackgroundToPanel, TeachAnswer, TeachStep } from '../../shared/messages.ts';
import type { AppError, Result } from '../../shared/result.ts';
import type { ask } from '../background.ts';

/** In the order of the epicrisis. Those an epicrisis can't do without first named as missing. */
export const THINGS: readonly Thing[] = [
  'patient',
  'reason',
  'dx_in',
  'history',
  'antecedents',
  'allergies',
  'home_drugs',
  'procedures',
  'notes',
  'treatment',
  'exams',
  'pending',
  'dx_out',
  'condition',
  'destination',
  'discharge_drugs',
  'instructions',
  'alarm',
  'controls',
  'field',
];
export type { Thing };
export const MUST: readonly Thing[] = [
  'patient',
  'dx_in',
  'notes',
  'treatment',
  'dx_out',
  'discharge_drugs',
  'field',
];

export const thingWords = (thing: string): string => t(`teach_${thing}` as MessageKey);

export interface Teaching {
  readonly tabId: number;
  readonly step: 'beginning' | 'pointing' | 'resting' | 'saving' | 'saved';
  /** JSON; empty until the page has answered. */
  readonly draft: string;
  readonly name: string;
  readonly previews: TeachAnswer['previews'];
  /** The one thing that is being pointed at; undefined: whatever it is. */
  readonly thing: Thing | undefined;
  /** What the last example taught, or that nothing told what it was. */
  readonly last: { readonly thing: Thing; readonly found: number } | 'unknown' | 'nothing' | null;
  readonly error: AppError | null;
}

export interface Teacher {
  readonly state: ReadonlySignal<Teaching | null>;
  begin(tabId: number): Promise<void>;
  point(thing: Thing | undefined): Promise<void>;
  rest(): Promise<void>;
  name(thing: Thing): Promise<void>;
  drop(thing: Thing): Promise<void>;
  rename(name: string): void;
  save(): Promise<void>;
  /** An adapter's text from a file in place of what is taught here. */
  bring(text: string): Promise<void>;
  leave(): Promise<void>;
  heard(message: BackgroundToPanel): void;
}

const asThing = (name: string): Thing => THINGS.find((one) => one === name) ?? 'notes';

const nameIn = (draft: string): string => {
  try {
    return String((JSON.parse(draft) as { name?: unknown }).name ?? '');
  } catch {
    return '';
  }
};

/** The draft under the name that was given to it. */
export const namedDraft = ({ draft, name }: Pick<Teaching, 'draft' | 'name'>): string =>
  JSON.stringify({ ...(JSON.parse(draft) as object), name: name.trim().slice(0, 120) || nameIn(draft) });

const pageWords = (): Record<string, string> => ({
  ...Object.fromEntries(THINGS.map((thing) => [thing, thingWords(thing)])),
  unknown: t('teach_page_unknown'),
  nothing: t('teach_page_nothing'),
  hint: t('teach_page_hint'),
  hint_one: t('teach_page_hint_one'),
  opens: t('teach_page_opens'),
});

export function createTeacher(question: typeof ask): Teacher {
  const state = signal<Teaching | null>(null);
  const change = (over: Partial<Teaching>): void => {
    if (state.value !== null) state.value = { ...state.value, ...over };
  };
  const tell = (step: TeachStep): Promise<Result<TeachAnswer | null>> | null => {
    const { value } = state;
    return value && question({ type: 'panel/teach', tabId: value.tabId, step });
  };
  /** Sends a step; its answer, if it has one, is the draft from now on. */
  const take = async (step: TeachStep, over: Partial<Teaching> = {}): Promise<boolean> => {
    const before = state.value;
    const answer = await tell(step);
    if (answer === null || state.value === null || state.value.tabId !== before?.tabId) return false;
    if (!answer.ok) {
      change({ error: answer.error, step: 'resting' });
      return false;
    }
    change({ ...(answer.value === null ? {} : answer.value), error: null, ...over });
    return true;
  };
  const point = async (thing: Thing | undefined): Promise<void> => {
    const { value } = state;
    if (value === null || value.draft === '') return;
    change({ thing, last: null });
    await take(
      { do: 'pick', draft: value.draft, words: pageWords(), ...(thing === undefined ? {} : { thing }) },
      { step: 'pointing' },
    );
  };

  return {
    state,
    point,
    async begin(tabId) {
      if (state.value !== null) await tell({ do: 'stop' });
      state.value = {
        tabId,
        step: 'beginning',
        draft: '',
        name: '',
        previews: [],
        thing: undefined,
        last: null,
        error: null,
      };
      if (!(await take({ do: 'begin' }))) return;
      change({ name: nameIn(state.value?.draft ?? '') });
      await point(undefined);
    },
    async rest() {
      change({ step: 'resting', thing: undefined });
      await tell({ do: 'stop' });
    },
    async name(thing) {
      const { value } = state;
      if (await take({ do: 'name', thing }))
        change({ last: { thing, found: countOf(state.value ?? value, thing) } });
    },
    async drop(thing) {
      const { value } = state;
      if (value === null) return;
      const pointing = value.step === 'pointing';
      if ((await take({ do: 'drop', draft: value.draft, thing }, { last: null })) && pointing)
        await point(value.thing);
    },
    rename: (name) => change({ name }),
    async save() {
      const { value } = state;
      if (value === null) return;
      await tell({ do: 'stop' });
      change({ step: 'saving', error: null });
      const answer = await question({ type: 'panel/teach-save', adapter: namedDraft(value) });
      change(answer.ok ? { step: 'saved' } : { step: 'resting', error: answer.error });
    },
    async bring(text) {
      if (await take({ do: 'preview', draft: text }, { last: null }))
        change({ name: nameIn(state.value?.draft ?? '') });
    },
    async leave() {
      const stopped = tell({ do: 'stop' });
      state.value = null;
      await stopped;
    },
    heard(message) {
      const { value } = state;
      if (value === null) return;
      if (message.type === 'tab/active' || (message.type === 'tab/closed' && message.tabId === value.tabId)) {
        if (message.tabId !== value.tabId || message.type === 'tab/closed') state.value = null;
        return;
      }
      // The next chart is to be read with what was just saved.
      if (value.step === 'saved' && (message.type === 'tab/start' || message.type === 'tab/navigated')) {
        state.value = null;
        return;
      }
      if (message.type === 'tab/navigated' && message.tabId === value.tabId) change({ step: 'resting' });
      if (message.type !== 'tab/teach' || message.tabId !== value.tabId) return;
      const { said } = message;
      if (said.event === 'taught')
        change({
          ...said.answer,
          last: { thing: asThing(said.thing), found: said.found },
          thing: undefined,
          error: null,
        });
      else if (said.event === 'left') change({ step: 'resting', thing: undefined });
      else change({ last: said.event });
    },
  };
}

const countOf = (value: Teaching | null, thing: Thing): number =>
  value?.previews.find((one) => one.thing === thing)?.count ?? 0;
