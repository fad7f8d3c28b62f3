/** A relay as one types it, and as the contract takes it. */
import type { MailRelay, MailRelayForm, RelaySecurity } from '@/api';

export const SECURITIES = ['starttls', 'tls', 'none'] as const satisfies RelaySecurity[];
const PORTS: Record<RelaySecurity, string> = { starttls: '587', tls: '465', none: '25' };

export interface RelayValues {
  host: string;
  port: string;
  security: RelaySecurity;
  username: string;
  password: string;
  sender: string;
}

export function valuesOf(relay: MailRelay): RelayValues {
  return {
    host: relay.host ?? '',
    port: String(relay.port ?? PORTS.starttls),
    security: relay.security ?? 'starttls',
    username: relay.username ?? '',
    password: '',
    sender: relay.sender ?? '',
  };
}

export function formOf({ port, ...values }: RelayValues): MailRelayForm {
  // What is no number is told by the server, at its field.
  return { ...values, port: Number.parseInt(port, 10) || 0 };
}

/** The usual port of another security, unless one of its own was typed. */
export function portFor(security: RelaySecurity, port: string): string {
  return port === '' || Object.values(PORTS).includes(port) ? PORTS[security] : port;
}

/** Whether the kept password still belongs to what is typed: the server keeps it for the same server and user alone. */
export function passwordIsKept(relay: MailRelay, values: RelayValues): boolean {
  return (
    relay.has_password &&
    relay.host === values.host.trim().toLowerCase() &&
    String(relay.port) === values.port.trim() &&
    relay.security === values.security &&
    relay.username === values.username.trim()
  );
}
