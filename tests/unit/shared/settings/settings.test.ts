import { expect, it } from 'vitest';
import { defaultSettings } from '#src/shared/settings/settings.ts';

it('somebody who never opened the settings tells, hears and shows what a person expects', () => {
  expect(defaultSettings).toEqual({
    language: 'system',
    theme: 'system',
    sendReadReceipts: true,
    showTyping: true,
    leaveMail: true,
    acceptRequestsById: true,
    relayOnly: false,
    relayServer: { address: '', username: '', password: '' },
    ringSound: true,
    doNotDisturb: false,
    microphone: null,
    camera: null,
    speaker: null,
    mirrorSelfView: true,
    showSelfView: true,
    shareMode: 'text',
    pointVerifiedOnly: false,
  });
});
