/**
 * What the content script needs of a page: read its chart, know whose it is, show where a fact stands, write text back.
 * Everything takes the document as a parameter; nothing here knows `chrome.*`.
 *
 *   const adapters = loadAdapters(textsFromPolicy);           // { adapters, refused: E_BAD_ADAPTER }
 *   const read = await readChart(document, {adapters: adapters.value, url: location.href, now: new Date(), signal});
 *   const key = patientKey(document, adapters.value);          // '' when no patient is shown
 *   watchPatient(document, adapters.value, signal, (key) => …);
 *   await locateSource(document, adapters.value, fact.source);               // Result: E_SOURCE_GONE
 *   const targets = await findTargets(document, adapters.value, signal);
 *   const entries = [{targetId, text, mode: 'replace'}];
 *   const done = await insertTexts(document, adapters.value, entries, {ask: 'filled', still: () => ok(null), signal});
 *   if (done.ok) await undoLast(document, adapters.value, done.value.undo, () => ok(null));
 */
export { loadAdapters, parseAdapter } from './adapters/load.ts';
export { nextTask } from './dom/wait.ts';
export { locateSource } from './locate.ts';
export { type News, watchNews } from './news.ts';
export { patientKey, watchPatient } from './patient.ts';
export { pickAdapter } from './pick.ts';
export { hasDiagnoses, readChart } from './read.ts';
export { beginDraft } from './teach/begin.ts';
export { withoutThing } from './teach/draft.ts';
export { fieldAt } from './teach/field-target.ts';
export { lookAt, pointAt } from './teach/point.ts';
export { previewOf } from './teach/preview.ts';
export { THING_IDS, type ThingId } from './teach/things.ts';
export { findTargets, insertTexts, type UndoToken, undoLast } from './write/index.ts';
