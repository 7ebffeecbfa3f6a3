/** What the offscreen document and its model worker say to each other. Both are this extension's own code. */
import type { Measured } from '../engine/decide.ts';
import type { DecodeRequest, DecodeResult, LoadedModel, LoadProgress, TokenCounts } from '../engine/types.ts';
import type { Result } from '../shared/result.ts';

/** A request without what can't be sent: the signal becomes `abort`, the callback `text`. */
export type SentRequest = Omit<DecodeRequest, 'signal' | 'onText'>;

export type ModelFacts = Pick<LoadedModel, 'id' | 'dialect' | 'backend' | 'dtype' | 'chosen' | 'gpuFailed'>;

export type ToWorker =
  | {
      readonly type: 'load';
      readonly id: string;
      readonly limitBytes: number;
      /** Of this machine, by an earlier worker. */
      readonly measured?: Measured | undefined;
    }
  | { readonly type: 'decode'; readonly call: number; readonly request: SentRequest }
  | { readonly type: 'abort'; readonly call: number };

export type FromWorker =
  | { readonly type: 'measured'; readonly measured: Measured }
  | { readonly type: 'progress'; readonly progress: LoadProgress }
  | { readonly type: 'loaded'; readonly result: Result<ModelFacts> }
  | {
      readonly type: 'text';
      readonly call: number;
      readonly text: string;
      readonly tokens: TokenCounts;
      readonly chosen: readonly number[];
    }
  | { readonly type: 'decoded'; readonly call: number; readonly result: Result<DecodeResult> };
