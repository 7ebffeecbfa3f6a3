/**
 * The decode loop: a prompt, a model and perhaps a grammar become text. With a grammar the model is asked only where
 * there is a choice; everything forced since the last choice goes through it in one pass together with what is pending.
 */
import { err, type Result } from '../shared/result.ts';
import { promptIds } from './chat.ts';
import { failureOf } from './failure.ts';
import { decodeFree } from './free.ts';
import { createJob, type Decoded, type Decoder, type Job } from './job.ts';
import { has } from './mask.ts';
import type { Tokenizer } from './tokenizer.ts';
import type { DecodeRequest } from './types.ts';
import { wholeCharacters } from './utf8.ts';
import { GrammarWalk } from './walk.ts';

/**
 * Runs one job to its end; jobs on one decoder must not overlap. Ends whatever the logits are. Errors: E_GRAMMAR (does
 * not compile, or cannot go on), E_NOTE_TOO_LONG (the prompt does not fit the model), E_MEMORY and E_BACKEND (the
 * runtime failed).
 */
export async function decode(decoder: Decoder, request: DecodeRequest): Promise<Result<Decoded>> {
  const started = performance.now();
  const { maxLength } = decoder.context.model;
  try {
    const prompt = promptIds(request.prompt, decoder.tokenizer, decoder.templateVariables);
    if (prompt.length >= maxLength)
      return err('E_NOTE_TOO_LONG', { tokens: prompt.length, limit: maxLength - 1 });
    const job = createJob(decoder, request, prompt, started);
    if (request.maxTokens === 0) return await prepare(job);
    return request.grammar === undefined
      ? await decodeFree(decoder, job)
      : await decodeGrammar(decoder, job, request.grammar);
  } catch (error) {
    return failureOf(error, 'E_BACKEND');
  }
}

/** Nothing is to be written: the prefix is computed or put back, for the job that comes. */
async function prepare(job: Job): Promise<Result<Decoded>> {
  await job.begin();
  return job.finish('', [], 0, job.request.signal?.aborted ? 'aborted' : 'length');
}

async function decodeGrammar(decoder: Decoder, job: Job, grammar: string): Promise<Result<Decoded>> {
  const compiled = decoder.grammars.matcher(grammar);
  if (!compiled.ok) return compiled;
  const walk = new GrammarWalk(compiled.value, decoder.tokenizer);
  const forced = () => Math.max(0, walk.ids.length - walk.choices);
  const stuck = () =>
    err(
      'E_GRAMMAR',
      undefined,
      compiled.value.exceeded ? 'the grammar is too ambiguous' : 'no token can go on',
    );
  const { request, prompt } = job;
  const room = decoder.context.model.maxLength - prompt.length;
  const chosen: number[] = [];
  for (;;) {
    if (request.signal?.aborted) return job.finish(walk.text, walk.ids, forced(), 'aborted');
    const step = walk.advance(request.maxTokens);
    if (step.state === 'stuck') return stuck();
    if (
      walk.ids.length > request.maxTokens ||
      (step.state === 'choice' && walk.ids.length === request.maxTokens)
    ) {
      const kept = walk.ids.slice(0, request.maxTokens);
      return job.finish(textOf(decoder.tokenizer, kept), kept, forced(), 'length');
    }
    if (step.state !== 'choice') return job.finish(walk.text, walk.ids, forced(), 'stop');
    const decided = request.begun?.[chosen.length];
    if (decided !== undefined && has(step.mask, decided)) {
      if (!walk.choose(decided)) return stuck();
      chosen.push(decided);
      continue;
    }
    job.report(walk.text, walk.ids.length, forced(), chosen);
    // A model whose window is full is not asked any more; the text is still one that the grammar derives.
    const logits = walk.ids.length < room ? await job.logits(walk.ids) : new Float32Array();
    if (logits === undefined) return job.finish(walk.text, walk.ids, forced(), 'aborted');
    const token = await job.choose(logits, step.mask, walk.ids);
    if (token === undefined || !walk.choose(token)) return stuck();
    chosen.push(token);
  }
}

/** The text of these tokens without a character that is cut off at their end. */
function textOf(tokenizer: Tokenizer, ids: readonly number[]): string {
  const letters = ids.map((id) => tokenizer.vocabulary.letters[id] ?? '').join('');
  return wholeCharacters(tokenizer.bytesOf(letters));
}
