import { describe, expect, it } from 'vitest';
import { otherSurfaces, readFrame } from '#src/popup/frame.ts';

describe('the frame of the app', () => {
  it.each([
    ['', true, 'popup'],
    ['?surface=window', true, 'popup'],
    ['?surface=panel', false, 'panel'],
    ['?surface=window', false, 'window'],
    ['?surface=tab', false, 'tab'],
    ['?surface=moon', false, 'tab'],
    ['', false, 'tab'],
  ])('at %j, action popup %j, is the %s', (search, isActionPopup, frame) => {
    expect(readFrame(search, isActionPopup)).toBe(frame);
  });

  it('offers every frame but itself', () => {
    expect(otherSurfaces('popup')).toEqual(['panel', 'window']);
    expect(otherSurfaces('panel')).toEqual(['window']);
    expect(otherSurfaces('window')).toEqual(['panel']);
  });
});
