/**
 * A canvas that covers the map and a margin round it, follows pans and zooms, and is drawn at most once a frame.
 *
 *     ┌──────────────── canvas ───────────────┐
 *     │   ┌────────── container ──────────┐   │  While the map moves the browser shifts and scales the old picture;
 *     │   │                               │   │  when it has come to rest the canvas is laid over it anew and drawn.
 *     │   └───────────────────────────────┘   │
 *     └───────────────────────────────────────┘
 */
import L from 'leaflet';

/** Margin on each side as a share of the container. */
const PADDING = 0.15;

export interface Frame {
  context: CanvasRenderingContext2D;
  zoom: number;
  /** World pixel (at `zoom`) of the canvas's top left corner. */
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface CanvasSheet {
  /** Draws in the next frame. */
  redraw: () => void;
  remove: () => void;
}

export function createCanvasSheet(map: L.Map, pane: HTMLElement, draw: (frame: Frame) => void): CanvasSheet {
  const canvas = L.DomUtil.create('canvas', 'leaflet-zoom-animated', pane);
  const context = canvas.getContext('2d');
  let corner = L.point(0, 0);
  let zoom = map.getZoom();
  let request = 0;
  let moving = false;

  const paint = () => {
    request = 0;
    if (moving || context === null) return;
    const ratio = window.devicePixelRatio;
    const { x: width, y: height } = place();
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    draw({ context, zoom, left: corner.x, top: corner.y, width, height });
  };
  /** Lays the canvas over the container. @returns its size */
  const place = (): L.Point => {
    const size = map.getSize();
    const topLeft = map.containerPointToLayerPoint(size.multiplyBy(-PADDING)).round();
    zoom = map.getZoom();
    corner = topLeft.add(map.getPixelOrigin());
    L.DomUtil.setTransform(canvas, topLeft, 1);
    return size.multiplyBy(1 + 2 * PADDING).round();
  };
  const redraw = () => {
    request ||= requestAnimationFrame(paint);
  };
  /** Where the old picture goes when the map is about to show `center` at `nextZoom`. */
  const shift = (center: L.LatLng, nextZoom: number) => {
    const scale = map.getZoomScale(nextZoom, zoom);
    const panePosition = L.DomUtil.getPosition(map.getPane('mapPane') ?? canvas);
    const origin = map.project(center, nextZoom).subtract(map.getSize().divideBy(2)).add(panePosition).round();
    L.DomUtil.setTransform(canvas, corner.multiplyBy(scale).subtract(origin), scale);
  };
  const settle = () => {
    moving = false;
    // In the same frame as Leaflet's own layers, or the glyphs would jump after them.
    cancelAnimationFrame(request);
    paint();
  };
  const follow = () => {
    shift(map.getCenter(), map.getZoom());
  };
  const handlers: L.LeafletEventHandlerFnMap = {
    zoomstart: () => {
      moving = true;
    },
    zoomanim: ({ center, zoom: nextZoom }) => {
      shift(center, nextZoom);
    },
    zoom: follow,
    moveend: settle,
    resize: settle,
    viewreset: settle,
  };
  map.on(handlers);
  return {
    redraw,
    remove() {
      map.off(handlers);
      cancelAnimationFrame(request);
      canvas.remove();
    },
  };
}
