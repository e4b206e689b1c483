import type { Point, Solid } from '../scene.ts';
import { bar, box, rod } from './solids.ts';

/**
 * A piston engine lengthways, its crankshaft at `at`: block with bores and pistons, head, crankshaft with its
 * counterweights, sump with oil, turbocharger, gearbox behind. `scale` 1 is a 13-litre diesel.
 */
export function engine(at: Point, cylinders: number, scale: number): Solid[] {
  const [x, y, z] = at;
  const s = (mm: number) => mm * scale;
  const pitch = s(165);
  const length = pitch * cylinders + s(80);
  const solids: Solid[] = [
    box('castIron', [x, y - s(190), z - s(60)], [x + length, y + s(190), z + s(470)], { wall: s(16) }),
    box('castIron', [x, y - s(150), z + s(440)], [x + length, y + s(150), z + s(580)], { wall: s(24) }),
    box('aluminium', [x + s(20), y - s(130), z + s(580)], [x + length - s(20), y + s(130), z + s(680)], { wall: s(6) }),
    box('steel', [x + s(40), y - s(160), z - s(250)], [x + length - s(40), y + s(160), z - s(60)], { wall: s(4) }),
    box('oil', [x + s(50), y - s(150), z - s(240)], [x + length - s(50), y + s(150), z - s(120)]),
    rod('steel', 'x', [x + length / 2, y, z], s(52), length),
  ];
  for (let i = 0; i < cylinders; i++) {
    const bore = x + s(40) + pitch * (i + 0.5);
    const stroke = s(72) * Math.cos((2 * Math.PI * i) / 3);
    solids.push(
      rod('castIron', 'z', [bore, y, z + s(300)], s(78), s(280), { wall: s(13), open: true }),
      rod('aluminium', 'z', [bore, y, z + s(300) + stroke], s(64), s(95)),
      bar('steel', [bore, y, z + s(290) + stroke], [bore, y + s(20), z + stroke], s(20)),
      rod('steel', 'x', [bore - s(45), y, z - stroke * 0.5], s(95), s(26)),
      rod('steel', 'x', [bore + s(45), y, z - stroke * 0.5], s(95), s(26)),
    );
  }
  const rear = x + length;
  solids.push(
    rod('castIron', 'x', [rear + s(30), y, z], s(230), s(45)),
    rod('aluminium', 'x', [rear + s(140), y, z], s(240), s(190), { wall: s(14) }),
    rod('aluminium', 'x', [rear + s(480), y, z - s(20)], s(185), s(560), { wall: s(13) }),
    rod('steel', 'x', [rear + s(330), y, z], s(95), s(70)),
    rod('steel', 'x', [rear + s(450), y, z], s(110), s(60)),
    rod('steel', 'x', [rear + s(570), y, z], s(85), s(60)),
    rod('steel', 'x', [rear + s(480), y, z], s(32), s(560)),
    rod('castIron', 'x', [x + length * 0.55, y + s(270), z + s(330)], s(95), s(170), { wall: s(14) }),
    rod('copper', 'x', [x + s(90), y - s(250), z + s(120)], s(62), s(150), { density: 5 }),
    rod('steel', 'x', [x - s(30), y, z], s(110), s(35)),
    rod('steel', 'x', [x - s(30), y, z + s(300)], s(80), s(30)),
    rod('polypropylene', 'x', [x - s(90), y, z + s(150)], s(330), s(25), { density: 0.4 }),
  );
  return solids;
}

/** Radiator and charge-air cooler before an engine: thin tubes and fins, so mostly air. */
export function radiator(x: number, halfWidth: number, low: number, high: number): Solid[] {
  return [
    box('aluminium', [x, -halfWidth, low], [x + 60, halfWidth, high], { density: 0.9 }),
    box('aluminium', [x - 55, -halfWidth * 0.9, low + 60], [x - 10, halfWidth * 0.9, high - 60], { density: 0.6 }),
    box('steel', [x - 5, -halfWidth - 20, low - 20], [x + 65, halfWidth + 20, high + 20], { wall: 3 }),
  ];
}
