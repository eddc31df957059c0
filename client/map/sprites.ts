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
  /** Draws a glyph with its centre at (x, y), css px. @param size share of its full size */
  draw: (context: CanvasRenderingContext2D, name: GlyphName, x: number, y: number, size?: number) => void;
}

/** Below this share the sign inside a shape is a blot: the outline says it better alone. */
const WITH_SIGN = 0.75;

export function createSprites(token: Token, pixelRatio: number): Sprites {
  const made = new Map<string, { image: HTMLCanvasElement; half: number }>();
  const spriteOf = (name: GlyphName, size: number) => {
    const key = `${name} ${String(size)}`;
    let sprite = made.get(key);
    if (sprite === undefined) {
      const scale = (size * GLYPHS[name].mapSize) / EXTENT[name];
      const half = GLYPHS[name].half * scale + 1;
      sprite = {
        image: drawShape(size < WITH_SIGN ? outlineOf(GLYPHS[name]) : GLYPHS[name], scale, half, token, pixelRatio),
        half,
      };
      made.set(key, sprite);
    }
    return sprite;
  };
  return {
    draw(context, name, x, y, size = 1) {
      const { image, half } = spriteOf(name, size);
      context.drawImage(image, x - half, y - half, 2 * half, 2 * half);
    },
  };
}

function outlineOf(shape: GlyphShape): GlyphShape {
  return { ...shape, parts: shape.parts.slice(0, 1) };
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
