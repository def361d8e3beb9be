import type { RefObject } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import type { ShareSide } from '../../../shared/pointing-view.ts';
import { FastStreamContext } from '../../use-fast-stream.ts';
import { createMarksPainter } from './marks-painter.ts';
import { readMarksFor } from './marks-readers.ts';

export interface MarksProps {
  /** Whose picture it lies over. */
  readonly picture: ShareSide;
  /** Of who points. */
  readonly name: string;
  readonly withPointer?: () => boolean;
}

const always = (): boolean => true;

/** A canvas with what is shown on the picture in the element around it, for as long as it is there. */
export function useMarks({ picture, name, withPointer = always }: MarksProps): RefObject<HTMLCanvasElement> {
  const subscribe = useContext(FastStreamContext);
  const ref = useRef<HTMLCanvasElement>(null);
  const asked = useRef(withPointer);
  asked.current = withPointer;
  useEffect(() => {
    const canvas = ref.current;
    const video = canvas?.parentElement?.querySelector('video');
    if (!canvas || !video) return;
    const painter = createMarksPainter({ canvas, video, name, withPointer: () => asked.current() });
    const readers = readMarksFor(picture, painter);
    const ends = [...[...readers].map(([topic, read]) => subscribe(topic, read)), painter.stop];
    return () => {
      for (const end of ends) end();
    };
  }, [subscribe, picture, name]);
  return ref;
}
