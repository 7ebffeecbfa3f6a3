/**
 * The evolution: clauses of the notes as charted, in order of time, chosen and joined by the model under a budget. A small
 * automaton over (clause, how many taken, whose sentence is open), its states shared.
 */
import { MAX_SENTENCES } from '../evolution/budget.ts';
import type { Clause } from '../evolution/clauses.ts';
import { dayLeads, evolutionLeads, firstDayLeads } from '../phrases.ts';
import type { Plan } from '../plan.ts';
import { atStart, inSentence } from '../spanish/letter-case.ts';
import { alt, type FactPlace, lit, type Node, seq } from './ast.ts';

const clausePlace = (clause: Clause, index: number, at: 'inside' | 'start'): FactPlace => ({
  k: 'fact',
  id: clause.noteId,
  slot: `<C${index}>`,
  text: at === 'inside' ? inSentence(clause.text) : atStart(clause.text),
});

/** The day as charted, one slot a day. */
const dayPlace = (clause: Clause, dayIndex: number): FactPlace => ({
  k: 'fact',
  id: clause.noteId,
  slot: `<Y${dayIndex}>`,
  text: clause.day ?? '',
});

/**
 * The node of the evolution, full stop included, or null without clauses.
 * @param style `inline` for the paragraph, `lines` for a section: one line a day
 */
export const evolutionNode = (plan: Plan, style: 'inline' | 'lines'): Node | null => {
  const { clauses, must, preferred, least, most } = plan.evolution;
  if (clauses.length === 0) return null;
  const days = [...new Set(clauses.map((c) => c.day).filter((d) => d !== undefined))];
  const dated = days.length > 1;
  const memo = new Map<string, Node | null>();

  const dayLead = (clause: Clause, says: readonly string[]): Node => {
    const day = dayPlace(clause, days.indexOf(clause.day ?? ''));
    const fitting = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}$/u.test(day.text) ? says : ['{}: '];
    return alt(
      ...fitting.map((say) => {
        const [before = '', after = ''] = say.split('{}');
        return seq(lit(before), day, lit(after));
      }),
    );
  };

  /** What stands before clause `i`: the lead, a new day, or a joint inside the open sentence. */
  const take = (i: number, clause: Clause, open: Clause | null): Node => {
    const inside = clausePlace(clause, i, 'inside');
    if (!open) {
      if (dated && clause.day)
        return seq(dayLead(clause, style === 'inline' ? firstDayLeads : dayLeads), inside);
      return style === 'inline'
        ? seq(alt(...evolutionLeads.map(lit)), inside)
        : clausePlace(clause, i, 'start');
    }
    if (dated && clause.day !== open.day && clause.day) {
      return seq(lit(style === 'inline' ? '. ' : '.\n'), dayLead(clause, dayLeads), inside);
    }
    // Where days are named, a day is a sentence once there are more clauses than sentences allowed.
    if (dated && most >= MAX_SENTENCES) return seq(lit('; '), inside);
    return alt(seq(lit('; '), inside), seq(lit('. '), clausePlace(clause, i, 'start')));
  };

  /** All ways to go on from clause `i` with `taken` taken; null where fewer than `least` would be reached. */
  const mustFrom = clauses.map((_, i) => [...must].filter((j) => j > i).length);
  const from = (i: number, taken: number, open: number): Node | null => {
    if (taken + (clauses.length - i) < least) return null;
    const clause = clauses[i];
    if (!clause) return lit('.');
    // Of the open sentence only its day matters.
    const key = `${i}/${taken}/${open < 0 ? '' : `=${clauses[open]?.day}`}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const mustAfter = mustFrom[i] ?? 0;
    const rest = taken < most ? from(i + 1, taken + 1, i) : null;
    const chosen = rest ? seq(take(i, clause, clauses[open] ?? null), { k: 'alt', options: [rest] }) : null;
    // A clause that must be said is not skipped; one that may be is taken only where room is left for those that must.
    const roomy = must.has(i) || taken + 1 + mustAfter <= most;
    const skipped = must.has(i) ? null : from(i + 1, taken, open);
    const options = [roomy ? chosen : null, skipped].filter((o) => o !== null);
    if (!preferred.has(i)) options.reverse();
    const node = options.length > 0 ? alt(...options) : null;
    memo.set(key, node);
    return node;
  };
  return from(0, 0, -1);
};
