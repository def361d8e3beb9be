import type { PictureId } from '../shared/participant.ts';
import type { MediaView } from './media-view.ts';
import { attachStream } from './media-view.ts';

export interface LoopbackDeps {
  /** Names this page to the engine; connecting again under the same name replaces the connection before. */
  readonly viewId: string;
  readonly connect: (input: {
    viewId: string;
    sdp: string;
    pictures: readonly PictureId[];
  }) => Promise<{ sdp: string }>;
}

/** Brings pictures over a local connection: costs an encode and a decode, and needs no access to the engine's window. */
export function createLoopbackView({ viewId, connect }: LoopbackDeps): MediaView {
  const elements = new Map<HTMLVideoElement, PictureId>();
  let connection: RTCPeerConnection | null = null;
  let scheduled = false;

  const negotiate = async (): Promise<void> => {
    scheduled = false;
    connection?.close();
    connection = null;
    const wanted = [...elements];
    if (wanted.length === 0) return;
    const fresh = new RTCPeerConnection();
    connection = fresh;
    const receivers = wanted.map(() => fresh.addTransceiver('video', { direction: 'recvonly' }).receiver);
    await fresh.setLocalDescription();
    await gatheringComplete(fresh);
    const pictures = wanted.map(([, picture]) => picture);
    const answer = await connect({ viewId, sdp: fresh.localDescription?.sdp ?? '', pictures });
    if (connection !== fresh) return;
    await fresh.setRemoteDescription({ type: 'answer', sdp: answer.sdp });
    wanted.forEach(([element], index) => {
      const track = receivers[index]?.track;
      if (track !== undefined && elements.has(element)) attachStream(element, new MediaStream([track]));
    });
  };

  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    // Pictures that appear together share one connection. A call that ended meanwhile refuses, and nothing is left to show.
    queueMicrotask(() => void negotiate().catch(() => undefined));
  };

  return {
    attach: (element, picture) => {
      elements.set(element, picture);
      schedule();
      return () => {
        elements.delete(element);
        element.srcObject = null;
        schedule();
      };
    },
  };
}

function gatheringComplete(connection: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (connection.iceGatheringState === 'complete') resolve();
    };
    connection.addEventListener('icegatheringstatechange', check);
    check();
  });
}
