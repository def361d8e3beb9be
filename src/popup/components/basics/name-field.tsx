import type { RefObject } from 'preact';
import { fitName, maxNameCharacters } from '../../../shared/identity/display-name.ts';
import { useText } from './text.ts';

interface NameFieldProps {
  readonly name: string;
  readonly onName: (name: string) => void;
  /** The person left the field or pressed Enter. */
  readonly onDone?: () => void;
  /** Whether the view begins with it. */
  readonly first?: boolean;
  readonly box?: RefObject<HTMLInputElement>;
}

/** From here on a person may want to know how much room is left. */
const tellFrom = maxNameCharacters - 8;

/** One's own name. More may be written than is kept, as input methods do on their way; what is left out is told. */
export function NameField({ name, onName, onDone, first, box }: NameFieldProps) {
  const { t } = useText();
  const { characters, isCut } = fitName(name);
  return (
    <div>
      <label class="field">
        <span>{t('yourName')}</span>
        <input
          class="input"
          type="text"
          dir="auto"
          autocomplete="name"
          spellcheck={false}
          data-first-focus={first || undefined}
          {...(box && { ref: box })}
          value={name}
          onInput={(event) => onName(event.currentTarget.value)}
          onBlur={onDone}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.isComposing) onDone?.();
          }}
        />
      </label>
      <p class="field-count" role="status" data-over={isCut ? '' : undefined}>
        {isCut
          ? t('nameCut', String(characters))
          : characters >= tellFrom && t('nameUsed', String(characters), String(maxNameCharacters))}
      </p>
    </div>
  );
}
