import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import type { TestedWay } from '#src/shared/settings/connection-test.ts';
import { emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

afterEach(cleanup);

async function test(ways: readonly TestedWay[] | null) {
  const testConnection = vi.fn(async () => ways);
  await mountApp(emptySnapshot, { answers: { testConnection } });
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
  const button = await screen.findByRole('button', { name: 'Test connection' });
  expect(testConnection).not.toHaveBeenCalled();
  fireEvent.click(button);
  await screen.findByRole('button', { name: 'Test connection' });
  return button.parentElement?.querySelector('[role=status]')?.textContent;
}

const way = (name: TestedWay['way'], outcome: TestedWay['outcome'] = 'works'): TestedWay => ({
  way: name,
  outcome,
  tookMs: 12,
});

it.each<readonly [string, readonly TestedWay[] | null, string]>([
  [
    'all is well',
    [way('direct'), way('router')],
    'Direct connection: allowed in this browserThrough the router: works, 12 ms',
  ],
  ['the browser lets nothing out', [way('direct', 'unreachable')], 'blocked in this browserThis browser blocks calls.'],
  ['nothing gets past the router', [way('direct'), way('router', 'unreachable')], 'may need a relay server.'],
  ['a relay refuses', [way('router'), way('relay-udp', 'refused')], 'Check the user name and password'],
  ['a relay is silent', [way('router'), way('relay-tls', 'unreachable')], 'Check the address of the relay server'],
  ['one protocol of the relay works', [way('relay-udp', 'unreachable'), way('relay-tcp')], 'over TCP: works, 12 ms'],
  ['the address is hidden without a relay', [], 'Enter one above.'],
  ['nobody answered', null, 'The test didn’t run.'],
])('says in words what works and what helps: %s', async (_, ways, words) => {
  const said = await test(ways);
  expect(said).toContain(words);
  if (words.endsWith('ms')) expect(said?.endsWith(words)).toBe(true);
});
