// What the page's own scripts find around them: Leaflet, and the one name that they add to.
import type * as Leaflet from 'leaflet';

declare global {
  const L: typeof Leaflet;
  // eslint-disable-next-line no-var
  var mocgioi: any;
}
