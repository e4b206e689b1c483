import { words } from './words.ts';

/** What cannot be reckoned from numbers of trials, scores and times (packages/evaluation). */
export const STATISTICS_ERRORS = {
  TRIALS_INVALID: words(
    'These numbers of trials cannot be.',
    'Give whole numbers: no more hits or alarms than trials, at least one trial, at most 1e9, and each line of trials once.',
    'Estos números de ensayos no pueden ser.',
    'Dé números enteros: no más aciertos o alarmas que ensayos, al menos un ensayo, a lo más 1e9, y cada renglón de ensayos una vez.',
  ),
  CONFIDENCE_INVALID: words(
    'A confidence must lie between 0 and 1, without either.',
    'Write 0.95 for 95%.',
    'La confianza debe estar entre 0 y 1, sin incluirlos.',
    'Escriba 0.95 para 95 %.',
  ),
  PROBABILITY_INVALID: words(
    'A probability, risk or margin must lie between 0 and 1, without either.',
    'Write 0.05 for 5%; certainty (0 or 1) cannot be tested.',
    'Una probabilidad, un riesgo o un margen debe estar entre 0 y 1, sin incluirlos.',
    'Escriba 0.05 para 5 %; la certeza (0 o 1) no se puede ensayar.',
  ),
  TEST_PLAN_IMPOSSIBLE: words(
    'No test can do what is asked.',
    'A good device must be better than a bad one by more than the trials at hand can tell; widen the gap between them or allow more risk.',
    'Ningún ensayo puede hacer lo que se pide.',
    'Un equipo bueno debe ser mejor que uno malo en más de lo que los ensayos alcanzan a distinguir; amplíe la diferencia o acepte más riesgo.',
  ),
  SCORES_INVALID: words(
    'These scores cannot be compared.',
    'Give each object one finite score for each device and its truth, with at least two objects that hold a threat and two that do not.',
    'Estas calificaciones no se pueden comparar.',
    'Dé a cada objeto una calificación finita por equipo y su verdad, con al menos dos objetos con amenaza y dos sin ella.',
  ),
  SCORES_FILE_INVALID: words(
    'This file is no table of scores.',
    'Give a CSV file of UTF-8 text with a header line, a column of truth and one or two columns of scores; `garita stats roc --help` shows one.',
    'Este archivo no es una tabla de calificaciones.',
    'Dé un archivo CSV de texto UTF-8 con una línea de encabezados, una columna de verdad y una o dos de calificaciones; `garita stats roc --help` muestra uno.',
  ),
  POOLING_UNEXPLAINED: words(
    'Trials are not put together without a reason.',
    'Judge each class by itself, or write why these may be counted as one (ten characters or more).',
    'Los ensayos no se juntan sin una razón.',
    'Juzgue cada clase por separado, o escriba por qué pueden contarse como una (diez caracteres o más).',
  ),
  PERIOD_INVALID: words(
    'These times cannot be.',
    'Each period must end after it begins, some time must have been asked for, and each object takes a positive number of seconds.',
    'Estos tiempos no pueden ser.',
    'Cada periodo debe terminar después de empezar, debe haberse pedido algún tiempo, y cada objeto toma un número positivo de segundos.',
  ),
  RECORDS_MISMATCHED: words(
    'The records that are to be evaluated together do not belong together.',
    'Evaluate a configuration against the standard that it names, in the version that is kept.',
    'Los registros que se quieren evaluar juntos no corresponden entre sí.',
    'Evalúe una configuración contra la norma que nombra, en la versión que se conserva.',
  ),
} as const;
