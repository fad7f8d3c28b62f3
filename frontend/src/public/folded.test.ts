import { beforeEach, describe, expect, it } from 'vitest';
import { unfold, unfoldOpened } from './folded';

const CHOICES = '<label><input type="checkbox" name="commune" value="67447">Schiltigheim</label>';
const facet = () => {
  const details = document.createElement('details');
  const folded = document.createElement('noscript');
  // As a browser with scripts reads it.
  folded.textContent = CHOICES;
  const way = document.createElement('p');
  way.className = 'folded';
  details.append(folded, way);
  return details;
};
const inputs = (root: ParentNode) => root.querySelectorAll('input').length;

describe('choices kept as text', () => {
  let form: HTMLFormElement;
  beforeEach(() => {
    form = document.createElement('form');
    document.body.replaceChildren(form);
  });

  it('are there once their facet is opened, and once only', () => {
    const [one, other] = [facet(), facet()];
    form.append(one, other);
    unfoldOpened(form);
    expect(inputs(form)).toBe(0);
    one.open = true;
    one.dispatchEvent(new Event('toggle'));
    one.dispatchEvent(new Event('toggle'));
    expect([inputs(one), inputs(other)]).toEqual([1, 0]);
    expect(one.querySelector('noscript')).toBeNull();
    expect([one, other].map((facet) => facet.querySelector('.folded') !== null)).toEqual([false, true]);
  });

  it('are there at once in a facet that is open when the script comes', () => {
    const one = facet();
    one.open = true;
    form.append(one);
    unfoldOpened(form);
    expect(inputs(form)).toBe(1);
  });

  it('are taken as they are from a page that was read without scripts', () => {
    const folded = document.createElement('noscript');
    folded.append(...new DOMParser().parseFromString(CHOICES, 'text/html').body.childNodes);
    form.append(folded);
    unfold(form);
    expect(form.querySelector('input')?.value).toBe('67447');
    expect(form.firstElementChild?.localName).toBe('label');
  });
});
