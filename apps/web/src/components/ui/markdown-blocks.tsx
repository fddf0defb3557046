import { Fragment, memo } from 'react';
import type { Block } from '../../lib/markdown/blocks';
import type { Table } from '../../lib/markdown/tables';
import { Inlines } from './markdown-inlines';
import { SideScroller } from './side-scroller';
import { VisibleText } from './visible-text';

interface BlockProps {
  block: Block;
  /** The lines it was read from: as long as they are the same, so is what is drawn. */
  source: string;
}

/** While an answer grows, only its last block is drawn anew. */
export const TopBlock = memo(({ block }: BlockProps) => <BlockView block={block} />, (before, after) => before.source === after.source);

const Blocks = ({ blocks }: { blocks: readonly Block[] }) => blocks.map((block, index) => <Fragment key={index}><BlockView block={block} /></Fragment>);

function BlockView({ block }: { block: Block }) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          <Inlines text={block.text} />
        </p>
      );
    case 'heading':
      return <Heading {...block} />;
    case 'code':
      return (
        <SideScroller as="pre">
          <code>
            <VisibleText text={block.text} />
          </code>
        </SideScroller>
      );
    case 'formula':
      return (
        <p className="font-mono">
          <VisibleText text={block.text} />
        </p>
      );
    case 'rule':
      return <hr />;
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.blocks} />
        </blockquote>
      );
    case 'list':
      return <List {...block} />;
    case 'table':
      return <TableView table={block} />;
  }
}

/** Below the headings of the page, whatever the model took for its first. */
function Heading({ level, text }: { level: number; text: string }) {
  const Element = (['h3', 'h3', 'h4', 'h5', 'h6', 'h6'] as const)[level - 1] ?? 'h6';
  return (
    <Element data-level={level}>
      <Inlines text={text} />
    </Element>
  );
}

const task = /^\[([ xX])\](?=\s)/;

function List({ start, items }: { start: number | null; items: readonly Block[][] }) {
  const drawn = items.map((blocks, index) => {
    const first = blocks[0];
    const [mark, state] = (first?.type === 'paragraph' && task.exec(first.text)) || [];
    if (mark === undefined || first?.type !== 'paragraph') return <li key={index}><Blocks blocks={blocks} /></li>;
    return (
      <li key={index} className="list-none">
        <Blocks blocks={[{ type: 'paragraph', text: `${state === ' ' ? '☐' : '☑'}${first.text.slice(mark.length)}` }, ...blocks.slice(1)]} />
      </li>
    );
  });
  return start === null ? <ul>{drawn}</ul> : <ol start={start}>{drawn}</ol>;
}

function TableView({ table: { header, aligns, rows } }: { table: Table }) {
  const style = (column: number) => (aligns[column] ? { textAlign: aligns[column] } : undefined);
  return (
    <SideScroller as="div">
      <table>
        <thead>
          <tr>
            {header.map((cell, column) => (
              <th key={column} style={style(column)}>
                <Inlines text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={column} style={style(column)}>
                  <Inlines text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </SideScroller>
  );
}
