import { describe, expect, it } from 'vitest';
import { deviceRoles, findChosen, isUnnamed, noDevices } from '#src/shared/settings/device-choice.ts';

const front = { id: '1', label: 'Front' };
const back = { id: '2', label: 'Back' };
const nameless = { id: '3', label: '' };

describe('the device that was chosen', () => {
  it.each([
    ['none when the system is to choose', null, undefined],
    ['the one of the same number', { id: '2', label: 'Front' }, back],
    ['the one of the same name after the browser numbered anew', { id: '9', label: 'Back' }, back],
    ['none when it is unplugged', { id: '9', label: 'Side' }, undefined],
    ['none for the lack of a name', { id: '9', label: '' }, undefined],
  ])('is %s', (_, chosen, found) => {
    expect(findChosen([nameless, front, back], chosen)).toBe(found);
  });
});

describe('a list of devices', () => {
  it('is unnamed when there are devices and none has a name', () => {
    expect(isUnnamed([nameless, nameless])).toBe(true);
    expect(isUnnamed([nameless, front])).toBe(false);
    expect(isUnnamed([front])).toBe(false);
    expect(isUnnamed([])).toBe(false);
  });

  it('begins empty in every role', () => {
    expect(deviceRoles).toEqual(['microphone', 'camera', 'speaker']);
    expect(noDevices).toEqual({ microphone: [], camera: [], speaker: [] });
  });
});
