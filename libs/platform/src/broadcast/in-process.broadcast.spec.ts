import { Logger } from '@nestjs/common';
import { broadcastContract } from './broadcast.contract';
import { InProcessBroadcast } from './in-process.broadcast';

describe('the broadcast within one process', () => {
  beforeAll(() => void Logger.overrideLogger(false));
  broadcastContract(() => new InProcessBroadcast());
});
