// The floor: Leaflet, our layers, nothing else.
const map = L.map('map', { center: [46, 74], zoom: 3, preferCanvas: true, attributionControl: false });
const json = (name) => fetch(name).then((answer) => answer.json());
const dot = (style) => (_, at) => L.circleMarker(at, style);

json('world.json').then((world) => L.geoJSON(world, {
  interactive: false, style: { color: '#BDB2A1', weight: 0.7, fillColor: '#F1EDE4', fillOpacity: 1 },
}).addTo(map).bringToBack());
json('features.json').then((features) => L.geoJSON(features, {
  style: (one) => ({ color: one.properties.colour, weight: 3 }),
  pointToLayer: dot({ radius: 6, weight: 1, fillOpacity: 0.9 }),
}).bindTooltip((layer) => layer.feature.properties.id).addTo(map));
if (location.search === '?many') {
  json('many.json').then((many) => L.geoJSON(many, {
    pointToLayer: dot({ radius: 3, stroke: false, fillColor: '#E000E0', fillOpacity: 0.9 }),
  }).addTo(map));
}
