import type { PictureId } from '../../shared/participant.ts';

export interface LoopbackOffer {
  readonly viewId: string;
  readonly sdp: string;
  readonly pictures: readonly PictureId[];
}

/** Shows pictures to surfaces that cannot reach the offscreen window, one local connection per view. */
export interface LoopbackViews {
  /** Answers the view's offer; connecting again replaces the connection before. Rejects when the offer is no use. */
  connect(offer: LoopbackOffer): Promise<{ sdp: string }>;
  close(viewId: string): void;
  closeAll(): void;
}
