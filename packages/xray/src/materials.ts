import { type Composition, compositionOfFormula, compositionOfMixture } from './composition.ts';

export interface Material {
  readonly composition: Composition;
  /** g/cm3 of the solid; loads are packed looser and say so on each solid. */
  readonly density: number;
  readonly name: { readonly en: string; readonly es: string };
}

const material = (
  composition: string | Parameters<typeof compositionOfMixture>[0],
  density: number,
  en: string,
  es: string,
): Material => ({
  composition: typeof composition === 'string' ? compositionOfFormula(composition) : compositionOfMixture(composition),
  density,
  name: { en, es },
});

// Formulas from the molecules; densities of elements and common solids from the NIST XCOM/XAAMDI material
// constants or, for mixtures and powders, rounded usual values. Mixtures are plausible recipes, not assays.
export const MATERIALS = {
  air: material(
    [
      ['N', 0.755],
      ['O', 0.232],
      ['Ar', 0.013],
    ],
    0.0012,
    'air',
    'aire',
  ),
  polyethylene: material('C2H4', 0.93, 'polyethylene', 'polietileno'),
  polypropylene: material('C3H6', 0.9, 'polypropylene', 'polipropileno'),
  polyurethane: material('C12H14N2O4', 0.05, 'polyurethane foam', 'espuma de poliuretano'),
  polycarbonate: material('C16H14O3', 1.2, 'polycarbonate', 'policarbonato'),
  pvc: material('C2H3Cl', 1.38, 'PVC', 'PVC'),
  paper: material('C6H10O5', 0.7, 'paper', 'papel'),
  cardboard: material('C6H10O5', 0.2, 'corrugated board', 'cartón corrugado'),
  banknotes: material('C6H10O5', 0.9, 'banknotes', 'billetes'),
  wood: material(
    [
      ['C6H10O5', 0.9],
      ['H2O', 0.1],
    ],
    0.6,
    'wood',
    'madera',
  ),
  textile: material(
    [
      ['C6H10O5', 0.6],
      ['C10H8O4', 0.4],
    ],
    0.25,
    'textiles',
    'textiles',
  ),
  leather: material(
    [
      ['C4H6O2N1', 0.85],
      ['H2O', 0.15],
    ],
    0.9,
    'leather',
    'cuero',
  ),
  rubber: material(
    [
      ['C5H8', 0.62],
      ['C', 0.33],
      ['S', 0.02],
      ['ZnO', 0.03],
    ],
    1.15,
    'rubber',
    'caucho',
  ),
  water: material('H2O', 1, 'water', 'agua'),
  produce: material(
    [
      ['H2O', 0.85],
      ['C6H10O5', 0.15],
    ],
    0.95,
    'fresh produce',
    'productos frescos',
  ),
  sucrose: material('C12H22O11', 0.9, 'sugar', 'azúcar'),
  diesel: material('C12H23', 0.84, 'diesel fuel', 'diésel'),
  petrol: material('C8H15', 0.75, 'petrol', 'gasolina'),
  oil: material('C15H30', 0.87, 'mineral oil', 'aceite mineral'),
  soil: material(
    [
      ['SiO2', 0.65],
      ['Al2O3', 0.15],
      ['Fe2O3', 0.05],
      ['H2O', 0.15],
    ],
    1.6,
    'soil',
    'tierra',
  ),
  concrete: material(
    [
      ['SiO2', 0.6],
      ['CaO', 0.22],
      ['Al2O3', 0.08],
      ['H2O', 0.1],
    ],
    2.3,
    'concrete',
    'concreto',
  ),
  ceramic: material(
    [
      ['SiO2', 0.65],
      ['Al2O3', 0.25],
      ['CaO', 0.1],
    ],
    2.2,
    'ceramic tiles',
    'azulejo cerámico',
  ),
  glass: material(
    [
      ['SiO2', 0.73],
      ['Na2O', 0.15],
      ['CaO', 0.12],
    ],
    2.5,
    'glass',
    'vidrio',
  ),
  salt: material('NaCl', 1.2, 'common salt', 'sal común'),
  fibreglass: material(
    [
      ['SiO2', 0.4],
      ['C18H20O3', 0.6],
    ],
    1.5,
    'fibreglass',
    'fibra de vidrio',
  ),
  aluminium: material('Al', 2.7, 'aluminium', 'aluminio'),
  steel: material(
    [
      ['Fe', 0.985],
      ['Mn', 0.01],
      ['C', 0.005],
    ],
    7.85,
    'steel',
    'acero',
  ),
  iron: material('Fe', 7.874, 'iron', 'hierro'),
  castIron: material(
    [
      ['Fe', 0.945],
      ['C', 0.033],
      ['Si', 0.022],
    ],
    7.2,
    'cast iron',
    'hierro fundido',
  ),
  copper: material('Cu', 8.96, 'copper', 'cobre'),
  brass: material(
    [
      ['Cu', 0.7],
      ['Zn', 0.3],
    ],
    8.53,
    'brass 70/30',
    'latón 70/30',
  ),
  lead: material('Pb', 11.35, 'lead', 'plomo'),
  tungsten: material('W', 19.3, 'tungsten', 'wolframio'),
  circuitBoard: material(
    [
      ['SiO2', 0.4],
      ['C18H20O3', 0.35],
      ['Cu', 0.22],
      ['Sn', 0.03],
    ],
    2.1,
    'circuit board',
    'circuito impreso',
  ),
  leadAcidBattery: material(
    [
      ['Pb', 0.6],
      ['H2SO4', 0.13],
      ['H2O', 0.17],
      ['C3H6', 0.1],
    ],
    2.6,
    'lead-acid battery',
    'acumulador de plomo',
  ),
  lithiumCell: material(
    [
      ['LiCoO2', 0.38],
      ['C', 0.22],
      ['Cu', 0.12],
      ['Al', 0.11],
      ['C3H4O3', 0.17],
    ],
    2.4,
    'lithium-ion cells',
    'celdas de ion litio',
  ),
  catalyst: material(
    [
      ['Mg2Al4Si5O18', 0.9],
      ['Al2O3', 0.098],
      ['Pt', 0.002],
    ],
    0.9,
    'exhaust catalyst',
    'catalizador',
  ),
  fentanylBase: material('C22H28N2O', 1.1, 'fentanyl (base)', 'fentanilo (base)'),
  fentanylHcl: material('C22H29ClN2O', 1, 'fentanyl hydrochloride', 'clorhidrato de fentanilo'),
  fentanylTablets: material(
    [
      ['C12H22O11', 0.7],
      ['C6H10O5', 0.28],
      ['C22H29ClN2O', 0.02],
    ],
    0.85,
    'fentanyl tablets',
    'pastillas de fentanilo',
  ),
  methamphetamineBase: material('C10H15N', 0.91, 'methamphetamine (base)', 'metanfetamina (base)'),
  methamphetamineHcl: material('C10H16ClN', 1, 'methamphetamine hydrochloride', 'clorhidrato de metanfetamina'),
  cocaineHcl: material('C17H22ClNO4', 1.1, 'cocaine hydrochloride', 'clorhidrato de cocaína'),
  mdmaHcl: material('C11H16ClNO2', 1, 'MDMA hydrochloride', 'clorhidrato de MDMA'),
  anpp: material('C19H24N2', 1, '4-ANPP', '4-ANPP'),
  npp: material('C13H17NO', 1, 'NPP', 'NPP'),
  gunpowder: material('C6H8N2O9', 0.9, 'smokeless powder', 'pólvora sin humo'),
  ammunition: material(
    [
      ['Cu', 0.36],
      ['Zn', 0.14],
      ['Pb', 0.43],
      ['C6H8N2O9', 0.07],
    ],
    5.2,
    'ammunition',
    'cartuchos',
  ),
  gunSteel: material(
    [
      ['Fe', 0.975],
      ['Cr', 0.01],
      ['Mn', 0.01],
      ['C', 0.005],
    ],
    7.83,
    'gun steel',
    'acero de arma',
  ),
} as const satisfies Readonly<Record<string, Material>>;

export type MaterialId = keyof typeof MATERIALS;
