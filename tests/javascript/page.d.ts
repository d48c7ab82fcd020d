// What the page's own scripts find around them besides Leaflet: the one name that they add to.
declare var mocgioi: any;
