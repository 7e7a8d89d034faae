import { Injectable } from '@nestjs/common';
import { SigningKeyring } from '../../signing/signing.keyring';
import type { Position } from '../environment-ref';
import type { LoadedEnvironment } from '../loaded-environment';
import { EnvironmentDeltas } from './environment.deltas';
import { ServedDocument } from './served-document';
import { snapshotJson } from './snapshot-json';

/** The documents of the states in memory, each written once and gone with its state. */
@Injectable()
export class SnapshotDocuments {
  private readonly written = new WeakMap<LoadedEnvironment, ServedDocument>();
  private readonly writing = new WeakMap<LoadedEnvironment, Promise<ServedDocument>>();

  constructor(
    private readonly deltas: EnvironmentDeltas,
    private readonly keyring: SigningKeyring,
  ) {}

  /** The whole snapshot, if it has been written. No I/O. */
  find(loaded: LoadedEnvironment): ServedDocument | undefined {
    return this.written.get(loaded);
  }

  /** The whole snapshot. */
  whole(loaded: LoadedEnvironment): Promise<ServedDocument> {
    const underWay = this.writing.get(loaded);
    if (underWay !== undefined) return underWay;
    const writing = this.write(loaded);
    this.writing.set(loaded, writing);
    return writing;
  }

  /** What changed since an earlier state, or the whole where that cannot be told. */
  async since(position: Position, loaded: LoadedEnvironment): Promise<ServedDocument> {
    return (await this.deltas.between(position, loaded)) ?? this.whole(loaded);
  }

  private async write(loaded: LoadedEnvironment): Promise<ServedDocument> {
    const bytes = await snapshotJson(loaded.toSnapshot());
    const document = new ServedDocument(loaded, bytes, this.keyring);
    this.written.set(loaded, document);
    return document;
  }
}
