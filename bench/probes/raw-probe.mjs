/**
 * @typedef {object} RawProbe
 * @property {() => Promise<void>} openDevices
 * @property {() => Promise<string>} offer
 * @property {(sdp: string) => Promise<string>} answer
 * @property {(sdp: string) => Promise<void>} take
 * @property {() => Promise<number>} acceptUntilFrame milliseconds until the other side, told to send, shows its first frame here
 * @property {(size: { width: number, height: number }) => void} show puts both pictures on the page
 * @property {() => number} pictureWidth of what came
 */

/** Runs inside an empty page and knows nothing from outside: a call as plain as it can be, signaled over its own data channel. */
export function installRawProbe() {
  const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  const channel = connection.createDataChannel('signal', { negotiated: true, id: 0 });
  const devices = { audio: true, video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } } };
  let own = new MediaStream();
  const came = new MediaStream();
  /** @type {(track: MediaStreamTrack) => void} */
  let onPicture = () => {};

  const gathered = async () => {
    while (connection.iceGatheringState !== 'complete') await new Promise((resolve) => setTimeout(resolve, 10));
    return connection.localDescription?.sdp ?? '';
  };
  const sendOwn = () => {
    for (const track of own.getTracks()) connection.addTrack(track, own);
  };
  const describe = async () => {
    await connection.setLocalDescription();
    channel.send(JSON.stringify(connection.localDescription));
  };
  connection.ontrack = ({ track }) => {
    came.addTrack(track);
    if (track.kind === 'video') onPicture(track);
  };
  channel.onmessage = async ({ data }) => {
    const message = JSON.parse(data);
    if (message === 'accept') {
      sendOwn();
      await describe();
      return;
    }
    await connection.setRemoteDescription(message);
    if (message.type !== 'offer') return;
    sendOwn();
    await describe();
  };

  window.beelineRaw = {
    async openDevices() {
      own = await navigator.mediaDevices.getUserMedia(devices);
    },
    async offer() {
      await connection.setLocalDescription();
      return await gathered();
    },
    async answer(sdp) {
      await connection.setRemoteDescription({ type: 'offer', sdp });
      await connection.setLocalDescription();
      return await gathered();
    },
    async take(sdp) {
      await connection.setRemoteDescription({ type: 'answer', sdp });
      while (channel.readyState !== 'open') await new Promise((resolve) => setTimeout(resolve, 5));
    },
    async acceptUntilFrame() {
      while (channel.readyState !== 'open') await new Promise((resolve) => setTimeout(resolve, 5));
      const picture = new Promise((/** @type {(track: MediaStreamTrack) => void} */ resolve) => {
        onPicture = resolve;
      });
      const startedAt = performance.timeOrigin + performance.now();
      channel.send(JSON.stringify('accept'));
      return (await window.beelineFrames.next(await picture)) - startedAt;
    },
    show({ width, height }) {
      for (const [stream, wide, high, muted] of /** @type {const} */ ([
        [came, width, height, false],
        [own, width / 4, height / 4, true],
      ])) {
        const element = Object.assign(document.createElement('video'), { autoplay: true, muted, srcObject: stream });
        Object.assign(element.style, { width: `${wide}px`, height: `${high}px` });
        document.body.append(element);
      }
    },
    pictureWidth: () => document.querySelector('video')?.videoWidth ?? 0,
  };
}
