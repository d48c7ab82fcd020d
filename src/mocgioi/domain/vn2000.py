"""VN-2000 in degrees (EPSG:4756) and in metres (EPSG:9215, TM-3 107-15) from WGS 84 and back, in
arrays, without PROJ.

With the metres every analysis begins, and as the degrees a layer of roads is looked at that says
it is of WGS 84: starting PROJ costs as much as the rest of a province's nearest roads. All other
systems go through PROJ (`domain.crs`), and the tests hold this module against it.

Sources: the datum change EPSG:6960 (QĐ 05/2007/QĐ-BTNMT), coordinate-frame convention, from
the ellipsoid to the ellipsoid; the projection by C. F. F. Karney, *Transverse Mercator with an
accuracy of a few nanometers*, J. Geodesy 85, 2011, equations 7 to 25, 35 and 36; latitude from
geocentric coordinates by B. R. Bowring, *Survey Review* 23, 1976.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_Change = Callable[[Numbers, Numbers], tuple[Numbers, Numbers]]

_AXIS_M = 6_378_137.0
_FLATTENING = 1 / 298.257223563
"""Of the ellipsoid of both datums, WGS 84."""
_POLAR_M = _AXIS_M * (1 - _FLATTENING)
_E2 = _FLATTENING * (2 - _FLATTENING)
_E = _E2**0.5

SHIFT_M = (-191.90441429, -39.30318279, -111.45032835)
ROTATION_S = (-0.00928836, 0.01975479, -0.00427372)
SCALE_PPM = 0.252906278
"""VN-2000 to WGS 84 (EPSG:6960): metres, seconds about each axis as of a coordinate frame, parts
in a million."""

_TURN = tuple(radians(seconds / 3_600) for seconds in ROTATION_S)
_SCALE = 1 + SCALE_PPM * 1e-6

_MERIDIAN = radians(107.25)
_EASTING_0_M = 500_000.0
_N = _FLATTENING / (2 - _FLATTENING)
_RADIUS_M = 0.9999 * _AXIS_M / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64 + _N**6 / 256)
_FARTHEST = 2.623395162778
"""Radians from the meridian beyond which the series says nothing: 150°, as in PROJ."""


def _coefficients(*terms: tuple[float, ...]) -> tuple[float, ...]:
    """Return a coefficient for each of `terms`, which stand from power j of n to the sixth."""
    return tuple(
        sum(term * _N ** (j + power) for power, term in enumerate(row))
        for j, row in enumerate(terms, start=1)
    )


_ALPHA = _coefficients(
    (1 / 2, -2 / 3, 5 / 16, 41 / 180, -127 / 288, 7891 / 37800),
    (13 / 48, -3 / 5, 557 / 1440, 281 / 630, -1983433 / 1935360),
    (61 / 240, -103 / 140, 15061 / 26880, 167603 / 181440),
    (49561 / 161280, -179 / 168, 6601661 / 7257600),
    (34729 / 80640, -3418889 / 1995840),
    (212378941 / 319334400,),
)
_BETA = _coefficients(
    (1 / 2, -2 / 3, 37 / 96, -1 / 360, -81 / 512, 96199 / 604800),
    (1 / 48, 1 / 15, -437 / 1440, 46 / 105, -1118711 / 3870720),
    (17 / 480, -37 / 840, -209 / 4480, 5569 / 90720),
    (4397 / 161280, -11 / 504, -830251 / 7257600),
    (4583 / 161280, -108847 / 3991680),
    (20648693 / 638668800,),
)

_BLOCK = 1 << 13
"""Places at a time: what is in between stays in the processor's cache."""


def to_grid(longitude: Numbers, latitude: Numbers) -> tuple[Numbers, Numbers]:
    """Return easting and northing of EPSG:9215, metres, of degrees of EPSG:4326.

    What is no place (a latitude beyond 90°), or lies beyond 150° from the meridian, comes back
    as infinity.
    """
    return _in_blocks(_grid, longitude, latitude)


