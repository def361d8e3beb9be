import { createMarksPainter } from '../components/pointing/marks-painter.ts';

export type PageOverlay = ReturnType<typeof createMarksPainter>;

/** Important, for the page's own rules may be about every element. */
const hostStyle: Readonly<Record<string, string>> = {
  all: 'initial',
  display: 'block',
  position: 'fixed',
  inset: '0',
  width: '100%',
  height: '100%',
  'pointer-events': 'none',
};

/**
 * A sheet of glass over the page, above its dialogs too, that takes no clicks and holds nothing but a canvas, which the page
 * cannot look into. What is shared of a tab is just the page, so that the sheet is as large as the picture.
 */
export function createPageOverlay(name: string, hue: number): PageOverlay {
  const host = document.createElement('div');
  for (const [property, value] of Object.entries(hostStyle)) host.style.setProperty(property, value, 'important');
  host.popover = 'manual';
  host.ariaHidden = 'true';
  const canvas = document.createElement('canvas');
  Object.assign(canvas.style, { display: 'block', width: '100%', height: '100%', color: `oklch(0.52 0.19 ${hue})` });
  host.attachShadow({ mode: 'closed' }).append(canvas);
  document.documentElement.append(host);
  host.showPopover();
  const painter = createMarksPainter({ canvas, video: null, name, withPointer: () => true });
  return {
    showPointer: painter.showPointer,
    showDrawing: painter.showDrawing,
    stop() {
      painter.stop();
      host.remove();
    },
  };
}
