/** A Leaflet layer that is one canvas: moved with the map, scaled while zooming, drawn again when it rests. */
import { L } from './leaflet.js';

const PADDING = 0.25;
const MAX_DEVICE_RATIO = 2;

/** @param {{pane: string, draw: (frame: import('./brush.js').Frame) => void}} options
 * @returns {import('leaflet').Layer & {redraw(): void}} */
export function canvasLayer({ pane, draw }) {
  return new CanvasLayer({ pane, padding: PADDING, draw });
}

const CanvasLayer = /** @type {any} */ (L.Renderer).extend({
  getEvents() {
    const events = /** @type {any} */ (L.Renderer).prototype.getEvents.call(this);
    return { ...events, move: this._follow };
  },
  _initContainer() {
    this._container = document.createElement('canvas');
    this._container.className = 'atlas-canvas';
    this._container.setAttribute('aria-hidden', 'true');
    this._ctx = this._container.getContext('2d');
  },
  _destroyContainer() {
    L.Util.cancelAnimFrame(this._pending);
    this._container.remove();
    delete this._container;
    delete this._ctx;
  },
  _updatePaths() {},
  /** While the hand drags beyond the padding the canvas is renewed, so no blank edge shows. */
  _follow() {
    if (!this._bounds || this._map._animatingZoom || this._zoom !== this._map.getZoom()) return;
    const size = this._map.getSize();
    const corner = this._map.containerPointToLayerPoint([0, 0]);
    const inside = corner.x >= this._bounds.min.x && corner.y >= this._bounds.min.y
      && corner.x + size.x <= this._bounds.max.x && corner.y + size.y <= this._bounds.max.y;
    if (!inside) this._update();
  },
  _update() {
    if (!this._map || (this._map._animatingZoom && this._bounds)) return;
    /** @type {any} */ (L.Renderer).prototype._update.call(this);
    this._resize();
    this.redraw();
  },
  _resize() {
    const { min } = this._bounds, size = this._bounds.getSize();
    const ratio = Math.min(MAX_DEVICE_RATIO, window.devicePixelRatio || 1);
    L.DomUtil.setPosition(this._container, min);
    const width = Math.round(size.x * ratio), height = Math.round(size.y * ratio);
    if (this._container.width !== width || this._container.height !== height) {
      this._container.width = width;
      this._container.height = height;
      this._container.style.width = `${size.x}px`;
      this._container.style.height = `${size.y}px`;
    }
    this._ratio = ratio;
  },
  redraw() {
    if (!this._map || !this._ctx || !this._bounds) return;
    const ctx = this._ctx, { min, max } = this._bounds, ratio = this._ratio;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, this._container.width, this._container.height);
    ctx.setTransform(ratio, 0, 0, ratio, -min.x * ratio, -min.y * ratio);
    const origin = this._map.getPixelOrigin(), zoom = this._zoom;
    this.options.draw({ ctx, zoom, scale: 256 * 2 ** zoom, originX: origin.x, originY: origin.y, ratio, min, max });
  },
});
