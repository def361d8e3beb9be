import type { SurfaceHost } from '../../surface-host.ts';
import { FastStreamContext, useFastStream } from '../../use-fast-stream.ts';
import { useText } from '../basics/text.ts';
import type { SharePreviewProps } from './share-preview.tsx';
import { SharePreview } from './share-preview.tsx';

export interface PointedShareStripProps extends SharePreviewProps {
  readonly openFastStream: SurfaceHost['openFastStream'];
  readonly connection: number;
}

/** The own share while somebody points at it, for whoever looks at something else than the call. */
export function PointedShareStrip({ openFastStream, connection, ...preview }: PointedShareStripProps) {
  const { t } = useText();
  const subscribe = useFastStream(openFastStream, connection);
  const words = t('theyPoint', preview.call.contactName);
  return (
    <FastStreamContext.Provider value={subscribe}>
      <aside class="pointed-share" aria-label={words}>
        <SharePreview {...preview} />
        <p role="status">{words}</p>
      </aside>
    </FastStreamContext.Provider>
  );
}
