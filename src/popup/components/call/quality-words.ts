import type { CallQuality } from '../../../engine/calls/rules/quality.ts';
import type { MessageKey } from '../basics/text.ts';

const grades: Readonly<Record<CallQuality['grade'], MessageKey>> = {
  good: 'qualityGood',
  weak: 'qualityWeak',
  poor: 'qualityPoor',
};

const reasons: Readonly<Record<NonNullable<CallQuality['reason']>, MessageKey>> = {
  'your-network': 'qualityYourNetwork',
  'their-network': 'qualityTheirNetwork',
  'slow-way': 'qualitySlowWay',
  'busy-computer': 'qualityBusyComputer',
};

export const gradeKey = (grade: CallQuality['grade']): MessageKey => grades[grade];

export const reasonKey = (reason: NonNullable<CallQuality['reason']>): MessageKey => reasons[reason];
