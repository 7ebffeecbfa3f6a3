// The product's own small line icons, drawn on a 16 by 16 grid; decoration only, so hidden from assistive technology.

const PATHS = {
  alert: 'M8 2 15 14H1zM8 6.5v3.5M8 12v.4',
  bed: 'M1.5 3v10M1.5 10.5h13V13M14.5 10.5V8.2a2 2 0 0 0-2-2H7v4.3M4.2 8.6a1.3 1.3 0 1 0 0-2.6 1.3 1.3 0 0 0 0 2.6z',
  calendar: 'M2 3.5h12v10.5H2zM2 6.8h12M5 1.8v3M11 1.8v3',
  chart: 'M2 14V2M2 14h12M5 11V8M8 11V4.5M11 11V6.5',
  check: 'M2.5 8.5 6.3 12 13.5 4.5',
  clock: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM8 4.5V8l2.5 1.6',
  down: 'M4 6.2 8 10.4l4-4.2',
  exit: 'M9.5 2H2.5v12h7M6.5 8H14M11.2 5.2 14 8l-2.8 2.8',
  file: 'M3.5 1.8h6l3 3v9.4h-9zM9.3 1.8v3.2h3.2M5.8 8h4.4M5.8 10.8h4.4',
  flask: 'M6.3 1.8v4.4L2.6 13a.9.9 0 0 0 .8 1.3h9.2a.9.9 0 0 0 .8-1.3L9.7 6.2V1.8M5 1.8h6M4.4 10h7.2',
  lock: 'M3.5 7.2h9v6.6h-9zM5.3 7.2V4.8a2.7 2.7 0 0 1 5.4 0v2.4',
  next: 'M6 3.5 10.5 8 6 12.5',
  pencil: 'M2.2 13.8 3 10.6l7.8-7.8 2.4 2.4-7.8 7.8z',
  pill: 'M3.2 8.3 8.3 3.2a3.2 3.2 0 0 1 4.5 4.5l-5.1 5.1a3.2 3.2 0 0 1-4.5-4.5zM5.8 5.7l4.5 4.5',
  previous: 'M10 3.5 5.5 8l4.5 4.5',
  print: 'M4.2 6V2h7.6v4M4.2 11.8H2V6h12v5.8h-2.2M4.2 9.6h7.6V14H4.2z',
  scalpel: 'M1.8 14.2 9 7M9 7l4.2-5.2L14.6 3c-.6 3-2.2 5-4.8 5.6',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.6 10.6 14.4 14.4',
  sort: 'M5.2 6.4 8 3.4l2.8 3M5.2 9.6l2.8 3 2.8-3',
  swap: 'M2 5.5h11M10.3 2.8 13 5.5l-2.7 2.7M14 11H3M5.7 8.3 3 11l2.7 2.7',
  user: 'M8 8.2a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.3 14.2c.4-3 2.6-4.4 5.7-4.4s5.3 1.4 5.7 4.4',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`nl-ico nl-ico-${name}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
