import type { ComponentChildren } from 'preact';
import { hueOf } from '../../../shared/hue.ts';
import type { PictureProps } from '../basics/picture.tsx';
import { Picture } from '../basics/picture.tsx';
import type { MarksProps } from './use-marks.ts';
import { useMarks } from './use-marks.ts';

export interface PointedPictureProps extends PictureProps {
  readonly marks: MarksProps;
  /** Decides the colour, as it does for an avatar. */
  readonly pointerId: string;
  readonly children?: ComponentChildren;
}

/** A shared picture, with what somebody points at and draws on it. */
export function PointedPicture({ marks, pointerId, children, ...picture }: PointedPictureProps) {
  const canvas = useMarks(marks);
  return (
    <div class="pointed-picture">
      <Picture {...picture} />
      <canvas ref={canvas} class="marks" style={{ '--hue': hueOf(pointerId) }} />
      {children}
    </div>
  );
}
