import { expect, it } from 'vitest';
import { deviceOf } from './Devices';

it('names a device as its owner does', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';
  expect(deviceOf(chrome)).toEqual({ browser: 'Chrome', system: 'Windows' });
  expect(deviceOf(`${chrome} Edg/140.0`)).toEqual({ browser: 'Edge', system: 'Windows' });
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/140.0 Mobile Safari/604.1';
  expect(deviceOf(phone)).toEqual({ browser: 'Chrome', system: 'iPhone' });
  expect(deviceOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Version/18.0 Safari/605.1')).toEqual({
    browser: 'Safari',
    system: 'macOS',
  });
  expect(deviceOf('curl/8.9.1')).toEqual({ browser: 'curl', system: null });
  expect(deviceOf('')).toBeNull();
});
