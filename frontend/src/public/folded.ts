/**
 * Choices that a closed facet keeps as text: they are many, and few readers open it. Without a script the browser shows them
 * itself; where scripts run and this one does not come, a link (`.folded`) leads to the page that has them.
 */
export function unfold(root: ParentNode): void {
  for (const folded of root.querySelectorAll('noscript')) {
    // In a page that was asked for by the script they are elements already.
    const choices = folded.firstElementChild
      ? folded.childNodes
      : new DOMParser().parseFromString(folded.textContent ?? '', 'text/html').body.childNodes;
    folded.replaceWith(...choices);
  }
  for (const way of root.querySelectorAll('.folded')) way.remove();
}

/** Whenever a facet is opened, and at once where one is open. */
export function unfoldOpened(form: HTMLElement): void {
  for (const facet of form.querySelectorAll('details[open]')) unfold(facet);
  form.addEventListener(
    'toggle',
    ({ target }) => {
      if (target instanceof HTMLDetailsElement && target.open) unfold(target);
    },
    { capture: true },
  );
}
