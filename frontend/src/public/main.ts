/**
 * The public site's script. Its pages are whole without it (the server writes them): it filters while one types, draws the
 * map, offers to copy what is for other sites, and tells a frame's height to the page around it. No library, no words of its own.
 */
import './public.css';
import { offerCopies } from './copying';
import { tellHeight } from './height';
import { live } from './live';
import { drawMap } from './map/draw';

const book = document.querySelector<HTMLElement>('[data-live]');
if (book) {
  const filters = live(book);
  const map = book.querySelector<HTMLElement>('[data-map]');
  // After the frame in which the list is seen.
  if (map && filters) requestAnimationFrame(() => requestAnimationFrame(() => void drawMap(map, filters)));
}
const pieces = document.querySelector<HTMLElement>('[data-copy]');
if (pieces) offerCopies(pieces);
tellHeight();
