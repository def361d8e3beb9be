import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { EmojiGridProps } from './emoji-grid.tsx';

/** The grid of emoji, fetched when somebody first wants it. */
export function EmojiPanel(props: EmojiGridProps) {
  const [Grid, setGrid] = useState<ComponentType<EmojiGridProps> | null>(null);
  useEffect(() => {
    void import('./emoji-grid.tsx').then(({ EmojiGrid }) => setGrid(() => EmojiGrid));
  }, []);
  return Grid === null ? null : <Grid {...props} />;
}
