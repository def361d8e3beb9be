import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { figuresOf } from '#src/popup/components/call/connection-figures.ts';
import { nothingKnown, sampleWith, smoothSample } from '../../fakes/media-samples.ts';
import { packagedText } from '../../fakes/packaged-text.ts';
import type { CallChange } from '../../fakes/surface-snapshots.ts';
import { callWith, contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');

async function mountCall(change: CallChange) {
  const mounted = await mountApp({ ...emptySnapshot, contacts: [bob], call: callWith(bob, change) });
  await screen.findByRole('region', { name: 'Call with Bob' });
  return mounted;
}

afterEach(cleanup);

describe('the quality of a call', () => {
  it('is not talked about while it is good', async () => {
    await mountCall({});
    expect(screen.queryByText(/connection\./i)).toBeNull();
  });

  it('is told with its reason when it is not, to screen readers too', async () => {
    await mountCall({ quality: { grade: 'poor', reason: 'their-network' } });
    const told = screen.getByText('Poor connection.').closest('[role="status"]');
    expect(told?.textContent).toContain('Their network can’t keep up.');
  });

  it('is explained by figures only when asked', async () => {
    await mountCall({});
    const button = screen.getByRole('button', { name: 'Connection details' });
    expect(button.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(button);
    const details = screen.getByRole('region', { name: 'Connection details' });
    expect(within(details).getByText('Good connection')).toBeDefined();
    fireEvent.click(button);
    expect(screen.queryByRole('region', { name: 'Connection details' })).toBeNull();
  });

  it('has no sign before and after the call', async () => {
    await mountCall({ phase: 'ringing' });
    expect(screen.queryByRole('button', { name: 'Connection details' })).toBeNull();
  });
});

describe('whoever speaks while muted', () => {
  const muted = { microphone: 'muted', camera: 'off', screen: 'off' } as const;

  it('is told', async () => {
    await mountCall({ self: { ...muted, speaking: true } });
    expect(screen.getByText('You’re muted. They can’t hear you.')).toBeDefined();
  });

  it.each([
    ['is silent', { self: muted }],
    ['is not muted', { self: { speaking: true } }],
  ])('is not told who %s', async (_what, change) => {
    await mountCall(change);
    expect(screen.queryByText('You’re muted. They can’t hear you.')).toBeNull();
  });
});

describe('figures', () => {
  it('have units, in the manner of the language', () => {
    const sample = sampleWith({ lossReceived: 0.034, availableBps: 640_000, limitedBy: 'bandwidth' });
    const figures = new Map(figuresOf(sample, packagedText('en')));
    expect(figures.get('figureRoundTrip')).toBe('40 ms');
    expect(figures.get('figureLossReceived')).toBe('3.4%');
    expect(figures.get('figureReceived')).toBe('1.2 Mb/s');
    expect(figures.get('figureAvailable')).toBe('640 kb/s');
    expect(figures.get('figurePictureSent')).toBe('1280 × 720, 30 fps');
    expect(figures.get('figureLimitedBy')).toBe('your connection');
  });

  it('say that they are not known rather than that they are zero', () => {
    const { received, sent } = smoothSample;
    const figures = figuresOf({ ...nothingKnown, received, sent }, packagedText('en'));
    const unknown = figures.filter(([, figure]) => figure === 'unknown').map(([key]) => key);
    expect(unknown).toEqual(
      figures.map(([key]) => key).filter((key) => key !== 'figurePictureReceived' && key !== 'figurePictureSent'),
    );
    expect(unknown).toContain('figureLossSent');
    expect(unknown).toContain('figureLimitedBy');
  });

  it('say nothing of a picture that there is not', () => {
    const keys = figuresOf({ ...smoothSample, received: null, sent: null }, packagedText('ja')).map(([key]) => key);
    expect(keys).toContain('figureSent');
    expect(keys.filter((key) => /Picture|Limited/.test(key))).toEqual([]);
  });
});
