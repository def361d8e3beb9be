import type { Spot } from '../../../engine/pointing/rules/stroke.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a picture is inside the element that shows it. */
export interface PictureBox extends Size {
  readonly left: number;
  readonly top: number;
}

/** As `object-fit: contain` lays it out: as large as it fits, in the middle. Undefined before there is a picture. */
export function pictureBox(picture: Size, element: Size): PictureBox | undefined {
  const scale = Math.min(element.width / picture.width, element.height / picture.height);
  if (!Number.isFinite(scale) || scale <= 0) return undefined;
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { width, height, left: (element.width - width) / 2, top: (element.height - height) / 2 };
}

/** From pixels of the element to the picture; outside of it a part is below 0 or above 1. */
export function spotAt({ left, top, width, height }: PictureBox, x: number, y: number): Spot {
  return [(x - left) / width, (y - top) / height];
}

export function pixelAt({ left, top, width, height }: PictureBox, [x, y]: Spot): Spot {
  return [left + x * width, top + y * height];
}

export function isInside([x, y]: Spot): boolean {
  return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}
