/** What one would otherwise pick: `generate()` of Transformers.js, free or with a logits processor for the same grammar. */
import {
  AutoModelForCausalLM,
  LogitsProcessor,
  LogitsProcessorList,
  type PreTrainedModel,
  Tensor,
} from '@huggingface/transformers';
import { promptIds } from '../../../src/engine/chat.ts';
import { tokensOf } from '../../../src/engine/mask.ts';
import { XGrammarCompiler, type XMatcher } from '../../../src/engine/testing/xgrammar.ts';
import type { Tokenizer } from '../../../src/engine/tokenizer.ts';
import type { Run, Runner, Task } from '../protocol.ts';
import { filesOf, type Place, tokenizerOf } from './place.ts';

/** `generate()`'s own options; its types ask for all of them at once. */
type Generate = (options: Record<string, unknown>) => Promise<Tensor>;

export async function stock(place: Place, task: Task): Promise<Runner> {
  const { model, threads, variant } = task;
  place.configureStock(threads);
  const loaded = await AutoModelForCausalLM.from_pretrained(model.id, {
    dtype: dtypeOf(task),
    device: task.backend === 'webgpu' ? 'webgpu' : place.executionProvider,
    // In a page `configureStock` says it.
    ...(place.executionProvider === 'cpu' ? { session_options: { intraOpNumThreads: threads } } : {}),
  });
  // The engine's tokenizer, so that the ids of the prompt are the same.
  const files = await filesOf(place, model);
  const tokenizer = tokenizerOf(files, files.config.vocab_size);
  const grammars = await XGrammarCompiler.create(place.xgrammar, tokenizer.vocabulary);
  const generation = new Generation(loaded, { tokenizer, grammars }, task);
  await generation.run(false, 2);
  return { run: () => generation.run(variant === 'stock-constrained', task.maxTokens) };
}

function dtypeOf({ model: { dtype, id } }: Task): 'fp32' | 'int8' | 'q4' | 'q4f16' {
  if (dtype === 'fp32' || dtype === 'int8' || dtype === 'q4' || dtype === 'q4f16') return dtype;
  throw new Error(`no stock variant for ${id}, ${dtype}`);
}

/** Transformers.js has no grammars of its own: web-xgrammar is what one would take. */
interface Grammarian {
  readonly tokenizer: Tokenizer;
  readonly grammars: XGrammarCompiler;
}

class Generation {
  readonly #model: PreTrainedModel;
  readonly #grammarian: Grammarian;
  readonly #task: Task;

  constructor(model: PreTrainedModel, grammarian: Grammarian, task: Task) {
    this.#model = model;
    this.#grammarian = grammarian;
    this.#task = task;
  }

  async run(constrained: boolean, maxTokens: number): Promise<Run> {
    const { tokenizer } = this.#grammarian;
    const prompt = promptIds(this.#task.prompt, tokenizer);
    const started = performance.now();
    const { grammar } = this.#task;
    const matcher =
      constrained && grammar !== undefined
        ? await MaskAhead.of(await this.#grammarian.grammars.matcher(grammar))
        : undefined;
    const asked = performance.now();
    const written: number[] = [];
    let first: number | undefined;
    const generate = this.#model.generate.bind(this.#model) as unknown as Generate;
    await generate({
      input_ids: int64(prompt),
      attention_mask: int64(prompt.map(() => 1)),
      max_new_tokens: maxTokens,
      do_sample: false,
      eos_token_id: [...tokenizer.vocabulary.stopTokens],
      logits_processor: processors(matcher),
      streamer: {
        put: (batch: bigint[][]) => {
          // The first call brings the prompt.
          if (batch[0]?.length === prompt.length && written.length === 0 && first === undefined) {
            first = Number.NaN;
            return;
          }
          first = first === undefined || Number.isNaN(first) ? performance.now() : first;
          const token = Number(batch[0]?.[0]);
          written.push(token);
          matcher?.take(token);
        },
        end: () => undefined,
      },
    });
    const ended = performance.now();
    matcher?.dispose();
    const stops = new Set(tokenizer.vocabulary.stopTokens);
    const output = written.filter((token) => !stops.has(token));
    const prefilled = first ?? ended;
    const text = textOf(output, this.#grammarian);
    return {
      totalMs: ended - started,
      grammarMs: asked - started,
      prefillMs: prefilled - asked,
      decodeMs: ended - prefilled,
      promptTokens: prompt.length,
      outputTokens: constrained ? tokenizer.encode(text).length : output.length,
      modelCalls: written.length,
      modelMs: null,
      firstTextMs: prefilled - started,
      text,
    };
  }
}

/**
 * The mask for the next token. A logits processor must answer at once and the matcher's mask is a promise, so it is
 * asked for when a token is taken; it has long come when the model has run.
 */
class MaskAhead {
  readonly #matcher: XMatcher;
  #mask: Int32Array | undefined;

  private constructor(matcher: XMatcher, mask: Int32Array) {
    this.#matcher = matcher;
    this.#mask = mask;
  }

  static async of(matcher: XMatcher): Promise<MaskAhead> {
    return new MaskAhead(matcher, await matcher.getNextTokenBitmask());
  }

  get mask(): Int32Array {
    if (this.#mask === undefined) throw new Error('the mask has not come yet');
    return this.#mask;
  }

  take(token: number): void {
    if (!this.#matcher.acceptToken(token)) throw new Error(`the grammar does not allow token ${token}`);
    this.#mask = undefined;
    if (this.#matcher.isTerminated()) return;
    void this.#matcher.getNextTokenBitmask().then((mask) => {
      this.#mask = mask;
    });
  }

  dispose(): void {
    this.#matcher.dispose();
  }
}

function processors(matcher: MaskAhead | undefined): LogitsProcessorList {
  const list = new LogitsProcessorList();
  if (matcher !== undefined) list.push(new Constraint(matcher));
  return list;
}

class Constraint extends LogitsProcessor {
  readonly #matcher: MaskAhead;

  constructor(matcher: MaskAhead) {
    super();
    this.#matcher = matcher;
  }

  override _call(_ids: bigint[][], logits: Tensor): Tensor {
    const data = logits.data as Float32Array;
    const allowed = [...tokensOf(this.#matcher.mask)].filter((token) => token < data.length);
    if (allowed.length === 0) throw new Error('no token of the model can go on');
    const kept = allowed.map((token) => [token, data[token] ?? 0] as const);
    data.fill(Number.NEGATIVE_INFINITY);
    for (const [token, logit] of kept) data[token] = logit;
    return logits;
  }
}

const int64 = (ids: readonly number[]): Tensor =>
  new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);

function textOf(ids: readonly number[], { tokenizer }: Grammarian): string {
  const letters = ids.map((id) => tokenizer.vocabulary.letters[id] ?? '').join('');
  return new TextDecoder().decode(tokenizer.bytesOf(letters));
}
