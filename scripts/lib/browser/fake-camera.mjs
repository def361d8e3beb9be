import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';

export const cameraSize = { width: 640, height: 360 };
const framesPerSecond = 20;
const frameCount = 20;

/** @typedef {{ y: number, u: number, v: number }} Colour */
/** @typedef {{ width: number, height: number }} Size */

/** Hues far enough apart that two people's pictures are told apart at a glance. @type {Colour[]} */
const walls = [
  { y: 130, u: 100, v: 170 },
  { y: 120, u: 165, v: 95 },
  { y: 140, u: 90, v: 110 },
];
/** @type {Colour} */
const figure = { y: 70, u: 128, v: 128 };
/** @type {Colour} */
const ball = { y: 220, u: 110, v: 145 };
/** @type {Colour} */
const paper = { y: 235, u: 128, v: 128 };
/** How bright the dark of a code is. */
const ink = 20;

/**
 * Writes a second of uncompressed video (YUV4MPEG2, 4:2:0) that a fake camera plays in a loop: a wall, a head and
 * shoulders, and a ball that moves, so that no two neighbouring frames are equal.
 * @param {string} file
 * @param {number} hue which wall
 * @param {Size} [size]
 */
export function writeCameraFile(file, hue, size = cameraSize) {
  const { width, height } = size;
  const still = emptyPicture(size, walls[hue % walls.length] ?? figure);
  paintDisc(still, size, { x: width / 2, y: height * 0.42, radius: height * 0.2, colour: figure });
  paintDisc(still, size, { x: width / 2, y: height * 1.1, radius: height * 0.42, colour: figure });
  const descriptor = openSync(file, 'w');
  try {
    writeSync(descriptor, `YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
    for (let index = 0; index < frameCount; index += 1) {
      const frame = Buffer.from(still);
      const x = width * (0.1 + (0.8 * index) / (frameCount - 1));
      paintDisc(frame, size, { x, y: height * 0.1, radius: height * 0.06, colour: ball });
      writeSync(descriptor, 'FRAME\n');
      writeSync(descriptor, frame);
    }
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Writes a camera picture of a screen that shows a QR code; a camera that is opened from now on films it.
 * @param {string} file
 * @param {readonly (readonly boolean[])[]} rows of its modules, true for dark
 */
export function writeCodeFile(file, rows) {
  const picture = emptyPicture(cameraSize, paper);
  const scale = Math.floor((cameraSize.height * 0.9) / rows.length);
  const top = Math.floor((cameraSize.height - rows.length * scale) / 2);
  const left = Math.floor((cameraSize.width - rows.length * scale) / 2);
  for (const [y, row] of rows.entries()) {
    for (const [x, isDark] of row.entries()) {
      if (isDark) paintSquare(picture, { x: left + x * scale, y: top + y * scale, side: scale });
    }
  }
  const head = `YUV4MPEG2 W${cameraSize.width} H${cameraSize.height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`;
  const frames = Array.from({ length: frameCount }, () => [Buffer.from('FRAME\n'), picture]).flat();
  writeFileSync(file, Buffer.concat([Buffer.from(head), ...frames]));
}

/** @param {Buffer} picture @param {{ x: number, y: number, side: number }} square */
function paintSquare(picture, { x, y, side }) {
  for (let row = y; row < y + side; row += 1) {
    const start = row * cameraSize.width + x;
    picture.fill(ink, start, start + side);
  }
}

/** @param {Size} size @param {Colour} colour */
function emptyPicture(size, { y, u, v }) {
  const pixels = size.width * size.height;
  const picture = Buffer.alloc((pixels * 3) / 2);
  picture.fill(y, 0, pixels);
  picture.fill(u, pixels, (pixels * 5) / 4);
  picture.fill(v, (pixels * 5) / 4);
  return picture;
}

/** @param {Buffer} picture @param {Size} size @param {{ x: number, y: number, radius: number, colour: Colour }} disc */
function paintDisc(picture, { width, height }, { x, y, radius, colour }) {
  const planes = [
    { offset: 0, scale: 1, value: colour.y },
    { offset: width * height, scale: 2, value: colour.u },
    { offset: (width * height * 5) / 4, scale: 2, value: colour.v },
  ];
  for (const { offset, scale, value } of planes) {
    const bottom = Math.min(height - 1, y + radius);
    for (let row = Math.max(0, Math.ceil((y - radius) / scale)); row * scale <= bottom; row += 1) {
      const half = Math.sqrt(Math.max(0, radius ** 2 - (row * scale - y) ** 2));
      const start = offset + (row * width) / scale;
      const left = Math.max(0, Math.round((x - half) / scale));
      const right = Math.min(width / scale, Math.round((x + half) / scale));
      if (left < right) picture.fill(value, start + left, start + right);
    }
  }
}
