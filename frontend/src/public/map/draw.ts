/**
 * The map: communes as outlines, or as discs where no outline is known, shaded by how many members they have under the
 * question asked. No tile, no other host. A commune is a link that asks for it alone; the list beside is the answer.
 */
import { unfold } from '../folded';
import { isPlain, type Live } from '../live';
import { radiusOf, shadesOf } from './counting';
import { type Label, legible, standing } from './labels';
import { type Box, type Degrees, type Outline, type Point, pathOf, projection } from './projection';
import { steer } from './steering';
import { isWhole, showing, type View } from './view';

interface Commune {
  insee: string;
  name: string;
  center: Degrees | null;
  outline: Outline | null;
}
interface MapData {
  communes: Commune[];
  bbox: Box | null;
  outlines_by: string | null;
}

/** A commune on the drawing. */
interface Drawn {
  commune: Commune;
  middle: Point;
  link: SVGAElement;
  /** The disc of one without outline. */
  disc: SVGCircleElement | null;
  name: HTMLElement;
  /** Of the name, in letters. */
  wide: number;
  count: number;
}

/** Of names, in pixels; a letter is about half as wide. */
const LETTER = 13;

function make<K extends keyof SVGElementTagNameMap>(
  svg: SVGSVGElement,
  name: K,
  attributes: Record<string, string> = {},
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(svg.namespaceURI, name) as SVGElementTagNameMap[K];
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function attribute(element: Element, name: string, value: string | false) {
  if (value === false) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

export async function drawMap(figure: HTMLElement, live: Live): Promise<void> {
  const drawn = figure.querySelector<HTMLElement>('[data-drawn]');
  const canvas = figure.querySelector<HTMLElement>('.canvas');
  const svg = canvas?.querySelector('svg');
  if (!drawn || !canvas || !svg) return;
  const data = await dataAt(figure.dataset.map ?? '');
  if (!data?.bbox) {
    tell(figure, figure.dataset.fails ?? '');
    return;
  }
  new CommuneMap(figure, canvas, svg, live, data, data.bbox);
  drawn.hidden = false;
}

async function dataAt(address: string): Promise<MapData | null> {
  try {
    const answer = await fetch(address);
    return answer.ok ? ((await answer.json()) as MapData) : null;
  } catch {
    return null;
  }
}

function tell(figure: HTMLElement, text: string) {
  const told = figure.querySelector<HTMLElement>('[data-told]');
  if (!told) return;
  told.textContent = text;
  told.hidden = text === '';
}

class CommuneMap {
  /** Over the drawing and not in it: a browser sets the words of a drawing anew at each move. */
  private readonly names = document.createElement('div');
  /** Those with the most members first. */
  private communes: Drawn[];
  private readonly whole: View;
  private view: View;
  /** Of the window, in pixels; none until it is laid out. */
  private size = { width: 0, height: 0 };
  /** A pixel, as long as it is on the drawing; unknown when discs and names are to be sized anew. */
  private unit = 0;
  private pending = 0;

  constructor(
    private readonly figure: HTMLElement,
    canvas: HTMLElement,
    private readonly svg: SVGSVGElement,
    private readonly live: Live,
    data: MapData,
    box: Box,
  ) {
    const flat = projection(box);
    this.whole = { x: 0, y: 0, width: flat.width, height: flat.height };
    this.view = this.whole;
    // A group of links: what it shows is read commune by commune, and not name by name.
    this.names.className = 'names';
    this.names.setAttribute('aria-hidden', 'true');
    canvas.prepend(this.names);
    const areas = make(svg, 'g');
    const discs = make(svg, 'g');
    this.communes = data.communes.flatMap((commune) => {
      const middle = commune.center && flat.at(commune.center);
      if (!middle) return [];
      const link = make(svg, 'a');
      let disc: SVGCircleElement | null = null;
      if (commune.outline) {
        link.append(make(svg, 'path', { class: 'area', d: pathOf(commune.outline, flat.at) }));
        areas.append(link);
      } else {
        disc = make(svg, 'circle', { class: 'disc', cx: middle[0].toFixed(1), cy: middle[1].toFixed(1) });
        link.append(disc);
        discs.append(link);
      }
      const name = document.createElement('span');
      name.hidden = true;
      this.names.append(name);
      const one: Drawn = { commune, middle, link, disc, name, wide: 0, count: 0 };
      link.addEventListener('click', (event) => this.choose(event, one));
      link.addEventListener('focus', () => this.look(showing(this.view, one.middle, this.whole)));
      return [one];
    });
    svg.append(areas, discs);
    const by = figure.querySelector('[data-by]');
    if (by && data.outlines_by) by.textContent = `${figure.dataset.outlines ?? ''} ${data.outlines_by}`;
    steer(
      canvas,
      svg,
      () => this.view,
      this.whole,
      (view) => this.look(view),
    );
    new ResizeObserver(() => {
      // Laid out a moment ago, and not painted yet.
      this.size = svg.getBoundingClientRect();
      this.unit = 0;
      this.arrange();
    }).observe(svg);
    // Their counts are what is drawn.
    unfold(live.form);
    live.onShown(() => this.count());
    this.count();
  }

  private choose(event: MouseEvent, one: Drawn) {
    if (!isPlain(event) || !one.link.hasAttribute('href')) return;
    event.preventDefault();
    void this.live.show(this.live.addressChoosing('commune', one.commune.insee));
  }

  /** What the facets of the list say, on the map. */
  private count() {
    const counts = new Map<string, { count: number; chosen: boolean }>();
    for (const box of this.live.form.querySelectorAll<HTMLInputElement>('input[name=commune]')) {
      counts.set(box.value, { count: Number(box.dataset.count), chosen: box.checked });
    }
    let isChosen = false;
    for (const one of this.communes) {
      const found = counts.get(one.commune.insee);
      one.count = found?.count ?? 0;
      isChosen ||= found?.chosen ?? false;
      // Where nobody is there is nothing to ask for.
      const isThere = one.count > 0 || found?.chosen === true;
      const told = `${one.commune.name}, ${this.told(one.count, 'one', 'many')}`;
      attribute(one.link, 'href', isThere && this.live.addressChoosing('commune', one.commune.insee));
      attribute(one.link, 'aria-label', isThere && told);
      attribute(one.link, 'aria-current', found?.chosen === true && 'true');
      const text = one.count > 0 ? `${one.commune.name} ${one.count}` : one.commune.name;
      one.name.textContent = text;
      one.wide = text.length * LETTER * 0.56;
    }
    this.communes.sort((a, b) => b.count - a.count);
    const shades = shadesOf(this.communes.map(({ count }) => count));
    for (const one of this.communes) one.link.dataset.shade = String(shades.of(one.count));
    this.tellLegend(shades);
    // With a commune chosen, the others are not on the map's mind.
    const found = Number(document.getElementById('found')?.dataset.count ?? 0);
    const off = isChosen ? 0 : found - this.communes.reduce((sum, { count }) => sum + count, 0);
    tell(this.figure, off > 0 ? this.told(off, 'offOne', 'offMany') : '');
    // The smaller ones stand over the larger ones.
    const focused = document.activeElement;
    for (const { disc, link } of this.communes) if (disc && link !== focused) link.parentNode?.append(link);
    this.unit = 0;
    this.arrangeSoon();
  }

  private told(count: number, one: string, many: string): string {
    const words = this.figure.dataset[count === 1 ? one : many] ?? '{n}';
    return words.replace('{n}', count.toLocaleString(document.documentElement.lang));
  }

  private tellLegend({ ranges, of }: ReturnType<typeof shadesOf>) {
    const lines = [[0, 0] as [number, number], ...ranges].map(([from, to]) => {
      const line = document.createElement('li');
      const swatch = document.createElement('i');
      swatch.dataset.shade = String(of(to));
      line.append(swatch, from === to ? String(from) : `${from}–${to}`);
      return line;
    });
    this.figure.querySelector('.legend ul')?.replaceChildren(...lines);
  }

  private look(view: View) {
    this.view = view;
    this.arrangeSoon();
  }

  private arrangeSoon() {
    if (this.pending) return;
    this.pending = requestAnimationFrame(() => {
      this.pending = 0;
      this.arrange();
    });
  }

  private arrange() {
    const { x, y, width, height } = this.view;
    this.svg.setAttribute(
      'viewBox',
      `${x.toFixed(2)} ${y.toFixed(2)} ${width.toFixed(2)} ${height.toFixed(2)}`,
    );
    this.svg.toggleAttribute('data-near', !isWhole(this.view, this.whole));
    const scale = Math.min(this.size.width / width, this.size.height / height);
    if (scale === 0) return;
    const unit = 1 / scale;
    if (unit !== this.unit) this.fit(unit);
    const [across, down] = [this.size.width * unit, this.size.height * unit];
    const [left, top] = [x + (width - across) / 2, y + (height - down) / 2];
    const labels = this.communes.map(({ middle, wide }): Label => {
      const width = wide * unit;
      return {
        x: legible(middle[0], width, left, left + across),
        y: middle[1],
        width,
        height: LETTER * 1.3 * unit,
      };
    });
    for (const [at, stands] of standing(labels).entries()) {
      const [name, label] = [this.communes[at]?.name, labels[at]];
      if (!name || !label) continue;
      // In hundredths of the window, so that they are in their place on paper too.
      const [x, y] = [(100 * (label.x - left)) / across, (100 * (label.y - top)) / down];
      const hidden = !stands || x < 0 || x > 100 || y < 0 || y > 100;
      if (hidden !== name.hidden) name.hidden = hidden;
      if (!hidden) name.style.translate = `calc(${x.toFixed(2)}cqw - 50%) calc(${y.toFixed(2)}cqh - 50%)`;
    }
  }

  /** Lines, discs and names keep their size on the screen, however near one is. */
  private fit(unit: number) {
    this.unit = unit;
    this.svg.style.setProperty('--pixel', unit.toFixed(4));
    this.svg.style.setProperty('--shape', `${this.size.width} / ${this.size.height}`);
    this.names.style.setProperty('--letter', `${((100 * LETTER) / this.size.width).toFixed(3)}cqw`);
    const largest = Math.min(30, Math.max(16, this.size.width / 24));
    const most = Math.max(1, this.communes[0]?.count ?? 0);
    for (const { disc, count } of this.communes) {
      disc?.setAttribute('r', (radiusOf(count, most, largest) * unit).toFixed(2));
    }
  }
}
