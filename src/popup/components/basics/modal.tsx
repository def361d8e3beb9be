import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

export interface ModalProps {
  readonly label: string;
  readonly class: string;
  /** Left out where only a decision closes it. */
  readonly onDismiss?: () => void;
  readonly children: ComponentChildren;
}

/** An alertdialog over everything else; the focus goes back where it was when it disappears. */
export function Modal({ label, class: className, onDismiss, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    // Not on a button: someone who is typing must not answer or remove anything with the next key.
    element?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      class={`modal ${className}`}
      role="alertdialog"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onDismiss?.();
      }}
      onCancel={(event) => event.preventDefault()}
    >
      {children}
    </dialog>
  );
}
