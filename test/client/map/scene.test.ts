import { describe, expect, it } from 'vitest';
import { sceneOf } from '../../../client/map/scene.ts';
import { fromSnapshot } from '../../../client/model/picture.ts';
import { DEFAULT_VIEW } from '../../../client/model/view.ts';
import { layerIndex } from '../../../server/contract/terms.ts';
import { tinySnapshot } from '../../support/fake-snapshot.ts';

describe('the face of a commune', () => {
  const snapshot = tinySnapshot();
  const layer = layerIndex('4G', 'GTL');
  if (snapshot.communes[0]) snapshot.communes[0].live[2 * layer] = -1;
  const picture = fromSnapshot(snapshot);
  const classes = (view: Partial<typeof DEFAULT_VIEW>) =>
    sceneOf(picture, { ...DEFAULT_VIEW, ...view }, false).communes.faces.map((face) => face.class);

  it('tells where nobody serves the layer from where it is well served', () => {
    expect(classes({ operators: ['GTL'] })).toEqual(['none', 2]);
    expect(classes({})).toEqual([2, 2]);
  });

  it('is plain while coverage is not shown', () => {
    expect(classes({ operators: ['GTL'], layers: ['fibre'] })).toEqual(['off', 'off']);
  });
});
