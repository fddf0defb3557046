interface ChartTableProps {
  caption: string;
  /** The first one names the rows. */
  columns: readonly string[];
  rows: readonly { id: string | number; cells: readonly string[] }[];
}

/** What a chart shows, in figures. */
export const ChartTable = ({ caption, columns, rows }: ChartTableProps) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
  <section tabIndex={0} aria-label={caption} className="mt-2 overflow-x-auto rounded-sm">
    <table className="w-full text-sm whitespace-nowrap">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b text-xs text-ink-faint">
          {columns.map((column, index) => (
            <th key={column} scope="col" className={index === 0 ? 'py-1.5 pr-3 text-left font-normal' : 'py-1.5 pl-3 text-right font-normal'}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, cells: [name, ...figures] }) => (
          <tr key={id} className="border-b last:border-b-0">
            <th scope="row" className="py-1.5 pr-3 text-left font-normal">
              {name}
            </th>
            {figures.map((figure, index) => (
              <td key={columns[index + 1]} className="py-1.5 pl-3 text-right">
                {figure}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
