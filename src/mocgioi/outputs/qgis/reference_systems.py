"""The coordinate reference systems of a project, as QGIS writes them, and the way between them.

The layers hold EPSG:4326. A project of the office is shown in the metric system of the
province, EPSG:9215, in which its papers give coordinates and its lengths are measured; QGIS is
told by which operation to change between the two, so that none that an installation would
prefer is used instead. A system that is named by its authority alone reads as no system.
"""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from mocgioi.domain.crs import METRIC_CRS
from mocgioi.domain.position import STORAGE_CRS


class ReferenceSystem(NamedTuple):
    """A system as a project describes it.

    Attributes:
        code: ``EPSG:n``; name: as the registry of EPSG has it.
        number: of QGIS's own; any that is no user's lets it look the code up.
        wkt: by ISO 19162; proj4: for a program that does not know the code.
        projection: short name of the projection; is_geographic: its unit is the degree.
    """

    code: str
    name: str
    number: int
    wkt: str
    proj4: str
    projection: str
    is_geographic: bool


WGS84 = ReferenceSystem(
    STORAGE_CRS,
    "WGS 84",
    3452,
    'GEOGCRS["WGS 84",DATUM["World Geodetic System 1984",ELLIPSOID["WGS 84",6378137,298.257223563,'
    'LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],'
    'CS[ellipsoidal,2],AXIS["geodetic latitude (Lat)",north,ORDER[1],'
    'ANGLEUNIT["degree",0.0174532925199433]],AXIS["geodetic longitude (Lon)",east,ORDER[2],'
    'ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4326]]',
    "+proj=longlat +datum=WGS84 +no_defs",
    "longlat",
    is_geographic=True,
)

VN2000 = ReferenceSystem(
    METRIC_CRS,
    "VN-2000 / TM-3 107-15",
    63274,
    'PROJCRS["VN-2000 / TM-3 107-15",BASEGEOGCRS["VN-2000",DATUM["Vietnam 2000",'
    'ELLIPSOID["WGS 84",6378137,298.257223563,LENGTHUNIT["metre",1]]],'
    'PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4756]],'
    'CONVERSION["Vietnam TM-3 107-15",METHOD["Transverse Mercator",ID["EPSG",9807]],'
    'PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433],'
    'ID["EPSG",8801]],PARAMETER["Longitude of natural origin",107.25,'
    'ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8802]],'
    'PARAMETER["Scale factor at natural origin",0.9999,SCALEUNIT["unity",1],ID["EPSG",8805]],'
    'PARAMETER["False easting",500000,LENGTHUNIT["metre",1],ID["EPSG",8806]],'
    'PARAMETER["False northing",0,LENGTHUNIT["metre",1],ID["EPSG",8807]]],CS[Cartesian,2],'
    'AXIS["(E)",east,ORDER[1],LENGTHUNIT["metre",1]],'
    'AXIS["(N)",north,ORDER[2],LENGTHUNIT["metre",1]],'
    'USAGE[SCOPE["Cadastre, engineering survey, topographic mapping (large scale)."],'
    'AREA["Vietnam - Lang Son province."],BBOX[21.32,106.09,22.47,107.37]],ID["EPSG",9215]]',
    "+proj=tmerc +lat_0=0 +lon_0=107.25 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84"
    " +towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,"
    "0.252906278 +units=m +no_defs",
    "tmerc",
    is_geographic=False,
)

_FROM_WGS84_TO_VN2000 = (
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=push +v_3"
    " +step +proj=cart +ellps=WGS84 +step +inv +proj=helmert +x=-191.90441429 +y=-39.30318279"
    " +z=-111.45032835 +rx=-0.00928836 +ry=0.01975479 +rz=-0.00427372 +s=0.252906278"
    " +convention=coordinate_frame +step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3"
    " +step +proj=tmerc +lat_0=0 +lon_0=107.25 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84"
)
"""By the operation EPSG:6960 (`domain.crs.DATUM_OPERATION`), as `domain.vn2000` computes it."""


def described(parent: Element, system: ReferenceSystem) -> None:
    """Put the description of a system into an element."""
    element = SubElement(parent, "spatialrefsys", {"nativeFormat": "Wkt"})
    for tag, text in (
        ("wkt", system.wkt),
        ("proj4", system.proj4),
        ("srsid", str(system.number)),
        ("srid", system.code.removeprefix("EPSG:")),
        ("authid", system.code),
        ("description", system.name),
        ("projectionacronym", system.projection),
        ("ellipsoidacronym", "EPSG:7030"),
        ("geographicflag", str(system.is_geographic).lower()),
    ):
        SubElement(element, tag).text = text


def operations() -> Element:
    """Return by which operation a project changes coordinates; it is used both ways."""
    element = Element("transformContext")
    way = SubElement(
        element, "srcDest", {"coordinateOp": _FROM_WGS84_TO_VN2000, "allowFallback": "0"}
    )
    described(SubElement(way, "src"), WGS84)
    described(SubElement(way, "dest"), VN2000)
    return element
