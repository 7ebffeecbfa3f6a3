/** A diagnosis of one end of the stay told at the other. Source: Decreto 41/2012 (admission and discharge diagnoses are each their own). */
import type { Finding, SectionId } from '../../types.ts';
import { excerptAt, removal, shown } from '../finding.ts';
import { isFirm } from '../pieces.ts';
import { type Copy, sectionAt } from '../reading.ts';
import { keysOf } from '../tokens.ts';
import type { Context } from './context.ts';

export const DIAGNOSES: ReadonlySet<SectionId | undefined> = new Set([
  'dx_ingreso',
  'dx_hospitalizacion',
  'dx_alta',
]);

/** Whether the words of a copy are those of an entry of the section, and of what stands after it. */
const hides = ({ chart, reading }: Context, copy: Copy, section: SectionId): boolean =>
  (chart.plan.sections.get(section)?.facts ?? []).some((fact) => {
    const keys = keysOf(fact.literal);
    const inside =
      keys.length > 0 && keys.length < copy.of.keys.length && keys.every((key, i) => copy.of.keys[i] === key);
    return (
      inside &&
      !reading.copies.some(
        (c) => c.of.units.some((u) => u.factId === fact.id) && sectionAt(reading, c.start) === section,
      )
    );
  });

/** A diagnosis of one end of the stay told at the other: never copied between them (Decreto 41/2012 asks for both). */
export const wrongSectionRule = (context: Context): Finding[] => {
  const { reading, pieces, taken } = context;
  return reading.copies.flatMap((copy): Finding[] => {
    if (isFirm(reading, copy)) return [];
    const piece = pieces.find((p) => p.from <= copy.from && copy.from < p.to);
    if (!piece || taken.has(piece) || !DIAGNOSES.has(piece.section) || piece.section === undefined) return [];
    const unit = copy.of.units.find((u) => u.kind === 'diagnosis' || u.kind === 'antecedent');
    if (hides(context, copy, piece.section)) return [];
    if (!unit || !copy.of.keys.some((key) => key.length > 3)) return [];
    const window = { start: piece.start, end: pieceEnd(reading.text, copy.end) };
    return [
      {
        code: 'C_WRONG_SECTION',
        severity: 'error',
        section: piece.section,
        factId: unit.factId,
        message: `«${shown(unit.literal)}» está en la ficha en otra sección y no en esta. Quítelo de aquí o agréguelo en la ficha.`,
        ...excerptAt(reading.text, window),
        fix: removal(reading.text, window),
      },
    ];
  });
};

const pieceEnd = (text: string, end: number): number => (/^[)\]]/u.test(text.slice(end)) ? end + 1 : end);
