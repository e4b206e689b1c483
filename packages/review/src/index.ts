export {
  CONTRABAND_KINDS,
  type ContrabandKind,
  isThreatCategory,
  THREAT_CATEGORIES,
  threatCategoryOf,
} from './contraband.ts';
export { boundsOf, outlineOf, type PixelBox } from './mark-geometry.ts';
export { type DecisionContent, operatorReport } from './operator-report.ts';
export { type ImageFacts, type ReportFacts, readReportFacts, reportFacts } from './report-facts.ts';
export { DEFAULT_REVIEW_RULES, priorityOf, type ReviewRules, targetAt } from './review-rules.ts';
export { type CaseFacts, type Eyes, type FourEyesRule, secondPairOfEyes } from './second-pair-of-eyes.ts';
