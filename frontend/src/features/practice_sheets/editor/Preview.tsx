import { useDeferredValue } from 'react';
import { SheetView } from '../view/SheetView';
import { type Draft, isSection } from './draft';
import { figuresOf, numberOf } from './figures';
import { useKept, useWriting } from './writing';

/** What a reader will see of what is written now, a moment after it is. */
export function Preview() {
  const { keeper } = useWriting();
  const { draft: now, sheet } = useKept(keeper);
  const draft = useDeferredValue(now);
  const named = new Map(sheet.keywords.map(({ id, name }) => [id, name]));
  return (
    <SheetView
      level={3}
      sheet={{
        kind: sheet.kind,
        title: draft.title,
        content: contentOf(draft),
        partners: draft.partners,
        media: sheet.media,
        keywords: draft.keywords.flatMap((id) => named.get(id) ?? []),
      }}
    />
  );
}

function contentOf(draft: Draft) {
  const { means } = draft;
  const texts = Object.entries(draft).filter(([field]) => isSection(field)) as [string, string][];
  return {
    summary: draft.summary,
    sections: Object.fromEntries(texts.map(([field, text]) => [field.slice('sections.'.length), text])),
    figures: figuresOf(draft.figures),
    planning: draft.planning
      .filter(({ from, label }) => from && label)
      .map(({ from, until, label }) => ({ from, until: until || null, label })),
    means: { fte: numberOf(means.fte), euros: numberOf(means.euros) },
    contact: draft.contact,
    external_url: draft.external_url || null,
  };
}