def from_grid(easting: Numbers, northing: Numbers) -> tuple[Numbers, Numbers]:
    """Return longitude and latitude of EPSG:4326, degrees, of metres of EPSG:9215.

    What is no place, or lies beyond 150° from the meridian, comes back as infinity.
    """
    return _in_blocks(_degrees, easting, northing)


def to_degrees(longitude: Numbers, latitude: Numbers) -> tuple[Numbers, Numbers]:
    """Return longitude and latitude of EPSG:4756, degrees, of those of EPSG:4326.

    What is no place (a latitude beyond 90°) comes back as infinity.
    """
    return _in_blocks(_to_vn2000, longitude, latitude)


def from_degrees(longitude: Numbers, latitude: Numbers) -> tuple[Numbers, Numbers]:
    """Return longitude and latitude of EPSG:4326, degrees, of those of EPSG:4756.

    What is no place (a latitude beyond 90°) comes back as infinity.
    """
    return _in_blocks(_to_wgs84, longitude, latitude)


def _in_blocks(change: _Change, first: Numbers, second: Numbers) -> tuple[Numbers, Numbers]:
    places = np.empty((2, len(first)))
    with np.errstate(all="ignore"):
        for begin in range(0, len(first), _BLOCK):
            block = slice(begin, begin + _BLOCK)
            places[:, block] = change(first[block], second[block])
    places[:, ~np.isfinite(places).all(axis=0)] = np.inf
    return places[0], places[1]


def _to_vn2000(longitude: Numbers, latitude: Numbers) -> tuple[Numbers, Numbers]:
    return _place(*_onto_vn2000(*_of_degrees(longitude, latitude)))


def _to_wgs84(longitude: Numbers, latitude: Numbers) -> tuple[Numbers, Numbers]:
    return _place(*_onto_wgs84(*_of_degrees(longitude, latitude)))


def _grid(longitude: Numbers, latitude: Numbers) -> tuple[Numbers, Numbers]:
    x, y, z = _onto_vn2000(*_of_degrees(longitude, latitude))
    p = np.sqrt(x * x + y * y)
    rise, run = _latitude(p, z)
    tau = rise / run
    sec = np.sqrt(1 + tau * tau)
    sigma = np.sinh(_E * np.arctanh(_E * tau / sec))
    tau = tau * np.sqrt(1 + sigma * sigma) - sigma * sec
    aside = (y * cos(_MERIDIAN) - x * sin(_MERIDIAN)) / p
    ahead = (x * cos(_MERIDIAN) + y * sin(_MERIDIAN)) / p
    norm = np.sqrt(tau * tau + ahead * ahead)
    north, east = _sines(_ALPHA, tau / norm, ahead / norm, aside / norm)
    north += np.arctan2(tau, ahead)
    east += np.arcsinh(aside / norm)
    east[np.abs(east) > _FARTHEST] = np.nan
    return _EASTING_0_M + _RADIUS_M * east, _RADIUS_M * north


def _degrees(easting: Numbers, northing: Numbers) -> tuple[Numbers, Numbers]:
    north, east = northing / _RADIUS_M, (easting - _EASTING_0_M) / _RADIUS_M
    east[np.abs(east) > _FARTHEST] = np.nan
    less_north, less_east = _sines(_BETA, np.sin(north), np.cos(north), np.sinh(east))
    north, east = north - less_north, east - less_east
    aside, ahead = np.sinh(east), np.cos(north)
    p = np.sqrt(aside * aside + ahead * ahead)
    tau = _geodetic(np.sin(north) / p)
    sec = np.sqrt(1 + tau * tau)
    aside, ahead = aside / p, ahead / p
    x, y, z = _geocentric(
        ahead * cos(_MERIDIAN) - aside * sin(_MERIDIAN),
        ahead * sin(_MERIDIAN) + aside * cos(_MERIDIAN),
        1 / sec,
        tau / sec,
    )
    return _place(*_onto_wgs84(x, y, z))


