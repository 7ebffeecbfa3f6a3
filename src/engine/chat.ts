/**
 * A prompt as token ids. Chat messages go through the model's own template; their text is data, so that nothing in it
 * can open or close a turn.
 */
import { Template } from '@huggingface/jinja';
import { closeThinking } from './thinking.ts';
import type { Tokenizer } from './tokenizer.ts';
import type { Prompt } from './types.ts';

/** What a model's row gives its template: a fixed date, a switch. */
export type TemplateVariables = Readonly<Record<string, string | boolean>>;

/** At least one id. Throws where the model's template cannot render these messages. */
export function promptIds(prompt: Prompt, tokenizer: Tokenizer, variables: TemplateVariables = {}): number[] {
  const ids = tokenizer.encodePrompt(promptText(prompt, tokenizer, variables));
  return ids.length > 0 ? ids : [tokenizer.vocabulary.stopTokens[0] ?? 0];
}

/** The prompt as the model's own template writes it. */
export const promptText = (
  prompt: Prompt,
  tokenizer: Tokenizer,
  variables: TemplateVariables = {},
): string => (typeof prompt === 'string' ? prompt : closeThinking(renderChat(prompt, tokenizer, variables)));

function renderChat(
  messages: Exclude<Prompt, string>,
  tokenizer: Tokenizer,
  variables: TemplateVariables,
): string {
  const { chatTemplate, bosToken, eosToken } = tokenizer.file;
  const guarded = messages.map(({ role, content }) => ({ role, content: tokenizer.guard(content) }));
  if (chatTemplate === undefined) return guarded.map(({ content }) => `${content}\n`).join('');
  return new Template(chatTemplate).render({
    messages: guarded,
    add_generation_prompt: true,
    // Thinking models (Qwen3) take this; other templates ignore it.
    enable_thinking: false,
    ...variables,
    bos_token: bosToken,
    eos_token: eosToken,
  });
}
