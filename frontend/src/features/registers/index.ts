export { AddressField } from './AddressField';
export type { Door } from './queries';
export { type Fill, fillsOf, RegisterSearch } from './RegisterSearch';
