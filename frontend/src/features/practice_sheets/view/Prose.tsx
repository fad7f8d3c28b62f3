/** Text of a section as pages show it. */
import { Fragment, type ReactNode } from 'react';
import { type Block, blocksOf, type Span } from './markup';
import css from './view.module.css';

interface ProseProps {
  text: string;
  /** Of sub-headings: one below that of the section. */
  level: 3 | 4 | 5;
}

export function Prose({ text, level }: ProseProps) {
  const Heading = `h${level}` as const;
  const drawn = (block: Block) => {
    if ('items' in block) {
      const List = block.kind === 'numbers' ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place
            <li key={at}>{spans(item)}</li>
          ))}
        </List>
      );
    }
    return block.kind === 'heading' ? <Heading>{spans(block.spans)}</Heading> : <p>{spans(block.spans)}</p>;
  };
  return (
    <div className={css.prose}>
      {blocksOf(text).map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place
        <Fragment key={at}>{drawn(block)}</Fragment>
      ))}
    </div>
  );
}

function spans(all: readonly Span[]): ReactNode {
  return all.map((span, at) => {
    const drawn =
      'text' in span ? (
        span.text
      ) : 'bold' in span ? (
        <strong>{spans(span.bold)}</strong>
      ) : 'italic' in span ? (
        <em>{spans(span.italic)}</em>
      ) : (
        <a href={span.href} rel="noopener noreferrer">
          {spans(span.link)}
        </a>
      );
    // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place
    return <Fragment key={at}>{drawn}</Fragment>;
  });
}
