import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  Injectable,
  Logger,
  NotFoundException,
} from '@nestjs/common';
import { RefusalAuditor } from '@app/audit';
import { RequestContext } from '@app/kernel';
import { routeOf } from '@app/platform/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MethodNotAllowed } from './method-not-allowed';
import { ofrepMembers } from './ofrep-members';
import { translate, type TranslatedProblem } from './problem.translator';
import { RouteTable } from './route-table';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
/** OFREP says so for its own routes. */
const JSON_TYPE = 'application/json; charset=utf-8';

/** Every error to RFC 9457, with the request id. Logs what is ours to mend, once. */
@Injectable()
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(
    private readonly context: RequestContext,
    private readonly routes: RouteTable,
    private readonly refusals: RefusalAuditor,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const path = request.url.split('?', 1)[0] ?? '';
    const problem = translate(this.orWrongMethod(thrown, path));
    if (problem.unexpected) this.logger.error(thrown);
    if (problem.status === 401 || problem.status === 403) this.audit(problem, request);
    const requestId = this.context.current()?.requestId ?? request.id;
    const ofrep = ofrepMembers(path, problem.code, problem.detail);
    void http
      .getResponse<FastifyReply>()
      .status(problem.status)
      .headers(problem.headers)
      .header('Content-Type', ofrep === undefined ? PROBLEM_TYPE : JSON_TYPE)
      .header('Cache-Control', 'no-store')
      .send(JSON.stringify({ ...ofrep, ...bodyOf(problem, path, requestId) }));
  }

  /** Interceptors never see what a guard refuses, so refusals are recorded here. */
  private audit({ code, status }: TranslatedProblem, request: FastifyRequest): void {
    const principal = this.context.current()?.principal;
    this.refusals.record({
      principal,
      code,
      status,
      method: request.method,
      route: routeOf(request),
    });
  }

  /** Nest says "not found" of any route it has no handler for; a wrong method deserves a better word. */
  private orWrongMethod(thrown: unknown, path: string): unknown {
    if (!(thrown instanceof NotFoundException)) return thrown;
    const allowed = this.routes.allowed(path);
    return allowed.length > 0 ? new MethodNotAllowed(allowed) : thrown;
  }
}

function bodyOf(problem: TranslatedProblem, instance: string, requestId: string): object {
  return {
    type: `urn:toggle-service:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
    instance,
    code: problem.code,
    requestId,
    ...problem.members,
  };
}
