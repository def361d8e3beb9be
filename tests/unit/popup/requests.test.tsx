import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const requestsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `ID${index}`, name: `Stranger ${index}`, atMs: index }));
const shown = () => within(screen.getByRole('list', { name: 'Requests' })).getAllByRole('listitem');

afterEach(cleanup);

describe('requests on the home screen', () => {
  it('are few at first, with the number of the others and a way to them', async () => {
    await mountApp({ ...emptySnapshot, requests: requestsOf(1_000) });
    expect(shown()).toHaveLength(3);
    expect(screen.getByText(/997 requests hidden/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(await screen.findByText('Stranger 999')).toBeTruthy();
    expect(shown()).toHaveLength(1_000);
    expect(screen.queryByText(/hidden/)).toBeNull();
  });

  it('are all there when they are few', async () => {
    await mountApp({ ...emptySnapshot, requests: requestsOf(3) });
    expect(shown()).toHaveLength(3);
    expect(screen.queryByRole('button', { name: 'Show all' })).toBeNull();
  });
});
