"""Coordinate reference systems of the area, and the datum change by its name.

The store holds EPSG:4326; distances are planar metres in EPSG:9215 (VN-2000 / TM-3
107-15), within 1e-4 of the ellipsoid over the province. VN-2000 becomes WGS 84 by
EPSG:6960 (QĐ 05/2007/QĐ-BTNMT), seven parameters in the coordinate-frame convention,
accurate to 1 m; no other operation is used, whatever a PROJ installation would prefer.
EPSG:9215 and EPSG:4756 are computed by `domain.vn2000`; PROJ is started for any other system.
"""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mocgioi.domain import vn2000
from mocgioi.domain.position import STORAGE_CRS
from mocgioi.errors import CrsProblem

METRIC_CRS = "EPSG:9215"
DATUM_OPERATION = "EPSG:6960"

_VN2000_GEOGRAPHIC = "EPSG:4756"

CRS_OF_THE_AREA = {
    "EPSG:4326": "WGS 84 (GPS)",
    "EPSG:4756": "VN-2000",
    "EPSG:9215": "VN-2000 / TM-3 107-15",
    "EPSG:3405": "VN-2000 / UTM 48N",
    "EPSG:32648": "WGS 84 / UTM 48N",
    "EPSG:9209": "VN-2000 / TM-3 105-30",
    "EPSG:9210": "VN-2000 / TM-3 105-45",
    "EPSG:9214": "VN-2000 / TM-3 107-00",
    "EPSG:5899": "VN-2000 / TM-3 107-45",
}
"""The systems a file from this border can be in, the right ones first, then neighbours'."""

OTHER_ZONES = {
    "EPSG:9205": "VN-2000 / TM-3 103-00",
    "EPSG:9206": "VN-2000 / TM-3 104-00",
    "EPSG:9207": "VN-2000 / TM-3 104-30",
    "EPSG:9208": "VN-2000 / TM-3 104-45",
    "EPSG:5897": "VN-2000 / TM-3 105-00",
    "EPSG:9211": "VN-2000 / TM-3 106-00",
    "EPSG:9212": "VN-2000 / TM-3 106-15",
    "EPSG:9213": "VN-2000 / TM-3 106-30",
    "EPSG:9216": "VN-2000 / TM-3 107-30",
    "EPSG:5898": "VN-2000 / TM-3 108-00",
    "EPSG:9217": "VN-2000 / TM-3 108-15",
    "EPSG:9218": "VN-2000 / TM-3 108-30",
    "EPSG:3406": "VN-2000 / UTM 49N",
    "EPSG:32649": "WGS 84 / UTM 49N",
}
"""Systems of the rest of the country: a sheet may have been computed on one of them by mistake."""


def without_datum_change(meridian: float) -> str:
    """Return the system of WGS 84 degrees that were projected as if they were VN-2000's.

    Programs that know no datum change make such numbers; they lie 224 m from where they should.

    Args:
        meridian: the central meridian of the zone, degrees.
    """
    return (
        f"+proj=tmerc +lat_0=0 +lon_0={meridian:g} +k=0.9999 +x_0=500000 +y_0=0 +datum=WGS84"
        " +units=m"
    )


WITHOUT_DATUM_CHANGE = {
    without_datum_change(degrees + minutes / 60): (
        f"WGS 84, không chuyển hệ / no datum change, TM-3 {degrees}-{minutes:02}"
    )
    for degrees, minutes in ((107, 15), (107, 0), (107, 45), (105, 45))
}
"""Those that a file from this border can be in, the right zone first."""

_KNOWN = {**CRS_OF_THE_AREA, **OTHER_ZONES, **WITHOUT_DATUM_CHANGE}
_DEGREES = {STORAGE_CRS, _VN2000_GEOGRAPHIC}
"""What is asked of nearly every file, PROJ need not be started for."""


