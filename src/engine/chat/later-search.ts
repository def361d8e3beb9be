import type { MessageSearch, MessageSearchDependencies } from './message-search.ts';

/** The search of messages, whose code is loaded with the first question: no call and no message has to wait for it. */
export function createLaterSearch(deps: MessageSearchDependencies): MessageSearch {
  let loaded: Promise<MessageSearch> | undefined;
  const load = async (): Promise<MessageSearch> => {
    const { createMessageSearch } = await import('./message-search.ts');
    return createMessageSearch(deps);
  };
  return {
    async search(value) {
      loaded ??= load();
      return (await loaded).search(value);
    },
  };
}
