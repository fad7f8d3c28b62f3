/** A button by each piece that is to be copied. The page says what it is called, and what it tells (`data-copy…`). */
export function offerCopies(sheet: HTMLElement) {
  const { copy = '', copied = '', uncopied = '' } = sheet.dataset;
  for (const piece of sheet.querySelectorAll('pre')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = copy;
    button.setAttribute('aria-label', `${copy} – ${piece.getAttribute('aria-label') ?? ''}`);
    const told = document.createElement('span');
    told.setAttribute('role', 'status');
    const line = document.createElement('p');
    line.className = 'copy';
    line.append(button, told);
    piece.after(line);
    button.addEventListener('click', async () => {
      told.textContent = '';
      try {
        await navigator.clipboard.writeText(piece.textContent ?? '');
        told.textContent = copied;
      } catch {
        // Browsers refuse, or offer no clipboard at an address without a certificate: one key is left to press.
        window.getSelection()?.selectAllChildren(piece);
        told.textContent = uncopied;
      }
    });
  }
}
