import type { IncomingMessage, ServerResponse } from 'node:http';

/** Takes requests before the web framework sees them. */
export interface FrontDoor {
  /**
   * @param next hands a request that was taken to the web framework after all
   * @returns whether the request is taken care of
   */
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): boolean;
}

/** The doors in front of the router. The server is made before the application that fills them. */
export class FrontDoors implements FrontDoor {
  private doors: readonly FrontDoor[] = [];

  open(doors: readonly FrontDoor[]): void {
    this.doors = doors;
  }

  handle(request: IncomingMessage, response: ServerResponse, next: () => void): boolean {
    for (const door of this.doors) {
      if (door.handle(request, response, next)) return true;
    }
    return false;
  }
}
