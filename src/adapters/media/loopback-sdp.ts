/** Kilobits a second from which the encoder begins, instead of the 300 it assumes for an unknown network. */
const startBitrateKbps = 12_000;

const videoCodec = /^a=rtpmap:(\d+) (?:VP8|VP9|H264|AV1)\/90000$/;

/**
 * An offer whose video codecs ask the sender to begin at full quality (libwebrtc's `x-google-start-bitrate`),
 * so that a picture does not start at 320×180. Other engines ignore the parameter.
 */
export function withStartBitrate(sdp: string): string {
  const lines = sdp.split('\r\n');
  const codecs = new Set(lines.flatMap((line) => videoCodec.exec(line)?.[1] ?? []));
  const parameter = `x-google-start-bitrate=${startBitrateKbps}`;
  const described = new Set<string>();
  const extended = lines.map((line) => {
    const codec = /^a=fmtp:(\d+) /.exec(line)?.[1];
    if (codec === undefined || !codecs.has(codec)) return line;
    described.add(codec);
    return `${line};${parameter}`;
  });
  return extended
    .flatMap((line) => {
      const codec = videoCodec.exec(line)?.[1];
      return codec === undefined || described.has(codec) ? [line] : [line, `a=fmtp:${codec} ${parameter}`];
    })
    .join('\r\n');
}
