export { AddressField } from './AddressField';
export { type Fill, fillsOf, RegisterSearch } from './RegisterSearch';
export { type Door } from './queries';
