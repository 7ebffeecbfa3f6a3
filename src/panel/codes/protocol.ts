/** What the panel and its code worker say to each other. Both are this extension's own code. */
import type { Candidate } from '../../catalog/suggest/suggest.ts';
import type { CodeSystem } from '../../record/schema.ts';
import type { CodedKind } from '../state/coding.ts';

export interface CodeAsk {
  readonly n: number;
  readonly kind: CodedKind;
  readonly text: string;
  readonly top: number;
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
