/**
 * Is a name (an id, a `data-testid`, an `aria-labelledby`) one that a framework made up? Such a name is another one at the
 * next load, or goes to another element, so no selector may hang on it. Told by the marks of the frameworks that count or
 * draw lots, and by digits, as testing tools and `@medv/finder` tell it.
 */

/** Anywhere in the name: React's `useId` (`:r1a:`, `«r1a»`, `_r_1a_`), with whatever a library put around it. */
const REACT_ID = /:r[0-9a-z]*:|«r[0-9a-z]*»|_r_[0-9a-z]+_/i;

/** Names that these libraries give begin so, and go on with a count or a hash. */
const LIBRARY =
  /^(radix|headlessui|react-(aria|select|tabs|tooltip|collapsed)|downshift|reach|chakra|mui|mantine|rc_|ember|ng-|cdk-|mat-|p-[a-z]+-\d|pn_id|pv_id|el-id|v-\d|ui-id|yui|ext-|isc_|gwt-|dijit|j_idt|ctl\d|uid|jsc?_|u_\d|tippy|popper|floating-ui|select2-|DataTables_|data-table-\d|accordion-item-\d|cke_\d|mce_|tinymce_|tox-)/i;

/** Counts and lots: «tab12», «id-3», long digits, UUIDs, hexadecimal hashes. */
const COUNTED = /^([a-z]*|[a-z]{1,4}[-_])\d+$|\d{4,}|^\d|[0-9a-f]{8}-[0-9a-f]{4}|(?=[a-f]*\d)[a-f\d]{8,}/i;

export const isGenerated = (name: string): boolean =>
  REACT_ID.test(name) || LIBRARY.test(name) || COUNTED.test(name);
