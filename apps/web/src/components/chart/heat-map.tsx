import type { ReactNode } from 'react';
import { SideScroller } from '../ui/side-scroller';

export interface HeatCell {
  /** 0…1; null: nothing is known. */
  share: number | null;
  /** What the colour says, in figures. */
  text: string;
  note?: string;
  /** Drawn instead of the figures: they, as what leads to that which was counted. */
  linked?: ReactNode;
}
interface HeatMapProps {
  caption: string;
  /** The first one names the rows. */
  columns: readonly { id: string | number; name: ReactNode }[];
  rows: readonly { id: string; name: ReactNode; cells: readonly HeatCell[]; more?: ReactNode; isTotal?: boolean }[];
  /** Heading of what stands behind the cells. */
  moreName?: string;
}

/** The strongest colour still lets the figures be read, in light and in dark. */
const mostInk = 45;
const colorOf = (share: number) => `color-mix(in srgb, var(--good) ${Math.round(share * mostInk)}%, var(--surface))`;

/** Shares as a table whose cells are the darker the larger they are. The figures say it without the colour. */
export function HeatMap({ caption, columns, rows, moreName }: HeatMapProps) {
  return (
    <SideScroller as="div">
      <table className="w-full border-separate border-spacing-0.5 text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="text-xs text-ink-faint">
            {columns.map(({ id, name }, index) => (
              <th key={id} scope="col" className={index === 0 ? 'min-w-24 py-1 pr-3 text-left align-bottom font-normal' : 'min-w-22 px-1.5 py-1 text-center align-bottom font-normal'}>
                {name}
              </th>
            ))}
            {moreName && (
              <th scope="col" className="py-1 pl-3 text-left align-bottom font-normal">
                {moreName}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, cells, more, isTotal }) => (
            <tr key={id}>
              <th scope="row" className={isTotal ? 'py-1 pr-3 text-left font-semibold' : 'py-1 pr-3 text-left font-normal'}>
                {name}
              </th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]!.id} className="rounded-sm px-1.5 py-1.5 text-center whitespace-nowrap text-ink shadow-[inset_0_0_0_1px_var(--line)]" style={cell.share === null ? {} : { backgroundColor: colorOf(cell.share) }}>
                  {cell.linked ?? <Figures cell={cell} />}
                </td>
              ))}
              {moreName && <td className="py-1 pl-3">{more}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </SideScroller>
  );
}

export const Figures = ({ cell: { share, text, note } }: { cell: HeatCell }) => (
  <>
    <span className={share === null ? 'text-ink-faint' : 'font-semibold'}>{text}</span>
    {note && <span className="block text-xs">{note}</span>}
  </>
);
