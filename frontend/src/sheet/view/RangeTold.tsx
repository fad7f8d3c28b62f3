/** Tells the ear which block is selected, once the selection rests. */
import { useEffect, useState } from 'react';
import { useDesk } from './desk';
import { rangeTold } from './telling';

const REST_MS = 350;

export function RangeTold() {
  const { engine } = useDesk();
  const [text, setText] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = engine.signals.on('selection')(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setText(rangeTold(engine)), REST_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [engine]);
  return (
    <span role="status" data-visually-hidden>
      {text}
    </span>
  );
}
