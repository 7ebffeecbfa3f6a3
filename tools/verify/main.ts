/**
 * `tsx tools/verify/main.ts --folder DIR --dtype q4 --backend node|wasm|webgpu --prompts IDS.json --out LOGITS.bin`: the
 * logits of an export where the extension runs it, for `epicrisis_models verify`, which compares them with torch's.
 * IDS.json: a list of lists of token ids. LOGITS.bin: float32 [2, prompts, width], whole then stepped. JSON on stdout alone.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { inBrowser } from './browser.ts';
import { inNode } from './node.ts';
import { dtypeOf } from './open.ts';

try {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string', default: '' },
      dtype: { type: 'string', default: '' },
      backend: { type: 'string', default: 'node' },
      prompts: { type: 'string', default: '' },
      out: { type: 'string', default: '' },
    },
  });
  const dtype = dtypeOf(values.dtype);
  const backend = z.enum(['node', 'wasm', 'webgpu']).parse(values.backend);
  if (dtype === undefined || values.folder === '' || values.out === '')
    throw new Error('E_BAD_ARGUMENT: --folder, --dtype, --prompts and --out are needed');
  const prompts = z
    .array(z.array(z.number().int().nonnegative()).min(5))
    .min(1)
    .parse(JSON.parse(readFileSync(values.prompts, 'utf8')));
  const answer = await (backend === 'node'
    ? inNode(values.folder, dtype, { prompts })
    : inBrowser(values.folder, dtype, backend, { prompts }));
  const { whole, stepped, ...said } = answer;
  const rows = [...whole, ...stepped];
  const all = new Float32Array(rows.length * answer.width);
  rows.forEach((row, at) => {
    all.set(row, at * answer.width);
  });
  writeFileSync(values.out, new Uint8Array(all.buffer));
  process.stdout.write(`${JSON.stringify({ backend, dtype, prompts: prompts.length, ...said })}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
