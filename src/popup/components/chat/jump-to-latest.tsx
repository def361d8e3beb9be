import { ArrowDown } from 'lucide-preact';
import { useText } from '../basics/text.ts';

export interface JumpToLatestProps {
  readonly shown: boolean;
  /** Messages that came while somebody read further up. */
  readonly count: number;
  readonly onJump: () => void;
}

const highestCount = 99;

export function JumpToLatest({ shown, count, onJump }: JumpToLatestProps) {
  const { t, plural } = useText();
  const said = shown && count > 0 ? plural('newMessages', Math.min(count, highestCount)) : '';
  return (
    <>
      <span id="new-messages" class="visually-hidden" role="status">
        {said}
      </span>
      {shown && (
        <button
          type="button"
          class="log-to-end"
          aria-label={t('jumpToLatest')}
          aria-describedby="new-messages"
          title={t('jumpToLatest')}
          data-count={count > highestCount ? `${highestCount}+` : count || undefined}
          onClick={onJump}
        >
          <ArrowDown size={20} aria-hidden="true" />
        </button>
      )}
    </>
  );
}
