/** The panel's few line icons, drawn on a 16-unit grid; always beside words or labelled by their button. */
const paths = {
  lock: 'M4.5 7.5h7v6h-7zM6 7.5V5.2a2 2 0 0 1 4 0v2.3',
  stop: 'M4.5 4.5h7v7h-7z',
  refresh: 'M12.8 6.2A5 5 0 1 0 13 9M13 3v3.4H9.6',
  edit: 'M3 13l.6-2.8 7-7 2.2 2.2-7 7zM9 4.8L11.2 7',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  copy: 'M6 6h7v7H6zM10 6V3H3v7h3',
  undo: 'M3.2 6h6.3a3.3 3.3 0 0 1 0 6.6H6M5.8 3.2L3 6l2.8 2.8',
  previous: 'M9.8 3.5L5.3 8l4.5 4.5',
  next: 'M6.2 3.5L10.7 8l-4.5 4.5',
  down: 'M3.5 6.2L8 10.7l4.5-4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  locate: 'M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M8 1.5v3M8 11.5v3M1.5 8h3M11.5 8h3',
  missing: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M5 8h6',
  error: 'M5.6 2.2h4.8l3.4 3.4v4.8l-3.4 3.4H5.6l-3.4-3.4V5.6zM8 5v3.6M8 10.9v.1',
  warning: 'M8 2.4l6 10.8H2zM8 6.4v3.2M8 11.4v.1',
  info: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M8 7.4v3.4M8 5v.1',
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
);
