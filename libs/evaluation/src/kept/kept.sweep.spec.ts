import { ZEBRA_DEV_REF } from '../testing/a-served-environment';
import { InMemoryKeptState } from '../testing/in-memory-kept-state';
import { ScriptedSnapshotSource } from '../testing/scripted-snapshot.source';
import { KeptSweep } from './kept.sweep';
import { NothingKept } from './nothing-kept';

describe('kept environments that are not in memory', () => {
  let kept: InMemoryKeptState;
  let source: ScriptedSnapshotSource;
  let sweep: KeptSweep;
  const ids = () => kept.listEnvironments();

  beforeEach(async () => {
    kept = new InMemoryKeptState();
    source = new ScriptedSnapshotSource();
    sweep = new KeptSweep(kept, source);
    const bytes = Buffer.from(JSON.stringify(await source.read()));
    await kept.saveEnvironment({ ref: ZEBRA_DEV_REF, bytes });
  });

  it('are forgotten when they are gone, once something is heard of them', async () => {
    source.gone = true;
    await sweep.sweep();
    expect(await ids()).toEqual([ZEBRA_DEV_REF.environmentId]);
    sweep.heard(ZEBRA_DEV_REF);
    await sweep.sweep();
    expect(await ids()).toEqual([]);
  });

  it('stay when they were only changed', async () => {
    sweep.heard(ZEBRA_DEV_REF);
    await sweep.sweep();
    source.gone = true;
    await sweep.sweep();
    expect(await ids()).toEqual([ZEBRA_DEV_REF.environmentId]);
  });

  it('stay while the record cannot be asked, and are asked about again', async () => {
    source.lost = true;
    sweep.heard(ZEBRA_DEV_REF);
    await sweep.sweep();
    expect(await ids()).toEqual([ZEBRA_DEV_REF.environmentId]);
    [source.lost, source.gone] = [false, true];
    await sweep.sweep();
    expect(await ids()).toEqual([]);
  });

  it.each(['listEnvironments', 'removeEnvironment'] as const)(
    'are swept the next time when the disk fails: %s',
    async (step) => {
      source.gone = true;
      sweep.heard(ZEBRA_DEV_REF);
      jest.spyOn(kept, step).mockRejectedValueOnce(new Error('full'));
      await expect(sweep.sweep()).rejects.toThrow('full');
      await sweep.sweep();
      expect(await ids()).toEqual([]);
    },
  );

  it('are no question where nothing is kept', async () => {
    const positions = jest.spyOn(source, 'positions');
    const idle = new KeptSweep(new NothingKept(), source);
    idle.heard(ZEBRA_DEV_REF);
    await idle.sweep();
    expect(positions).not.toHaveBeenCalled();
  });
});
