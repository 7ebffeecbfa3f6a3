// The product's table: sortable columns, zebra rows, an icon column, a total row and pages, like any data grid library.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { compareCells } from './compareCells.ts';
import { GridPager, PAGE_SIZES } from './GridPager.tsx';
import { Icon, type IconName } from './Icon.tsx';

export interface Column<Row> {
  title: string;
  value: (row: Row) => string;
  /** Codes, dates and numbers do not wrap. */
  compact?: boolean;
}

interface Props<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  icon?: IconName;
  emptyText?: string;
  /** E.g. `Total prestaciones`; the row is left out where there is nothing to count. */
  totalLabel?: string;
}

export function DataGrid<Row>({ columns, rows, icon, emptyText = 'Sin registros', totalLabel }: Props<Row>) {
  const [order, setOrder] = useState<{ column: number; descending: boolean }>();
  const [page, setPage] = useState(0);
  const [pageSize, setPageSize] = useState<number>(PAGE_SIZES[0]);

  const sortColumn = order === undefined ? undefined : columns[order.column];
  const sorted = sortColumn ? sortBy(rows, sortColumn, order?.descending ?? false) : rows;
  const shown = sorted.slice(page * pageSize, (page + 1) * pageSize);
  const width = columns.length + (icon ? 1 : 0);

  const sortOn = (column: number): void => {
    setOrder({ column, descending: order?.column === column && !order.descending });
    setPage(0);
  };

  return (
    <div class="nl-grid-marco">
      <table class="nl-grid">
        <thead>
          <tr>
            {icon && (
              <th scope="col" class="col-ico">
                <span class="nl-sr">Acciones</span>
              </th>
            )}
            {columns.map((column, place) => (
              <th key={column.title} scope="col" aria-sort={ariaSort(order, place)}>
                <span>{column.title}</span>
                <button type="button" class="nl-orden" onClick={() => sortOn(place)}>
                  <Icon name="sort" />
                  <span class="nl-sr">Ordenar por {column.title}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, place) => (
            // Rows have no identity of their own: the very same entry may be charted twice.
            <tr key={`${page}-${place}`}>
              {icon && (
                <td class="col-ico">
                  <Icon name={icon} />
                  <span class="nl-sr">Ver detalle</span>
                </td>
              )}
              {columns.map((column) => (
                <td key={column.title} class={column.compact ? 'num' : undefined}>
                  {filled(column.value(row))}
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={width} class="nl-vacio">
                {emptyText}
              </td>
            </tr>
          )}
        </tbody>
        {totalLabel && rows.length > 0 && (
          <tfoot>
            <tr>
              <td colSpan={width}>
                {totalLabel}: {rows.length}
              </td>
            </tr>
          </tfoot>
        )}
      </table>
      {rows.length > PAGE_SIZES[0] && (
        <GridPager
          total={rows.length}
          page={page}
          pageSize={pageSize}
          onPage={setPage}
          onPageSize={(size) => {
            setPageSize(size);
            setPage(0);
          }}
        />
      )}
    </div>
  );
}

function filled(text: string): ComponentChildren {
  return text === '' ? '--' : text;
}

function sortBy<Row>(rows: readonly Row[], column: Column<Row>, descending: boolean): Row[] {
  const direction = descending ? -1 : 1;
  return [...rows].sort((a, b) => direction * compareCells(column.value(a), column.value(b)));
}

function ariaSort(order: { column: number; descending: boolean } | undefined, place: number) {
  if (order?.column !== place) return 'none';
  return order.descending ? 'descending' : 'ascending';
}
