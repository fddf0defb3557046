import type { TipText } from './chart-tip';

/** A share and the interval in which it may as well lie; 0…1. */
interface Doubted {
  rate: number;
  low: number;
  high: number;
}
/** One mark of a chart: a share of so many, and what is told of it. */
export interface RateMark extends Doubted, TipText {
  count: number;
}

export interface CoursePoint extends RateMark {
  /** Which of the steps of time. */
  step: number;
}
export interface Course {
  id: number;
  name: string;
  /** For inside the chart. */
  shortName: string;
  points: readonly CoursePoint[];
}

/** A share of fewer than these is drawn hollow: it may soon be another. */
export const fewerIsFew = 5;

/** The mark in one line, for whoever hears it. */
export const spoken = ({ title, facts }: TipText) => [title, ...facts].join(' ');
