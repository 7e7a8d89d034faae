import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import {
  answerPreflight,
  type EvaluationCaller,
  KeyedRequests,
  type OfrepAnswer,
} from '@app/evaluation';
import { UsageMetrics } from '../counts/usage.metrics';
import { parseTelemetry } from './parse-telemetry';
import { invalidTelemetry, malformedTelemetry } from './refusals';
import { TelemetryIntake } from './telemetry.intake';

const PATH = '/telemetry';
/** A report is no larger, whatever the server takes elsewhere. */
const LARGEST_BYTES = 256 * 1024;
const ACCEPTED = 202;

/**
 * Takes the reports of SDKs, in front of the router as the data plane does: from any origin, since
 * pages report too, and within the limits of the key.
 */
@Injectable()
export class TelemetryDoor {
  constructor(
    private readonly requests: KeyedRequests,
    private readonly intake: TelemetryIntake,
    private readonly metrics: UsageMetrics,
  ) {}

  /**
   * @param next hands the request to the framework after all
   * @returns whether the request is taken care of
   */
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): boolean {
    const { url = '', method } = request;
    if (url !== PATH && !url.startsWith(`${PATH}?`)) return false;
    if (method === 'OPTIONS') {
      answerPreflight(response);
      return true;
    }
    if (method !== 'POST') return false;
    const observe = (status: number): void => this.metrics.telemetryAnswered(status);
    return this.requests.take(
      { request, response, next, observe, bodyLimitBytes: LARGEST_BYTES },
      (caller, body) => this.answer(caller, body),
    );
  }

  private async answer(caller: EvaluationCaller, body: string): Promise<OfrepAnswer> {
    const parsed = parseTelemetry(body);
    switch (parsed.kind) {
      case 'malformed':
        return malformedTelemetry();
      case 'invalid':
        return invalidTelemetry(parsed.problems);
      case 'telemetry': {
        const receipt = await this.intake.take(caller, parsed.telemetry);
        return { status: ACCEPTED, body: JSON.stringify(receipt) };
      }
      default:
        return parsed satisfies never;
    }
  }
}
