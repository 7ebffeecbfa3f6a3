/** Decoding without a grammar: any ordinary token, until the model stops, the bound is reached, or it only repeats itself. */
import { err, type Result } from '../shared/result.ts';
import type { Decoded, Decoder, Job } from './job.ts';
import { maskOf } from './mask.ts';
import { CLOSING, UnthoughtText } from './thinking.ts';
import type { Vocabulary } from './vocabulary.ts';

/** So many tokens at the end that are the same run over and over are a loop that no small model leaves. */
const LOOP_TOKENS = 32;
const LONGEST_PERIOD = 16;

/** Tokens proposed at first and at most; in between, as many as have lately been right. */
const FIRST_PROPOSAL = 4;
const MOST_PROPOSED = 16;

export async function decodeFree(decoder: Decoder, job: Job): Promise<Result<Decoded>> {
  const { vocabulary } = decoder.tokenizer;
  const { request } = job;
  const mask = ordinaryTokens(vocabulary);
  const limit = Math.min(request.maxTokens, decoder.context.model.maxLength - job.prompt.length);
  const output = new UnthoughtText();
  const closing = decoder.tokenizer.encode(CLOSING);
  const ids: number[] = [];
  const chosen: number[] = [];
  /** True where the token opened a thought, which is closed here. */
  const take = (token: number): boolean => {
    chosen.push(token);
    ids.push(token);
    output.push(decoder.tokenizer.bytesOf(vocabulary.letters[token] ?? ''));
    if (!output.open) return false;
    ids.push(...closing);
    output.close();
    return true;
  };
  const forced = () => ids.length - chosen.length;
  for (const token of request.begun ?? []) take(token);
  let most = decoder.speculate === false ? 0 : FIRST_PROPOSAL;
  while (ids.length < limit && !loops(ids)) {
    job.report(output.shown, ids.length, forced(), chosen);
    const ahead = await job.ahead(ids, most);
    if (ahead === undefined) return job.finish(output.shown, ids, forced(), 'aborted');
    let kept = 0;
    for (const logits of ahead.rows) {
      const token = await job.choose(logits, mask, ids);
      if (token === undefined) return err('E_GRAMMAR', undefined, 'a vocabulary without tokens');
      if (vocabulary.stopTokens.includes(token)) return job.finish(output.finish(), ids, forced(), 'stop');
      if (take(token)) break;
      // Rows behind a token that was not the proposed one are of another text.
      if (vocabulary.modelId(token) !== ahead.proposed[kept] || ids.length >= limit || loops(ids)) break;
      kept++;
    }
    if (ahead.proposed.length > 0) most = kept === ahead.proposed.length ? 2 * most : kept + 2;
    most = Math.min(most, MOST_PROPOSED);
  }
  return job.finish(output.shown, ids, forced(), 'length');
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
