/** Text of a section as pages show it. */
import { Fragment, type ReactNode } from 'react';
import { type Block, blocksOf, type Run } from './markup';
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
            <li key={at}>{runs(item)}</li>
          ))}
        </List>
      );
    }
    return block.kind === 'heading' ? <Heading>{runs(block.runs)}</Heading> : <p>{runs(block.runs)}</p>;
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

function runs(all: readonly Run[]): ReactNode {
  return all.map(({ text, bold, italic, link }, at) => {
    const leaning = italic ? <em>{text}</em> : text;
    const told = bold ? <strong>{leaning}</strong> : leaning;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a run is its place
      <Fragment key={at}>
        {link ? (
          <a href={link} rel="noopener noreferrer">
            {told}
          </a>
        ) : (
          told
        )}
      </Fragment>
    );
  });
}
