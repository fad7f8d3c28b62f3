import { expect, it } from 'vitest';
import { phoneLink, readablePhone } from './phone';

it('reads French numbers by pairs, whatever their form', () => {
  for (const phone of ['0353010018', '+33353010018', '03.53.01.00.18', '0033 3 53 01 00 18'])
    expect(readablePhone(phone)).toBe('03\u00a053\u00a001\u00a000\u00a018');
});
it('leaves a foreign number alone', () => {
  expect(readablePhone('+49 7641 123456')).toBe('+49 7641 123456');
});
it('dials digits only', () => {
  expect(phoneLink('+33 3 53')).toBe('tel:+33353');
});
