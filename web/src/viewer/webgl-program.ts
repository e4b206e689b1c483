import { FRACTION_BITS } from './frame-plan.ts';
import { HATCH } from './renderer.ts';
import { ViewerError } from './viewer-error.ts';

/** Which of the shader's parts a program has: without its branches software WebGL is twice as fast. */
export interface ProgramKind {
  readonly material: boolean;
  readonly edge: boolean;
  readonly bilinear: boolean;
}

export interface TileProgram {
  readonly program: WebGLProgram;
  readonly uniform: (name: string) => WebGLUniformLocation | null;
}

const VERTEX = `#version 300 es
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4(corner * 4.0 - 1.0, 0.0, 1.0);
}`;

// The rules of `Renderer`, in whole numbers: see there.
const TILE = `
uniform usampler2D values, material, grey, ramp;
uniform ivec2 corner, start, stride;
uniform int bottom, edge;
out vec4 colour;

int brightnessAt(ivec2 at) {
  int value = int(texelFetch(values, at, 0).r);
  return int(texelFetch(grey, ivec2(value & 255, value >> 8), 0).r);
}

ivec3 colourAt(ivec2 at) {
  int brightness = brightnessAt(at);
#ifdef EDGE
  int around = brightnessAt(at + ivec2(1, 0)) + brightnessAt(at - ivec2(1, 0))
    + brightnessAt(at + ivec2(0, 1)) + brightnessAt(at - ivec2(0, 1));
  brightness = clamp(brightness + (((4 * brightness - around) * edge) >> 4), 0, 255);
#endif
#ifdef MATERIAL
  int row = int(texelFetch(material, at, 0).r);
#else
  int row = 0;
#endif
  return ivec3(texelFetch(ramp, ivec2(brightness, row), 0).rgb);
}

ivec3 blend(ivec3 a, ivec3 b, int weight) {
  return (a * (256 - weight) + b * weight + 128) >> 8;
}

void main() {
  ivec2 pixel = ivec2(int(gl_FragCoord.x), bottom - int(gl_FragCoord.y)) - corner;
  ivec2 place = start + pixel * stride;
#ifdef BILINEAR
  place -= ${2 ** (FRACTION_BITS - 1)};
  ivec2 at = place >> ${FRACTION_BITS};
  ivec2 weight = (place >> ${FRACTION_BITS - 8}) & 255;
  ivec3 left = blend(colourAt(at), colourAt(at + ivec2(0, 1)), weight.y);
  ivec3 right = blend(colourAt(at + ivec2(1, 0)), colourAt(at + ivec2(1, 1)), weight.y);
  ivec3 mixed = blend(left, right, weight.x);
#else
  ivec3 mixed = colourAt(place >> ${FRACTION_BITS});
#endif
  colour = vec4(vec3(mixed) / 255.0, 1.0);
}`;

const HATCHING = `
uniform int bottom;
out vec4 colour;
void main() {
  ivec2 pixel = ivec2(int(gl_FragCoord.x), bottom - int(gl_FragCoord.y));
  bool light = (((pixel.x + pixel.y) >> ${HATCH.shift}) & 1) == 1;
  colour = vec4((light ? vec3(${HATCH.light.join('.0,')}.0) : vec3(${HATCH.dark.join('.0,')}.0)) / 255.0, 1.0);
}`;

const HEAD = '#version 300 es\nprecision highp float;\nprecision highp int;\nprecision highp usampler2D;\n';

/** Programs, made when first needed. */
export function programs(gl: WebGL2RenderingContext): {
  readonly tile: (kind: ProgramKind) => TileProgram;
  readonly hatching: () => TileProgram;
} {
  const made = new Map<string, TileProgram>();
  const once = (key: string, source: string): TileProgram => {
    const program = made.get(key) ?? build(gl, HEAD + key + source);
    made.set(key, program);
    return program;
  };
  return {
    tile: ({ material, edge, bilinear }) => {
      const on = { MATERIAL: material, EDGE: edge, BILINEAR: bilinear };
      const defines = Object.entries(on).map(([name, has]) => (has ? `#define ${name}\n` : ''));
      return once(defines.join(''), TILE);
    },
    hatching: () => once('#define HATCHING\n', HATCHING),
  };
}

function build(gl: WebGL2RenderingContext, fragment: string): TileProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type);
    // A lost context makes no shaders; the frame says that it is lost.
    if (!shader) continue;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new ViewerError('WEBGL_UNAVAILABLE', `the shader does not link: ${gl.getProgramInfoLog(program) ?? ''}`);
  }
  const places = new Map<string, WebGLUniformLocation | null>();
  const uniform = (name: string) => {
    if (!places.has(name)) places.set(name, gl.getUniformLocation(program, name));
    return places.get(name) ?? null;
  };
  return { program, uniform };
}
