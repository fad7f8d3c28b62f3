/** `+33388101234` or `0388101234` → « 03 88 10 12 34 » (no-break spaces); other numbers are shown as they are. */
export function readablePhone(phone: string): string {
  const digits = phone.replace(/[\s.()-]/g, '');
  const national = /^(?:\+33|0033|0)([1-9]\d{8})$/.exec(digits)?.[1];
  if (!national) return phone;
  return `0${national}`.replace(/(\d{2})(?=\d)/g, '$1\u00a0');
}

/** RFC 3966. */
export function phoneLink(phone: string): string {
  return `tel:${phone.replace(/[^\d+]/g, '')}`;
}
