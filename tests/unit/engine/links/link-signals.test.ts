import { describe, expect, test } from 'vitest';
import { PayloadTooLarge } from '#src/engine/crypto/signal-codec.ts';
import { createLinkSignals } from '#src/engine/links/link-signals.ts';
import type { SignalSender } from '#src/engine/mailbox/signal-sender.ts';
import { describedAs, hostCandidate, reflexiveCandidate } from '../../../fakes/link-descriptions.ts';
import { contactNamed } from '../../../fakes/link-pair.ts';
import { settle } from '../../../fakes/virtual-clock.ts';

type Draft = Parameters<SignalSender['send']>[1];

const attempt = { attempt: 1, session: 7 };

function createSignals(send: (draft: Draft) => Promise<void>, isCurrent = true) {
  return createLinkSignals({
    contactId: 'ben',
    contacts: { get: contactNamed, all: () => [], accepted: () => [] },
    signals: { send: (_to, draft) => send(draft) },
    isCurrent: () => isCurrent,
  });
}

describe('signals of a link', () => {
  test('leave out the worse half of the candidates until they fit', async () => {
    const tried: number[] = [];
    const signals = createSignals(async ({ payload }) => {
      const { length } = JSON.stringify(payload).match(/typ /g) ?? [];
      tried.push(length);
      if (length > 2) throw new PayloadTooLarge(length, 2);
    });
    const candidates = [reflexiveCandidate, ...new Array(4).fill(hostCandidate)];
    await signals.sendDescription('offer', { ...attempt, description: { ...describedAs('offer'), candidates } });
    expect(tried).toEqual([5, 3, 2]);
  });

  test('fail when not even one candidate fits', async () => {
    const signals = createSignals(() => Promise.reject(new PayloadTooLarge(2, 1)));
    await expect(
      signals.sendDescription('answer', { ...attempt, description: describedAs('answer') }),
    ).rejects.toBeInstanceOf(PayloadTooLarge);
  });

  test('put late candidates behind the description, whose sequence must be lower', async () => {
    const sent: string[] = [];
    let deliver: () => void = () => undefined;
    const signals = createSignals(async ({ kind }) => {
      sent.push(kind);
      if (kind === 'offer') await new Promise<void>((resolve) => (deliver = resolve));
    });
    const description = signals.sendDescription('offer', { ...attempt, description: describedAs('offer') });
    const late = signals.sendCandidates({ ...attempt, candidates: [reflexiveCandidate] });
    await settle();
    expect(sent).toEqual(['offer']);
    deliver();
    await Promise.all([description, late]);
    expect(sent).toEqual(['offer', 'candidates']);
  });

  test('write no candidates for an attempt that is over', async () => {
    const sent: string[] = [];
    const signals = createSignals(async ({ kind }) => void sent.push(kind), false);
    await signals.sendCandidates({ ...attempt, candidates: [reflexiveCandidate] });
    expect(sent).toEqual([]);
  });
});
