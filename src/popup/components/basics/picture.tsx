import { useEffect, useRef } from 'preact/hooks';
import type { PictureId } from '../../../shared/participant.ts';
import { mediaKey } from '../../../shared/participant.ts';

export type AttachPicture = (element: HTMLVideoElement, picture: PictureId) => () => void;

export interface PictureProps {
  readonly picture: PictureId;
  readonly label: string;
  /** Another number means another stream behind the same name. */
  readonly number: number;
  readonly attach: AttachPicture;
  readonly class: string;
}

export function Picture({ picture, label, number, attach, class: className }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(
    () => (video.current === null ? undefined : attach(video.current, picture)),
    [attach, mediaKey(picture), number],
  );
  return <video ref={video} class={className} aria-label={label} muted autoplay playsInline disablePictureInPicture />;
}
