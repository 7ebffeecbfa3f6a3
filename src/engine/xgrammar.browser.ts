/** web-xgrammar as bundlers see it; in Node see `xgrammar.node.ts`. */
import * as library from '@mlc-ai/web-xgrammar';
import type { XGrammar } from './matcher.ts';

export const xgrammar: XGrammar = library;
