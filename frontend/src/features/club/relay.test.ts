import { expect, it } from 'vitest';
import type { MailRelay } from '@/api';
import { formOf, passwordIsKept, portFor, valuesOf } from './relay';

const relay: MailRelay = {
  source: 'settings',
  host: 'smtp.mail.example',
  port: 587,
  security: 'starttls',
  username: 'club',
  has_password: true,
  sender: 'club@mail.example',
  revision: 1,
  abilities: {},
};

it('follows the security with its usual port, and leaves an unusual one alone', () => {
  expect(portFor('tls', '587')).toBe('465');
  expect(portFor('starttls', '')).toBe('587');
  expect(portFor('tls', '2525')).toBe('2525');
});

it('keeps a password for the same server and user alone', () => {
  const values = valuesOf(relay);
  expect(passwordIsKept(relay, values)).toBe(true);
  expect(passwordIsKept(relay, { ...values, sender: 'lettres@mail.example' })).toBe(true);
  expect(passwordIsKept(relay, { ...values, host: 'smtp.other.example' })).toBe(false);
  expect(passwordIsKept(relay, { ...values, security: 'tls' })).toBe(false);
});

it('sends a port that is no number as one that the server refuses', () => {
  expect(formOf({ ...valuesOf(relay), port: 'x' }).port).toBe(0);
});
