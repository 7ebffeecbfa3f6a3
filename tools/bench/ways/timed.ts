/** One job of the engine's with its times. */
import type { DecodeRequest, DecodeResult } from '../../../src/engine/types.ts';
import type { Result } from '../../../src/shared/result.ts';
import type { Run } from '../protocol.ts';

/** Throws where the job fails. */
export async function timed(
  decode: (request: DecodeRequest) => Promise<Result<DecodeResult>>,
  request: DecodeRequest,
): Promise<Run> {
  const started = performance.now();
  let firstTextMs: number | undefined;
  const decoded = await decode({
    ...request,
    onText: (_text, { modelCalls }) => {
      if (modelCalls > 0) firstTextMs ??= performance.now() - started;
    },
  });
  const totalMs = performance.now() - started;
  if (!decoded.ok) throw new Error(`${decoded.error.code} ${decoded.error.detail ?? ''}`);
  const { text, tokens, timing } = decoded.value;
  return {
    totalMs,
    ...timing,
    firstTextMs: firstTextMs ?? totalMs,
    promptTokens: tokens.prompt,
    outputTokens: tokens.output,
    modelCalls: tokens.modelCalls,
    text,
  };
}
