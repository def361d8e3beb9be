import type { Commands } from '#src/popup/commands.ts';

export interface FakeCommands extends Commands {
  /** What was ordered, in order: the name of the command and its arguments. */
  readonly log: readonly (readonly unknown[])[];
}

/** Says yes to everything and writes it down; `answers` replaces single commands. */
export function createFakeCommands(answers: Partial<Commands> = {}): FakeCommands {
  const log: unknown[][] = [];
  const told =
    (name: keyof Commands) =>
    (...input: readonly unknown[]): void => {
      log.push([name, ...input]);
    };
  const answered =
    <Answer>(name: keyof Commands, answer: Answer) =>
    (...input: readonly unknown[]): Promise<Answer> => {
      log.push([name, ...input]);
      return Promise.resolve(answer);
    };

  return {
    log,
    createIdentity: answered('createIdentity', true),
    rename: told('rename'),
    renewInviteLink: answered('renewInviteLink', true),
    keepEntry: told('keepEntry'),
    readEntry: async () => '',
    revealWords: answered(
      'revealWords',
      'abandon ability able about above absent absorb abstract absurd abuse access accident'.split(' '),
    ),
    restore: answered('restore', { kind: 'restored', id: '7K3M9QXAW2NP4TGVC1HR' } as const),
    deleteEverything: answered('deleteEverything', true),
    takeNewId: answered('takeNewId', true),
    useHere: answered('useHere', { kind: 'done' } as const),
    restart: told('restart'),
    invite: answered('invite', { kind: 'sent', contactId: 'SOMEBODY' } as const),
    accept: answered('accept', { kind: 'done' } as const),
    decline: told('decline'),
    block: told('block'),
    remove: told('remove'),
    safetyNumber: answered('safetyNumber', '012345678901234567890123456789012345678901234567890123456789'),
    setVerified: told('setVerified'),
    setMuted: told('setMuted'),
    amend: answered('amend', { kind: 'queued', messageId: '2' } as const),
    send: answered('send', { kind: 'queued', messageId: '1' } as const),
    setTyping: told('setTyping'),
    showPart: told('showPart'),
    showAround: told('showAround'),
    search: answered('search', { kind: 'found', hits: [], next: null } as const),
    prepareCall: told('prepareCall'),
    startCall: told('startCall'),
    offerScreen: told('offerScreen'),
    answer: told('answer'),
    declineCall: told('declineCall'),
    hangUp: told('hangUp'),
    setMicrophone: told('setMicrophone'),
    setCamera: told('setCamera'),
    shareScreen: told('shareScreen'),
    offerPage: told('offerPage'),
    pauseSharing: told('pauseSharing'),
    setVolume: told('setVolume'),
    stopSharing: told('stopSharing'),
    openFloatingWindow: told('openFloatingWindow'),
    closeFloatingWindow: told('closeFloatingWindow'),
    holdDevices: answered('holdDevices', { microphone: 'on', camera: 'on', picture: 1 } as const),
    releaseDevices: told('releaseDevices'),
    testSpeaker: told('testSpeaker'),
    readDevices: told('readDevices'),
    play: told('play'),
    setOwnPlay: told('setOwnPlay'),
    point: told('point'),
    listCalls: answered('listCalls', []),
    dismissCall: told('dismissCall'),
    readCallDetails: answered('readCallDetails', null),
    readShortcuts: async () => new Map([['_execute_action', 'Alt+Shift+B']]),
    openShortcutSettings: told('openShortcutSettings'),
    openSurface: told('openSurface'),
    openPermissionPage: told('openPermissionPage'),
    changeSettings: told('changeSettings'),
    testConnection: answered('testConnection', []),
    copy: answered('copy', true),
    ...answers,
  };
}
