/**
 * What the content script needs of a page: read its chart, know whose it is, show where a fact stands, write text back.
 * Everything takes the document as a parameter; nothing here knows `chrome.*`.
 *
 *   const adapters = loadAdapters(textsFromPolicy);           // Result: E_BAD_ADAPTER
 *   const read = await readChart(document, {adapters: adapters.value, url: location.href, now: new Date(), signal});
 *   const key = patientKey(document, adapters.value);          // '' when no patient is shown
 *   watchPatient(document, adapters.value, signal, (key) => …);
 *   await locateSource(document, fact.source);                 // Result: E_SOURCE_GONE
 *   const targets = await findTargets(document, adapters.value, signal);
 *   const done = await insertText(document, adapters.value, targetId, text, 'replace', false);
 *   if (done.ok && done.value.state === 'inserted') await undoLast(document, done.value.undo);
 */
export { locateSource } from './locate.ts';
export { patientKey, watchPatient } from './patient.ts';
export { loadAdapters } from './pick.ts';
export { hasDiagnoses, readChart } from './read.ts';
export { findTargets, insertText, type UndoToken, undoLast } from './write/index.ts';
