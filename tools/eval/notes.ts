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
import type { Stay } from '../../src/epicrisis/evolution/stays/stay.ts';
import type { Form } from '../../src/epicrisis/types.ts';
import { writeEpicrisis } from '../../src/epicrisis/write.ts';
import type { ClinicalRecord, FactId } from '../../src/record/schema.ts';
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

/** A record that holds nothing but the notes of a stay. */
export const recordOfStay = (stay: Stay): ClinicalRecord => ({
  schema: 1,
  identity: {},
  episode: {},
  facts: stay.notes.map(([date, text], index) => ({
    id: `nota-${index + 1}` as FactId,
    kind: 'note',
    moment: 'intrahospitalario',
    text,
    ...(date === '' ? {} : { date }),
    source: { type: 'data', path: `notes[${index}]` },
  })),
  reading: { adapter: 'stay', url: '', title: '', readAt: '1970-01-01T00:00:00Z', findings: [] },
});

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

/** The evolution alone, as it stands in the form by sections. */
export const writeEvolution = async (
  stay: Stay,
  model: LoadedModel | null,
  form: Form = 'secciones',
): Promise<string> => {
  const written = await writeEpicrisis({
    record: recordOfStay(stay),
    form,
    institution: { hospitalName: '', signatureLine: '' },
    model,
    anyShape: true,
  });
  if (!written.ok) throw new Error(written.error.code);
  const sections = written.value.document.sections;
  const own = sections.find((s) => s.id === 'evolucion') ?? sections.find((s) => s.id === 'epicrisis');
  return (own?.segments ?? [])
    .map((s) => s.text)
    .join('')
    .replace(/^\n?Evolución\n/u, '')
    .trim();
};
