/**
 * The shapes that travel between Python and the map. No code, only types.
 *
 * @typedef {[number, number]} LonLat  longitude, latitude in degrees
 * @typedef {[number, number, number, number]} Bounds  west, south, east, north
 *
 * @typedef {{text: string, tone?: 'good'|'warn'|'info'|'plain'}} Pill
 * @typedef {{title: string, sub?: string, lang2?: string, pills?: Pill[], rows?: [string, string][], foot?: string}} Card
 * @typedef {{name: string, km0?: number, km1?: number, sub?: string, rows?: [string, string][], foot?: string}} PathName  one part of a corridor
 *
 * @typedef {object} Feature
 * @property {string} id
 * @property {string|string[]} layer  layers it belongs to; on when one of them is
 * @property {string} kind
 * @property {string} [symbol]
 * @property {'placed'|'approximate'|'unconfirmed'|'candidate'} [state]
 * @property {LonLat} [point]
 * @property {number} [accuracy_km]
 * @property {LonLat[][]} [polygon]
 * @property {boolean} [hatched]
 * @property {number[][][]} [paths]  vertices lon, lat and (third) chainage in km
 * @property {PathName[]} [legs]  names of `paths`, in the same order
 * @property {string} [form]
 * @property {(frame: import('./brush.js').Frame, line: any, scene: any) => void} [draw]  where it is drawn in a way of its own
 * @property {number} [ticks]
 * @property {string} [hue]
 * @property {string} [mark]
 * @property {string[]} [label]
 * @property {string} [lang2]
 * @property {string} [sub]
 * @property {number} [priority]
 * @property {number} [minzoom]
 * @property {number} [maxzoom]
 * @property {string[]} [aliases]  other ids it answers to
 * @property {string} [for]  candidate zones: the park they are suggested for
 * @property {LonLat[]} [points]  bulk layers
 * @property {Card} [card]
 * @property {number} [overdue]  how many of its figures are due for review
 *
 * @typedef {{id: string, km: number, name: string, country?: string, gauge?: string|number, tz?: string, interpolated?: boolean}} LineStop
 * @typedef {{from: string, to: string, km0: number, km1: number, gauge?: string|number, traction?: string, country?: string, basis?: string}} LineLeg
 * @typedef {{id?: string, stops: LineStop[], legs: LineLeg[]}} LineFacts
 *
 * @typedef {{text: string, kind: string, point: LonLat, minzoom?: number, maxzoom?: number, priority?: number, lang?: string}} BackgroundText
 *
 * @typedef {{url: string, bounds: Bounds}} Picture
 * @typedef {{url: string, attribution?: string, maxzoom?: number, datum?: string, timeout_ms?: number}} OnlineMap
 * @typedef {object} BasemapFiles
 * @property {string|string[]} world
 * @property {string} [water]  lakes and rivers for the world
 * @property {string} [water_detail]
 * @property {string|string[]} [detail]
 * @property {string|string[]} [city]
 * @property {Bounds} [city_bounds]
 * @property {string} [rail]
 * @property {Picture} [relief]
 * @property {Picture} [relief_fine]
 * @property {Record<string, OnlineMap>} [online]
 *
 * @typedef {object} Payload
 * @property {Bounds} bounds
 * @property {number} [minZoom]
 * @property {number} [maxZoom]
 * @property {string} [lang]
 * @property {BasemapFiles} basemap
 * @property {Record<string, Record<string, any>>} [tokens]
 * @property {{id: string, title: string}[]} [layers]
 * @property {Feature[]} features
 * @property {LineFacts} [line]
 * @property {BackgroundText[]} [texts]
 * @property {string} [credits]
 * @property {string|{id: string, text: string}} [viewpoint]
 * @property {string} [review]
 * @property {Record<string, string>} [strings]
 *
 * @typedef {object} MapData
 * @property {string} kind
 * @property {string} script
 * @property {string} payload
 * @property {string} name
 * @property {string} testid
 * @property {string[]} layers
 * @property {string|null} [sel]
 * @property {number|null} [at]
 * @property {string} theme
 * @property {Bounds|null} [bbox]
 * @property {Bounds} [home]
 * @property {string} [basemap]
 * @property {boolean} [writes_url]
 * @property {Record<string, string>} [strings]
 * @property {import('./ways.js').Ways|null} [ways]  only where somebody plans
 * @property {MapEdit|null} [edit]  only where somebody may edit what the map shows
 *
 * @typedef {{type: 'Polygon', coordinates: LonLat[][]}} Outline
 * @typedef {object} MapEdit
 * @property {string} form  id of the form whose fields `lon`, `lat`, `accuracy_km`, `outline` and `mode` the map fills
 * @property {LonLat|null} [point]
 * @property {number|null} [accuracy_km]
 * @property {Outline|null} [outline]
 * @property {'place'|'outline'} mode  where the form has no field of that name
 * @property {Record<string, string>} [strings]
 *
 * @typedef {Record<string, any> & {type: string}} AtlasEvent
 * @typedef {(event: AtlasEvent) => void} Emit
 * @typedef {{west: number, north: number, east: number, south: number}} WorldBox  in units of one world width
 */
export {};
