"""GDAL's settings, which count only when made before its first import."""

import os

# Formats that make GDAL read other files or the network are never needed here: a VRT, even one
# named .geojson, can name any file of this machine.
UNSAFE_FORMATS = (
    "GDALG,OGR_VRT,WFS,OAPIF,HTTP,CSW,OGCAPI,EEDA,PLSCENES,GML,NGW,Carto,AmigoCloud,Elasticsearch"
)
os.environ.setdefault("GDAL_SKIP", UNSAFE_FORMATS)
# The GeoPackage carries the time of writing; a fixed one keeps two builds byte-identical.
os.environ.setdefault("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z")
