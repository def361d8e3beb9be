import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

afterEach(cleanup);

it.each([
  ['say that people are reached only while a window is open, where the browser was seen to end us', true],
  ['promise nothing less elsewhere', false],
])('settings %s', async (_what, sleeps) => {
  await mountApp({ ...emptySnapshot, ...(sleeps && { sleeps }) });
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
  await screen.findByRole('heading', { name: 'Settings' });
  expect(screen.queryByText(/puts Beeline to sleep/) !== null).toBe(sleeps);
});
