/**
 * LanguageTool's Spanish rules over texts of ours: a maintainers' program, not part of `npm test` (it needs Java 17 and, the
 * first time, Maven and the network).
 *
 *     npx tsx tools/languagetool/check.ts [--fail] < texts.jsonl > matches.jsonl
 *
 * A line is `{id, text, masks?}` or `{id, segments}` (the document's segments: facts are masked); an answer is
 * `{id, matches: [{ruleId, category, message, offset, length, context, replacements}]}`. A summary goes to stderr. A line with
 * `expect` (rule ids) is an example: the run fails when its matches are others (`examples.jsonl`).
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { type Mask, maskText } from './mask.ts';
import { DISABLED, isOurWord, type Match, ownMatches } from './rules.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const JAR = join(HERE, '../../.cache/languagetool/languagetool-check.jar');
const SOURCES = ['pom.xml', 'src/main/java/cl/epicrisis/Main.java'].map((file) => join(HERE, file));
const CONTEXT = 30;

const MaskShape = z.object({
  start: z.number().int().min(0),
  end: z.number().int().min(1),
  gender: z.enum(['f', 'm']).optional(),
  number: z.enum(['s', 'p']).optional(),
});
const SegmentShape = z.object({
  text: z.string(),
  kind: z.enum(['fact', 'prose']),
  gender: z.enum(['f', 'm']).optional(),
  number: z.enum(['s', 'p']).optional(),
});
const Expect = z.object({ expect: z.array(z.string()).optional() });
const Request = z.union([
  z.object({ id: z.string(), text: z.string(), masks: z.array(MaskShape).optional() }),
  z.object({ id: z.string(), segments: z.array(SegmentShape) }),
]);
export type Request = z.infer<typeof Request>;

const MatchShape = z.object({
  ruleId: z.string(),
  category: z.string(),
  message: z.string(),
  offset: z.number(),
  length: z.number(),
  replacements: z.array(z.string()),
});
const Answer = z.object({ id: z.string(), matches: z.array(MatchShape) });

export interface Checked {
  readonly id: string;
  /** With the words around, of the text as given. */
  readonly matches: readonly (Match & { readonly context: string })[];
}

const run = (command: string, args: string[], hint: string): void => {
  try {
    execFileSync(command, args, { cwd: HERE, stdio: ['ignore', 2, 2] });
  } catch (cause) {
    throw new Error(`${command} ${args.join(' ')} failed. ${hint}`, { cause });
  }
};

/** Builds the jar into `.cache/languagetool` when it is missing or older than its sources. */
const build = (): void => {
  const stale = !existsSync(JAR) || SOURCES.some((file) => statSync(file).mtimeMs > statSync(JAR).mtimeMs);
  if (!stale) return;
  console.error('languagetool: building (the first time Maven fetches about 80 MB)');
  run(
    'mvn',
    ['-q', '-B', 'package'],
    'It needs Maven 3.8 and a JDK of 17 or later (Debian: apt-get install maven openjdk-17-jdk-headless).',
  );
};

interface Plain {
  readonly id: string;
  readonly text: string;
  readonly masks: readonly Mask[];
}

const plain = (request: Request): Plain => {
  if (!('segments' in request)) return { id: request.id, text: request.text, masks: request.masks ?? [] };
  let text = '';
  const masks: Mask[] = [];
  for (const { text: piece, kind, gender, number } of request.segments) {
    if (kind === 'fact' && piece !== '')
      masks.push({ start: text.length, end: text.length + piece.length, gender, number });
    text += piece;
  }
  return { id: request.id, text, masks };
};

/** Matches for each text, in order. Starts one Java process for all (5 s to load, then a few milliseconds a sentence). */
export const checkSpanish = async (requests: readonly Request[]): Promise<Checked[]> => {
  if (requests.length === 0) return [];
  build();
  const jobs = requests.map(plain).map((job) => ({ ...job, masked: maskText(job.text, job.masks) }));
  const java = spawn('java', ['-Xmx1g', '-XX:+UseSerialGC', '-jar', JAR, ...Object.keys(DISABLED)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve, reject) =>
    java.once('error', reject).once('close', resolve),
  );
  java.stdin.on('error', () => undefined); // Java died: `ended` says so
  java.stdin.end(jobs.map((job, i) => JSON.stringify({ id: String(i), text: job.masked.text })).join('\n'));
  const checked: Checked[] = [];
  for await (const line of createInterface({ input: java.stdout })) {
    const answer = Answer.parse(JSON.parse(line));
    const job = jobs[Number(answer.id)];
    if (!job) throw new Error(`an answer to no question: ${answer.id}`);
    const matches = [...answer.matches, ...ownMatches(job.masked.text)].flatMap(
      (m) => job.masked.restore(m) ?? [],
    );
    checked.push({
      id: job.id,
      matches: matches
        .filter((m) => !isOurWord(m, job.text))
        .map((m) => ({
          ...m,
          context: job.text.slice(Math.max(0, m.offset - CONTEXT), m.offset + m.length + CONTEXT),
        })),
    });
  }
  const code = await ended;
  if (code !== 0 || checked.length !== jobs.length)
    throw new Error(`java ended with ${code} after ${checked.length} of ${jobs.length} texts`);
  return checked;
};

const main = async (): Promise<void> => {
  const requests: Request[] = [];
  const expected: (readonly string[] | undefined)[] = [];
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    const json: unknown = JSON.parse(line);
    requests.push(Request.parse(json));
    expected.push(Expect.parse(json).expect?.toSorted());
  }
  const checked = await checkSpanish(requests);
  const counts = new Map<string, number>();
  for (const [i, { id, matches }] of checked.entries()) {
    console.log(JSON.stringify({ id, matches }));
    const rules = matches.map((m) => m.ruleId).toSorted();
    for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    if (expected[i] !== undefined && expected[i].join() !== rules.join()) {
      console.error(`${id}: expected [${expected[i].join(', ')}], found [${rules.join(', ')}]`);
      process.exitCode = 1;
    }
  }
  const total = [...counts.values()].reduce((a, b) => a + b, 0);
  const faulty = checked.filter((c) => c.matches.length > 0).length;
  console.error(`languagetool: ${total} matches in ${faulty} of ${checked.length} texts`);
  for (const [rule, n] of [...counts].sort((a, b) => b[1] - a[1])) console.error(`  ${n}\t${rule}`);
  if (total > 0 && process.argv.includes('--fail')) process.exitCode = 1;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
