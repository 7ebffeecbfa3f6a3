/** What the panel and its code worker say to each other. Both are this extension's own code. */
import type { Mismatch } from '../../catalog/mismatch.ts';
import type { Candidate } from '../../catalog/suggest/suggest.ts';
import type { CodeSystem } from '../../record/schema.ts';
import type { CodedKind } from '../state/coding.ts';

/** Candidates for a text. */
export interface CodeAsk {
  readonly ask: 'find';
  readonly n: number;
  readonly kind: CodedKind;
  readonly text: string;
  readonly top: number;
}

export interface CodedEntry {
  readonly text: string;
  readonly code: string;
  readonly system: CodeSystem;
}

/** What speaks against the codes of these entries. */
export interface DoubtAsk {
  readonly ask: 'doubt';
  readonly n: number;
  readonly entries: readonly CodedEntry[];
}

export interface DoubtAnswer {
  readonly n: number;
  /** One for each entry. */
  readonly mismatches: readonly (Mismatch | null)[];
}

export interface FoundCode extends Candidate {
  readonly system: CodeSystem;
}

export interface CodeAnswer {
  readonly n: number;
  readonly candidates: readonly FoundCode[];
  /** Systems that can be searched for this kind; none: the hospital has brought no such list. */
  readonly systems: readonly CodeSystem[];
}
