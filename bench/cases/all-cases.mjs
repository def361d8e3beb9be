import { callCpu } from './call-cpu.mjs';
import { coldLink } from './cold-link.mjs';
import { firstFrame } from './first-frame.mjs';
import { firstMessage, firstMessageBesideRooms, firstMessageUntouched } from './first-message.mjs';
import { longHistory } from './long-history.mjs';
import { pointer } from './pointer.mjs';
import { popup } from './popup.mjs';
import { ring } from './ring.mjs';
import { textBetweenEngines, textBetweenPages, textFromRequest } from './text.mjs';
import { textBesidePong } from './text-beside-pong.mjs';

/** Every measurement there is, each by its name. @type {readonly import('../bench-case.ts').BenchCase[]} */
export const allCases = [
  textBetweenPages,
  textBetweenEngines,
  textFromRequest,
  textBesidePong,
  ring,
  firstFrame,
  coldLink,
  firstMessage,
  firstMessageBesideRooms,
  firstMessageUntouched,
  pointer,
  popup,
  longHistory,
  callCpu,
];
