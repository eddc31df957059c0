/** The state glyphs as small pictures, drawn once per theme and pixel ratio: copying one is far cheaper than stroking its paths. */
import { GLYPHS, type GlyphName, type GlyphShape } from '../ui/glyph-shapes.ts';
import type { Token } from './theme.ts';

/** Outer width of each shape in its own units, strokes included; `mapSize` px wide on the map. */
const EXTENT: Record<GlyphName, number> = {
  up: 8,
  degraded: 14.6,
  down: 13.1,
  stale: 14,
  maintenance: 12.6,
  cut: 20,
  recovered: 14.5,
  dark: 14.5,
};

export interface Sprites {
  /** Draws a glyph with its centre at (x, y), css px. */
  draw: (context: CanvasRenderingContext2D, name: GlyphName, x: number, y: number) => void;
}

export function createSprites(token: Token, pixelRatio: number): Sprites {
  const made = new Map<GlyphName, { image: HTMLCanvasElement; half: number }>();
  const spriteOf = (name: GlyphName) => {
    let sprite = made.get(name);
    if (sprite === undefined) {
      const scale = GLYPHS[name].mapSize / EXTENT[name];
      const half = GLYPHS[name].half * scale + 1;
      sprite = { image: drawShape(GLYPHS[name], scale, half, token, pixelRatio), half };
      made.set(name, sprite);
    }
    return sprite;
  };
  return {
    draw(context, name, x, y) {
      const { image, half } = spriteOf(name);
      context.drawImage(image, x - half, y - half, 2 * half, 2 * half);
    },
  };
}

function drawShape(shape: GlyphShape, scale: number, half: number, token: Token, ratio: number): HTMLCanvasElement {
  const image = document.createElement('canvas');
  image.width = image.height = Math.ceil(2 * half * ratio);
  const context = image.getContext('2d');
  if (context === null) return image;
  const unit = (image.width / (2 * half)) * scale;
  context.setTransform(unit, 0, 0, unit, image.width / 2, image.height / 2);
  context.lineJoin = 'round';
  for (const part of shape.parts) {
    const path = new Path2D(part.d);
    if (part.fill !== undefined) {
      context.fillStyle = token(part.fill);
      context.fill(path);
    }
    if (part.stroke === undefined) continue;
    context.strokeStyle = token(part.stroke);
    context.lineWidth = part.width ?? 1;
    context.lineCap = part.dash === undefined ? 'round' : 'butt';
    context.setLineDash([...(part.dash ?? [])]);
    context.stroke(path);
  }
  return image;
}
