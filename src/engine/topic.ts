/** One kind of news: made before those who tell it, heard by those who are made after them. */
export interface Topic<Args extends readonly unknown[]> {
  tell(...args: Args): void;
  /** Listeners hear in the order in which they came. */
  listen(listener: (...args: Args) => void): void;
}

export function createTopic<Args extends readonly unknown[]>(): Topic<Args> {
  const listeners: ((...args: Args) => void)[] = [];
  return {
    tell(...args) {
      for (const listener of listeners) listener(...args);
    },
    listen: (listener) => void listeners.push(listener),
  };
}
