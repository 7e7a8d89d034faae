import { SystemClock } from '@app/platform/context';
import { attemptLimiterContract } from '../testing/attempt-limiter.contract';
import { InProcessAttemptLimiter } from './in-process-attempt.limiter';

describe('attempts counted in this process', () =>
  attemptLimiterContract(() => new InProcessAttemptLimiter(new SystemClock())));
