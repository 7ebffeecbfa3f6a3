/**
 * `npm run -s eval -- --notes`: the evolution of the invented stays (`src/epicrisis/evolution/stays`), as the template or a
 * model writes it: is what must be told told, and nothing that must never be said?
 */
import type { LoadedModel } from '../../src/engine/types.ts';
import {
  indexSources,
  unsupportedDrugs,
  unsupportedNumbers,
  unsupportedWords,
} from '../../src/epicrisis/check/support.ts';
import { draftEpicrisis, templateDocument } from '../../src/epicrisis/document.ts';
import { stays } from '../../src/epicrisis/evolution/stays/index.ts';
import { recordOfStay, type Stay } from '../../src/epicrisis/evolution/stays/stay.ts';
import { type Telling, tellFreely } from '../../src/epicrisis/free/tell.ts';
import { planEpicrisis } from '../../src/epicrisis/plan.ts';
import type { Epicrisis } from '../../src/epicrisis/types.ts';
import { writeEpicrisis } from '../../src/epicrisis/write.ts';
import { fold } from '../../src/record/text.ts';

export interface StayScore {
  readonly name: string;
  readonly held: boolean;
  readonly days: number;
  readonly must: number;
  readonly told: number;
  readonly missed: readonly string[];
  readonly forbidden: readonly string[];
  readonly sentences: number;
  readonly words: number;
  readonly unsupportedNumbers: number;
  readonly unsupportedDrugs: number;
  readonly unsupportedWords: number;
  readonly text: string;
}

const NOBODY = { hospitalName: '', signatureLine: '' };

const key = (text: string): string => fold(text).replace(/[^\p{L}\p{N}+%<>]+/gu, ' ');

/** Full stops that end a sentence. */
export const sentencesOf = (text: string): number =>
  (text.trim().match(/(?<!(?:^|[\s(])\p{Lu})[.!?](?=\s+[\p{Lu}\p{N}]|$)/gu) ?? []).length;

export const scoreEvolution = (stay: Stay, text: string): StayScore => {
  const sources = indexSources(recordOfStay(stay));
  const written = key(text);
  const missed = stay.must.filter((run) => !written.includes(key(run).trim()));
  return {
    name: stay.name,
    held: stay.held ?? false,
    days: new Set(stay.notes.map(([date]) => date.slice(0, 10))).size,
    must: stay.must.length,
    told: stay.must.length - missed.length,
    missed,
    forbidden: stay.never.filter((run) => written.includes(key(run).trim())),
    sentences: sentencesOf(text),
    words: text.split(/\s+/u).length,
    unsupportedNumbers: unsupportedNumbers(text, sources).length,
    unsupportedDrugs: unsupportedDrugs(text, sources).length,
    unsupportedWords: unsupportedWords(text, sources).length,
    text,
  };
};

export interface FreeTelling extends Telling {
  readonly stay: string;
}

const evolutionOf = (document: Epicrisis): string =>
  (document.sections.find((s) => s.id === 'evolucion')?.segments ?? [])
    .map((s) => s.text)
    .join('')
    .replace(/^\n?Evolución\n/u, '')
    .trim();

/** The evolution alone, as it stands in the form by sections. */
export const writeEvolution = async (stay: Stay, model: LoadedModel | null): Promise<string> => {
  const written = await writeEpicrisis({
    record: recordOfStay(stay),
    form: 'secciones',
    institution: NOBODY,
    model,
    anyShape: true,
  });
  if (!written.ok) throw new Error(written.error.code);
  return evolutionOf(written.value.document);
};

/** The same told freely: sentences where they could be verified, clauses elsewhere, joined as the template joins them. */
const writeFreely = async (
  stay: Stay,
  model: LoadedModel,
  onTelling: (telling: Telling) => void,
): Promise<string> => {
  const plan = planEpicrisis(recordOfStay(stay), 'secciones', NOBODY);
  const told = await tellFreely(plan, model, { seed: 0, onTelling });
  return evolutionOf(templateDocument(draftEpicrisis(told, 'text')));
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const summary = (scores: readonly StayScore[]) => ({
  stays: scores.length,
  must: sum(scores.map((s) => s.must)),
  told: sum(scores.map((s) => s.told)),
  forbidden: sum(scores.map((s) => s.forbidden.length)),
  mostSentences: Math.max(0, ...scores.map((s) => s.sentences)),
  mostWords: Math.max(0, ...scores.map((s) => s.words)),
  unsupportedNumbers: sum(scores.map((s) => s.unsupportedNumbers)),
  unsupportedDrugs: sum(scores.map((s) => s.unsupportedDrugs)),
  unsupportedWords: sum(scores.map((s) => s.unsupportedWords)),
});

/** All stays, told by the template (null) or a model; `freely`: each group of clauses too, with the verdict on it. */
export const evaluateNotes = async (
  model: LoadedModel | null,
  { freely, limit }: { readonly freely: boolean; readonly limit: number },
) => {
  const chosen = stays.slice(0, limit);
  const started = performance.now();
  const tellings: FreeTelling[] = [];
  const scores: StayScore[] = [];
  for (const stay of chosen) {
    const text =
      freely && model
        ? await writeFreely(stay, model, (telling) => tellings.push({ stay: stay.name, ...telling }))
        : await writeEvolution(stay, model);
    scores.push(scoreEvolution(stay, text));
  }
  return {
    tuned: summary(scores.filter((s) => !s.held)),
    held: summary(scores.filter((s) => s.held)),
    ...(freely
      ? {
          free: {
            groups: tellings.length,
            verified: tellings.filter((t) => t.verdict === 'ok').length,
            tellings,
          },
        }
      : {}),
    seconds: (performance.now() - started) / 1000,
    // What was missed of the stays held back is counted and not shown.
    cases: scores.map(({ missed, ...score }) =>
      score.held ? { ...score, missed: missed.length } : { ...score, missed },
    ),
  };
};
