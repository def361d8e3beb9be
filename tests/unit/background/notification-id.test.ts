import { describe, expect, it } from 'vitest';
import { parseNotificationId } from '#src/background/notification-id.ts';

const alice = '7K3M9QXAW2NP4TGVC1HR';

describe('parseNotificationId', () => {
  it.each(['incoming-call', 'missed-call', 'request', 'message'])('gives kind and contact of a %s back', (kind) => {
    expect(parseNotificationId(`${kind}:${alice}`)).toEqual({ kind, contactId: alice });
  });

  it.each([[''], ['message'], ['message:'], [`reminder:${alice}`], [`x:message:${alice}`], [`message:${alice}:1`]])(
    'refuses %j',
    (id) => {
      expect(parseNotificationId(id)).toBeUndefined();
    },
  );
});
