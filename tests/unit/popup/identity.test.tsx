import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { emptySnapshot } from '../../fakes/surface-snapshots.ts';
import type { MountOptions } from './mount-app.tsx';
import { mountApp } from './mount-app.tsx';

afterEach(cleanup);

const press = async (name: string): Promise<void> => {
  fireEvent.click(await screen.findByRole('button', { name }));
};
const write = (label: string, text: string): void => {
  fireEvent.input(screen.getByLabelText(label), { target: { value: text } });
};

async function openSettings(options?: MountOptions) {
  const app = await mountApp(emptySnapshot, options);
  await press('Settings');
  return app;
}

describe('a name', () => {
  const family = '👩‍👩‍👧‍👦';
  const toldFor = async (text: string): Promise<string | null> => {
    write('Your name', text);
    await waitFor(() => expect(screen.getByLabelText('Your name')).toHaveProperty('value', text));
    const field = screen.getByLabelText('Your name').closest('div');
    return field?.querySelector('[role=status]')?.textContent ?? null;
  };
  const expectTold = async (): Promise<void> => {
    await screen.findByLabelText('Your name');
    expect(screen.getByLabelText('Your name').hasAttribute('maxlength')).toBe(false);
    expect(await toldFor('n'.repeat(39))).toBe('');
    expect(await toldFor('🐝'.repeat(45))).toBe('45 of 48 characters');
    expect(await toldFor('n'.repeat(49))).toBe('Only the first 48 characters will be kept.');
    expect(await toldFor(family.repeat(48))).toBe('Only the first 9 characters will be kept.');
  };

  it('is measured as the engine keeps it while it is written, wherever it is asked for', async () => {
    await openSettings();
    await expectTold();
    cleanup();
    await mountApp({ ...emptySnapshot, phase: 'first-run' });
    await expectTold();
    await press('Restore');
    await screen.findByLabelText('Recovery words');
    await expectTold();
  });

  it('is still there when the popup comes back, and so are recovery words, which open where they belong', async () => {
    const kept = new Map<string, string>();
    const answers: MountOptions['answers'] = {
      keepEntry: (field, text) => void kept.set(field, text),
      readEntry: async (field) => kept.get(field) ?? '',
    };
    const open = () => mountApp({ ...emptySnapshot, phase: 'first-run' }, { answers });
    await open();
    write('Your name', 'Alice');
    cleanup();
    await open();
    await waitFor(() => expect(screen.getByLabelText('Your name')).toHaveProperty('value', 'Alice'));
    await press('Restore');
    write('Recovery words', 'abandon ability');
    cleanup();
    await open();
    await waitFor(() => expect(screen.getByLabelText('Recovery words')).toHaveProperty('value', 'abandon ability'));
    await press('Back');
    expect(kept.get('recovery-words')).toBe('');
  });

  it('of invisible characters only is none', async () => {
    await mountApp({ ...emptySnapshot, phase: 'first-run' });
    await toldFor('\u200d\u200b');
    expect(screen.getByRole('button', { name: 'Get started' })).toHaveProperty('disabled', true);
  });

  it('is kept as it will be shown', async () => {
    const { commands } = await openSettings();
    await toldFor(` علی\u200cرضا\u202e${'x'.repeat(60)}`);
    fireEvent.blur(screen.getByLabelText('Your name'));
    expect(commands.log).toContainEqual(['rename', `علی\u200cرضا${'x'.repeat(42)}`]);
  });
});

describe('recovery words', () => {
  it('are asked for only when wanted, and go with the view', async () => {
    const { commands } = await openSettings();
    await press('Back up');
    expect(screen.queryByRole('list', { name: 'Recovery words' })).toBeNull();
    expect(commands.log.map(([name]) => name)).not.toContain('revealWords');
    await press('Show words');
    await screen.findByRole('list', { name: 'Recovery words' });
    expect(screen.getAllByRole('listitem')).toHaveLength(12);
    await press('Back');
    await press('Back up');
    expect(screen.queryByRole('list', { name: 'Recovery words' })).toBeNull();
  });
});

describe('restoring', () => {
  it('tells which word is none, and keeps what was written', async () => {
    await openSettings({ answers: { restore: async () => ({ kind: 'refused', reason: 'unknown-word', place: 7 }) } });
    await press('Restore');
    write('Recovery words', 'some words');
    await press('Restore');
    expect((await screen.findByRole('alert')).textContent).toContain('7');
    expect(screen.getByLabelText('Recovery words')).toHaveProperty('value', 'some words');
  });

  it('replaces another ID only after it was said', async () => {
    const asked: boolean[] = [];
    await openSettings({
      answers: {
        async restore({ replace }) {
          asked.push(replace);
          return { kind: 'replaces', id: '7K3M9QXAW2NP4TGVC1HR' };
        },
      },
    });
    await press('Restore');
    write('Recovery words', 'some words');
    await press('Restore');
    await screen.findByRole('alertdialog');
    expect(asked).toEqual([false]);
    fireEvent.click(screen.getByRole('button', { name: 'Replace' }));
    await waitFor(() => expect(asked).toEqual([false, true]));
  });
});

describe('deleting everything', () => {
  it('happens only after a second yes', async () => {
    const { commands } = await openSettings();
    await press('Delete everything');
    await screen.findByRole('alertdialog');
    expect(commands.log.map(([name]) => name)).not.toContain('deleteEverything');
    const [, confirm] = screen.getAllByRole('button', { name: 'Delete everything' });
    if (confirm) fireEvent.click(confirm);
    expect(commands.log.map(([name]) => name)).toContain('deleteEverything');
  });
});

describe('an ID that nobody can reach yet', () => {
  it.each([
    ['starting', /Connecting/],
    ['online', /Connecting/],
    ['offline', /You’re offline/],
    ['unreachable', /service isn’t responding/],
    ['refused', /refused this browser/],
  ] as const)('says what it waits for: %s', async (network, sentence) => {
    const self = { name: 'Alice', id: null, inviteLink: null, publication: 'waiting' } as const;
    await mountApp({ ...emptySnapshot, self, network });
    const status = screen.getByRole('progressbar').closest('[role=status]');
    expect(status?.textContent).toMatch(sentence);
  });
});

describe('a browser that is not the active one', () => {
  it.each([
    ['elsewhere', /another browser with this ID/],
    ['copied', /A copy of this Beeline/],
  ] as const)('says why: %s', async (phase, sentence) => {
    await mountApp({ ...emptySnapshot, phase });
    await screen.findByRole('heading', { name: sentence });
  });

  it('says so when it cannot take over', async () => {
    await mountApp(
      { ...emptySnapshot, phase: 'elsewhere' },
      { answers: { useHere: async () => ({ kind: 'refused', reason: 'unreachable' }) } },
    );
    await press('Use here');
    await screen.findByRole('alert');
    expect(screen.getByRole('button', { name: 'Use here' })).toHaveProperty('disabled', false);
  });
});

describe('an identity that cannot be read any more', () => {
  const damaged = { ...emptySnapshot, phase: 'damaged', self: null } as const;

  it('is told, and comes back with the words', async () => {
    await mountApp(damaged);
    await screen.findByRole('heading', { name: 'Your ID can’t be read any more' });
    await press('Restore');
    await screen.findByRole('textbox', { name: 'Recovery words' });
  });

  it('is given up only after a second yes', async () => {
    const { commands } = await mountApp(damaged);
    await press('Start with a new ID');
    await screen.findByRole('alertdialog');
    expect(commands.log).toEqual([]);
    await press('Delete everything');
    expect(commands.log).toEqual([['deleteEverything']]);
  });
});
