// The foot of a long table: how many rows a page shows, which ones these are, and the way to the others.
import { Icon } from './Icon.tsx';

export const PAGE_SIZES = [10, 25, 50] as const;

interface Props {
  total: number;
  page: number;
  pageSize: number;
  onPage: (page: number) => void;
  onPageSize: (size: number) => void;
}

export function GridPager({ total, page, pageSize, onPage, onPageSize }: Props) {
  const pages = Math.ceil(total / pageSize);
  const first = page * pageSize + 1;
  const last = Math.min(total, (page + 1) * pageSize);
  return (
    <div class="nl-pag">
      <label>
        Mostrar{' '}
        <select value={pageSize} onChange={(event) => onPageSize(Number(event.currentTarget.value))}>
          {PAGE_SIZES.map((size) => (
            <option key={size} value={size}>
              {size}
            </option>
          ))}
        </select>{' '}
        registros
      </label>
      <span class="nl-pag-info">
        Mostrando {first} a {last} de {total} registros
      </span>
      <nav aria-label="Paginación">
        <button type="button" disabled={page === 0} onClick={() => onPage(page - 1)}>
          <Icon name="previous" />
          Anterior
        </button>
        {Array.from({ length: pages }, (_, number) => (
          <button
            key={number}
            type="button"
            class={number === page ? 'act' : undefined}
            aria-current={number === page ? 'page' : undefined}
            onClick={() => onPage(number)}
          >
            {number + 1}
          </button>
        ))}
        <button type="button" disabled={page >= pages - 1} onClick={() => onPage(page + 1)}>
          Siguiente
          <Icon name="next" />
        </button>
      </nav>
    </div>
  );
}
