import { describe, expect, it } from 'vitest';
import { withStartBitrate } from '#src/adapters/media/loopback-sdp.ts';

const offer = [
  'v=0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'a=rtpmap:111 opus/48000/2',
  'a=fmtp:111 minptime=10;useinbandfec=1',
  'm=video 9 UDP/TLS/RTP/SAVPF 96 97 98',
  'a=rtpmap:96 VP8/90000',
  'a=rtpmap:97 rtx/90000',
  'a=fmtp:97 apt=96',
  'a=rtpmap:98 H264/90000',
  'a=fmtp:98 profile-level-id=42e01f',
  '',
].join('\r\n');

describe('withStartBitrate', () => {
  it('asks every video codec for full quality from the first frame and touches nothing else', () => {
    const added = withStartBitrate(offer)
      .split('\r\n')
      .filter((line) => !offer.split('\r\n').includes(line));
    expect(added).toEqual([
      expect.stringMatching(/^a=fmtp:96 x-google-start-bitrate=\d+$/),
      expect.stringMatching(/^a=fmtp:98 profile-level-id=42e01f;x-google-start-bitrate=\d+$/),
    ]);
  });

  it('keeps the line ends that RFC 8866 asks for', () => {
    expect(withStartBitrate(offer).endsWith('\r\n')).toBe(true);
    expect(
      withStartBitrate(offer)
        .split('\r\n')
        .some((line) => line.includes('\n')),
    ).toBe(false);
  });
});
