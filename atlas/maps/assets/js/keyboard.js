/** Keys on the map: Escape clears, arrows and plus and minus work from a focused symbol too. */

const PAN_PX = 90;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-PAN_PX, 0], ArrowRight: [PAN_PX, 0], ArrowUp: [0, -PAN_PX], ArrowDown: [0, PAN_PX] };

/** @param {any} view @returns {() => void} stops listening */
export function keys({ host, map, scene }) {
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Escape') return escape(event);
    const inside = document.activeElement !== host && host.contains(document.activeElement);
    if (!inside || event.altKey || event.ctrlKey || event.metaKey) return;
    if (ARROWS[event.key]) { map.panBy(ARROWS[event.key], { animate: !scene.calm() }); event.preventDefault(); }
    if (event.key === '+' || event.key === '=') map.zoomIn();
    if (event.key === '-') map.zoomOut();
  };
  /** @param {KeyboardEvent} event */
  function escape(event) {
    const active = document.activeElement;
    const elsewhere = active && active !== document.body && !host.contains(active);
    if (elsewhere || event.defaultPrevented) return;
    if (scene.measuring?.()) scene.endMeasuring();
    else scene.clear();
  }
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}
