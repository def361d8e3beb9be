import { expect, it } from 'vitest';
import { StoreError } from '#src/engine/ports/stores-port.ts';
import { NoServiceError, whyNoEngine } from '#src/host/engine-failure.ts';

it.each([
  ['a store that does not open', new StoreError('failed'), 'storage'],
  ['a disk that is full', new StoreError('full'), 'storage'],
  ['a build without a project', new NoServiceError(), 'no-service'],
  ['a mistake of ours', new TypeError('undefined is not a function'), 'unknown'],
])('%s is told for what it is', (_, error, cause) => {
  expect(whyNoEngine(error)).toBe(cause);
});