def to_storage(
    first: NDArray[np.float64], second: NDArray[np.float64], crs: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Change coordinates of `crs` into longitude and latitude of EPSG:4326, degrees.

    Args:
        first, second: easting and northing in metres, or longitude and latitude in degrees:
            always east before north, whatever axis order the authority prints.
        crs: an authority code such as ``EPSG:9215``, or WKT.

    Raises:
        CrsProblem: `crs` names no system, or one that cannot be placed on WGS 84.
    """
    if crs == STORAGE_CRS:
        return first, second
    if crs == METRIC_CRS:
        return vn2000.from_grid(first, second)
    if crs == _VN2000_GEOGRAPHIC:
        return vn2000.from_degrees(first, second)
    return _pair(_to_wgs84(crs).transform(first, second, errcheck=False))


def to_metric(
    longitude: NDArray[np.float64], latitude: NDArray[np.float64], crs: str = METRIC_CRS
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Change longitude and latitude of EPSG:4326 into easting and northing of `crs`, metres."""
    if crs == STORAGE_CRS:
        return longitude, latitude
    if crs == METRIC_CRS:
        return vn2000.to_grid(longitude, latitude)
    if crs == _VN2000_GEOGRAPHIC:
        return vn2000.to_degrees(longitude, latitude)
    return _pair(_to_wgs84(crs).transform(longitude, latitude, direction="INVERSE"))


def crs_name(crs: str) -> str:
    """Return the name of a coordinate reference system, for a person to read.

    Raises:
        CrsProblem: `crs` names no system.
    """
    if crs in _KNOWN:
        return _KNOWN[crs]
    name = str(_crs(crs).name)
    return _KNOWN.get(_same_as(crs) or "", name) if name in _NAMELESS else name


def is_geographic(crs: str) -> bool:
    """Say whether coordinates of `crs` are degrees rather than metres.

    Raises:
        CrsProblem: `crs` names no system.
    """
    return crs in _DEGREES if crs in _KNOWN else bool(_crs(crs).is_geographic)


def authority_code(crs: str) -> str:
    """Return the ``EPSG:n`` of `crs` (a code or WKT) where it has one, else its text.

    Raises:
        CrsProblem: `crs` names no system.
    """
    if crs in _KNOWN:
        return crs
    system = _crs(crs)
    if system.name in _NAMELESS:
        same = _same_as(crs)
        return same if same is not None and same.startswith("EPSG:") else crs
    authority = system.to_authority(min_confidence=70)
    return ":".join(authority) if authority else crs


_NAMELESS = ("unnamed", "unknown")
"""What libraries call the system of a MapInfo table, which has numbers and no name."""
_PROBES = (np.array([104.5, 106.7, 107.3]), np.array([22.6, 21.9, 21.4]))
_SAME = 1e-8
"""In degrees: a millimetre."""


@lru_cache(maxsize=16)
def _same_as(crs: str) -> str | None:
    """Return the known system that puts places where a nameless one does; None for none."""
    for known in _KNOWN:
        if is_geographic(known) == is_geographic(crs):
            placed = to_storage(*to_metric(*_PROBES, known), crs)
            if np.allclose(placed, _PROBES, rtol=0, atol=_SAME):
                return known
    return None


def with_datum_change(crs: str) -> str:
    """Return a system on VN-2000 as PROJ text that carries EPSG:6960; any other as it is.

    For formats that hold the datum change themselves: a reader of theirs makes none of its own.

    Raises:
        CrsProblem: `crs` names no system.
    """
    system = _crs(crs)
    if not _is_on_vn2000(system):
        return crs
    shifts = (*vn2000.SHIFT_M, *(-angle for angle in vn2000.ROTATION_S), vn2000.SCALE_PPM)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        stated = system.to_dict()
    named = {k: v for k, v in stated.items() if k not in ("datum", "no_defs", "type")}
    words = [f"+{key}={value}" for key, value in named.items()]
    return " ".join([*words, f"+towgs84={','.join(map(str, shifts))}", "+no_defs", "+type=crs"])


def _pair(result: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.asarray(result[0], dtype=np.float64), np.asarray(result[1], dtype=np.float64)


def _crs(crs: str) -> Any:
    import pyproj
    import pyproj.exceptions

    try:
        return pyproj.CRS.from_user_input(crs)
    except pyproj.exceptions.CRSError:
        raise CrsProblem(
            f"Không có hệ tọa độ «{crs}». Hãy ghi mã EPSG, ví dụ --crs EPSG:9215.",
            f"There is no coordinate system “{crs}”. Give an EPSG code, such as --crs EPSG:9215.",
        ) from None


@lru_cache(maxsize=16)
def _to_wgs84(crs: str) -> Any:
    """Return the transformer from `crs` to EPSG:4326; through EPSG:6960 when on VN-2000."""
    import pyproj

    source = _crs(crs)
    if _is_on_vn2000(source):
        return _through_named_datum_operation(source)
    return pyproj.Transformer.from_crs(source, STORAGE_CRS, always_xy=True)


def _is_on_vn2000(system: Any) -> bool:
    import pyproj

    geodetic = system.geodetic_crs
    return geodetic is not None and bool(
        geodetic.equals(pyproj.CRS(_VN2000_GEOGRAPHIC), ignore_axis_order=True)
    )


def _through_named_datum_operation(source: Any) -> Any:
    """Return the transformer of `TransformerGroup` that uses EPSG:6960 and nothing else."""
    from pyproj.transformer import TransformerGroup

    group = TransformerGroup(source, STORAGE_CRS, always_xy=True)
    for transformer in group.transformers:
        if "VN-2000 to WGS 84 (2)" in transformer.description:
            return transformer
    raise CrsProblem(
        f"Bản PROJ trên máy này thiếu phép chuyển {DATUM_OPERATION} (VN-2000 sang WGS 84).",
        f"PROJ on this machine lacks operation {DATUM_OPERATION} (VN-2000 to WGS 84).",
    )
