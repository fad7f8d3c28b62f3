/**
 * The public site's script. Its pages are whole without it (the server writes them): it filters while one types, draws the
 * map, and tells a frame's height to the page around it. No library, no words of its own.
 */
import './public.css';
import { tellHeight } from './height';
import { live } from './live';
import { drawMap } from './map/draw';

const book = document.querySelector<HTMLElement>('[data-live]');
if (book) {
  const filters = live(book);
  const map = book.querySelector<HTMLElement>('[data-map]');
  if (map && filters) void drawMap(map, filters);
}
tellHeight();
