/**
 * The prompt of the *text* dialect, for any chat model in its own template: examples of the form, and nothing of the
 * patient. What the chart holds comes to the model as its own text, since the grammar writes it; told of it beforehand,
 * every model measured put the phrases together worse (docs/adr/0013). So the prompt is the same for all patients, its
 * cache is computed once, and no note can speak to the model but in the middle of a sentence that the grammar began.
 */
import type { Form } from '../types.ts';
import { exampleTexts } from './examples.ts';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** How the form is asked for. */
export const FORM_WORDS: Readonly<Record<Form, string>> = {
  parrafo: 'en un solo párrafo',
  secciones: 'por secciones',
};

const ASK = 'Epicrisis';

const made = new Map<Form, readonly ChatMessage[]>();

/** System turn and examples as a conversation; the assistant's next turn is the epicrisis. The same each time. */
export const chatPrompt = (form: Form): readonly ChatMessage[] => {
  const known = made.get(form);
  if (known) return known;
  const system = `Redactas epicrisis en español, ${FORM_WORDS[form]}, con los datos de la ficha.`;
  const prompt: readonly ChatMessage[] = [
    { role: 'system', content: system },
    ...exampleTexts(form).flatMap((text): ChatMessage[] => [
      { role: 'user', content: ASK },
      { role: 'assistant', content: text },
    ]),
    { role: 'user', content: ASK },
  ];
  made.set(form, prompt);
  return prompt;
};
