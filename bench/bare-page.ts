// The least that can show a 16-bit image: one texture, one table, four samples and one look-up a pixel. No tiles, no
// pyramid, no material, nothing when the image is wider than a texture may be.
const VERTEX = `#version 300 es
void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0); }`;

const FRAGMENT = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
uniform usampler2D values, table;
uniform vec2 corner;
uniform float size, top;
out vec4 colour;
float at(ivec2 place, ivec2 last) { return float(texelFetch(values, clamp(place, ivec2(0), last), 0).r); }
void main() {
  vec2 place = corner + vec2(gl_FragCoord.x, top - gl_FragCoord.y) * size;
  ivec2 last = textureSize(values, 0) - 1;
  if (any(lessThan(place, vec2(0.0))) || any(greaterThan(place, vec2(last + 1)))) { colour = vec4(0, 0, 0, 1); return; }
  vec2 from = floor(place - 0.5);
  vec2 share = place - 0.5 - from;
  ivec2 cell = ivec2(from);
  float value = mix(
    mix(at(cell, last), at(cell + ivec2(1, 0), last), share.x),
    mix(at(cell + ivec2(0, 1), last), at(cell + ivec2(1, 1), last), share.x), share.y);
  int index = int(value + 0.5);
  float grey = float(texelFetch(table, ivec2(index & 255, index >> 8), 0).r) / 255.0;
  colour = vec4(vec3(grey), 1.0);
}`;

export interface BarePage {
  draw(table: Uint8Array, view: { readonly scale: number; readonly column: number; readonly row: number }): void;
  readonly gl: WebGL2RenderingContext;
}

export function barePage(canvas: HTMLCanvasElement, samples: Uint16Array, rows: number, columns: number): BarePage {
  const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false });
  if (!gl) throw new Error('no WebGL2');
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) throw new Error('no shader');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  gl.useProgram(program);
  const texture = (unit: number) => {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  };
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  texture(0);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.R16UI, columns, rows, 0, gl.RED_INTEGER, gl.UNSIGNED_SHORT, samples);
  texture(1);
  const place = (name: string) => gl.getUniformLocation(program, name);
  gl.uniform1i(place('values'), 0);
  gl.uniform1i(place('table'), 1);
  return {
    gl,
    draw: (table, { scale, column, row }) => {
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8UI, 256, 256, 0, gl.RED_INTEGER, gl.UNSIGNED_BYTE, table);
      gl.uniform1f(place('size'), 1 / scale);
      gl.uniform1f(place('top'), canvas.height);
      gl.uniform2f(place('corner'), column - canvas.width / 2 / scale, row - canvas.height / 2 / scale);
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    },
  };
}