def _onto_vn2000(x: Numbers, y: Numbers, z: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return geocentric coordinates of VN-2000, metres, of those of WGS 84."""
    x, y, z = ((each - shift) / _SCALE for each, shift in zip((x, y, z), SHIFT_M, strict=True))
    about_x, about_y, about_z = _TURN
    return (
        x - about_z * y + about_y * z,
        y + about_z * x - about_x * z,
        z - about_y * x + about_x * y,
    )


def _onto_wgs84(x: Numbers, y: Numbers, z: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return geocentric coordinates of WGS 84, metres, of those of VN-2000."""
    about_x, about_y, about_z = _TURN
    return (
        SHIFT_M[0] + _SCALE * (x + about_z * y - about_y * z),
        SHIFT_M[1] + _SCALE * (y - about_z * x + about_x * z),
        SHIFT_M[2] + _SCALE * (z + about_y * x - about_x * y),
    )


def _of_degrees(longitude: Numbers, latitude: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    lam, phi = np.radians(longitude), np.radians(latitude)
    phi[np.abs(latitude) > 90] = np.nan
    return _geocentric(np.cos(lam), np.sin(lam), np.cos(phi), np.sin(phi))


def _place(x: Numbers, y: Numbers, z: Numbers) -> tuple[Numbers, Numbers]:
    """Return longitude and latitude, degrees, of geocentric coordinates near the ellipsoid."""
    latitude = np.arctan2(*_latitude(np.sqrt(x * x + y * y), z))
    return np.degrees(np.arctan2(y, x)), np.degrees(latitude)


def _geocentric(
    cos_lam: Numbers, sin_lam: Numbers, cos_phi: Numbers, sin_phi: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Return X, Y and Z, metres, of places on the ellipsoid."""
    normal_m = _AXIS_M / np.sqrt(1 - _E2 * sin_phi * sin_phi)
    p = normal_m * cos_phi
    return p * cos_lam, p * sin_lam, normal_m * (1 - _E2) * sin_phi


def _latitude(p: Numbers, z: Numbers) -> tuple[Numbers, Numbers]:
    """Return the rise and run of the normal at places near the ellipsoid: Bowring, once."""
    rise, run = z * _AXIS_M, p * _POLAR_M
    norm = np.sqrt(rise * rise + run * run)
    rise, run = rise / norm, run / norm
    second_e2 = _E2 / (1 - _E2)
    return z + second_e2 * _POLAR_M * rise**3, p - _E2 * _AXIS_M * run**3


def _geodetic(conformal: Numbers) -> Numbers:
    """Return the tangent of the latitude of that of a conformal latitude: Newton, Karney 19-21."""
    tau = conformal / (1 - _E2)
    for _ in range(3):
        sec = np.sqrt(1 + tau * tau)
        sigma = np.sinh(_E * np.arctanh(_E * tau / sec))
        conformal_now = tau * np.sqrt(1 + sigma * sigma) - sigma * sec
        step = (conformal - conformal_now) / np.sqrt(1 + conformal_now * conformal_now)
        tau = tau + step * (1 + (1 - _E2) * tau * tau) / ((1 - _E2) * sec)
    return tau


def _sines(
    coefficients: tuple[float, ...], sin_north: Numbers, cos_north: Numbers, sinh_east: Numbers
) -> tuple[Numbers, Numbers]:
    """Return, northward and eastward, the sum of coefficient j times the sine of 2 j (north +
    i east): Clenshaw."""
    cosh_east = np.sqrt(1 + sinh_east * sinh_east)
    sin_2, cos_2 = 2 * sin_north * cos_north, 1 - 2 * sin_north * sin_north
    sinh_2, cosh_2 = 2 * sinh_east * cosh_east, 1 + 2 * sinh_east * sinh_east
    twice = 2 * cos_2 * cosh_2 - 2j * sin_2 * sinh_2
    after, last = np.zeros_like(twice), np.zeros_like(twice)
    for coefficient in reversed(coefficients):
        after, last = coefficient + twice * after - last, after
    total = after * (sin_2 * cosh_2 + 1j * cos_2 * sinh_2)
    return total.real.copy(), total.imag.copy()
