/** Decoding without a grammar: any ordinary token, until the model stops, the bound is reached, or it only repeats itself. */
import { err, type Result } from '../shared/result.ts';
import type { Decoded, Decoder, Job } from './job.ts';
import { maskOf } from './mask.ts';
import { CLOSING, UnthoughtText } from './thinking.ts';
import type { Vocabulary } from './vocabulary.ts';

/** So many tokens at the end that are the same run over and over are a loop that no small model leaves. */
const LOOP_TOKENS = 32;
const LONGEST_PERIOD = 16;

export async function decodeFree(decoder: Decoder, job: Job): Promise<Result<Decoded>> {
  const { vocabulary } = decoder.tokenizer;
  const { request } = job;
  const mask = ordinaryTokens(vocabulary);
  const limit = Math.min(request.maxTokens, decoder.context.model.maxLength - job.prompt.length);
  const output = new UnthoughtText();
  const ids: number[] = [];
  let forced = 0;
  while (ids.length < limit && !loops(ids)) {
    job.report(output.shown, ids.length, forced);
    const logits = await job.logits(ids);
    if (logits === undefined) return job.finish(output.shown, ids, forced, 'aborted');
    const token = job.choose(logits, mask);
    if (token === undefined) return err('E_GRAMMAR', undefined, 'a vocabulary without tokens');
    if (vocabulary.stopTokens.includes(token)) return job.finish(output.finish(), ids, forced, 'stop');
    ids.push(token);
    output.push(decoder.tokenizer.bytesOf(vocabulary.letters[token] ?? ''));
    if (output.open) {
      const closing = decoder.tokenizer.encode(CLOSING);
      ids.push(...closing);
      forced += closing.length;
      output.close();
    }
  }
  return job.finish(output.shown, ids, forced, 'length');
}

function ordinaryTokens({ letters, modelSize, stopTokens }: Vocabulary): Int32Array {
  const writing = [...letters.keys()].filter((id) => id < modelSize && letters[id] !== '');
  return maskOf([...writing, ...stopTokens], letters.length);
}

function loops(ids: readonly number[]): boolean {
  if (ids.length < LOOP_TOKENS) return false;
  const end = ids.slice(-LOOP_TOKENS);
  for (let period = 1; period <= LONGEST_PERIOD; period++) {
    if (end.every((id, i) => i < period || id === end[i - period])) return true;
  }
  return false;
}
