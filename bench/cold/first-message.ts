/** Sends a message as soon as the channel is open, and resolves with the answer. */
export function answerTo(channel: RTCDataChannel): Promise<void> {
  channel.onopen = () => channel.send('hello');
  return new Promise((resolve) => {
    channel.onmessage = () => resolve();
  });
}

export function echoOn(channel: RTCDataChannel): void {
  channel.onmessage = ({ data }) => channel.send(data);
}

/** What the connection says of itself now, as it may travel. */
export function descriptionOf({ localDescription }: RTCPeerConnection): { type: RTCSdpType; sdp: string } {
  if (localDescription === null) throw new Error('not described yet');
  return { type: localDescription.type, sdp: localDescription.sdp };
}
