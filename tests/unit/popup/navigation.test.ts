import { describe, expect, it } from 'vitest';
import { createNavigation } from '#src/popup/navigation.ts';

const bob = { name: 'conversation', contactId: 'BOB' } as const;

describe('navigation', () => {
  it('remembers which control led away, for the way back', () => {
    const navigation = createNavigation();
    navigation.open(bob, 'contact:BOB');
    navigation.open({ name: 'call' }, 'video-call');
    navigation.back();
    expect(navigation.place.get()).toEqual({ view: bob, leftBy: 'video-call' });
    navigation.back();
    expect(navigation.place.get()).toEqual({ view: { name: 'home' }, leftBy: 'contact:BOB' });
  });

  it('does not leave home by going back', () => {
    const navigation = createNavigation();
    navigation.back();
    expect(navigation.place.get().view).toEqual({ name: 'home' });
  });

  it('returns to a view that is open already instead of stacking it twice', () => {
    const navigation = createNavigation();
    navigation.open({ name: 'call' });
    navigation.open(bob);
    navigation.open({ name: 'call' });
    navigation.back();
    expect(navigation.place.get().view).toEqual({ name: 'home' });
  });

  it('keeps two conversations apart', () => {
    const navigation = createNavigation();
    navigation.open(bob);
    navigation.open({ name: 'conversation', contactId: 'NOUR' });
    navigation.back();
    expect(navigation.place.get().view).toEqual(bob);
  });
});
