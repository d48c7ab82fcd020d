"""Which markers stand along the illustrative border, with what numbers, and where.

The counts are published (474 markers; 50, 19, 41 and 49 at four posts), so are the numbers
named in the press and three anchors along the line. The rest, the first number included, is
made up: true positions are not public.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from border import Border, Place, to_degrees
from shapely import Point

BANK_M = 15.0

# post, first and last main number, markers in all, secondaries, pairs (both as main numbers
# or main/secondary); what is missing to the count is filled in with secondaries at random.
SECTORS: tuple[tuple[str, int, int, int, str, str], ...] = (
    ("po-ma", 944, 982, 50, "944/1 957/1", "944/1 951 969"),
    ("binh-nghi", 983, 1035, 61, "1028/1 1028/2", "998 1021"),
    ("na-hinh", 1036, 1076, 46, "1062/1", "1067"),
    ("tan-thanh", 1077, 1105, 35, "1088/1 1088/2 1088/3", "1081"),
    ("huu-nghi", 1106, 1120, 19, "1109/1", ""),
    ("bao-lam", 1121, 1147, 41, "1146/1", "1127 1133 1141"),
    ("thanh-loa", 1148, 1165, 26, "1151/1", "1154 1162"),
    ("ba-son", 1166, 1220, 79, "1220/1", "1172 1190 1201 1214"),
    ("chi-ma", 1221, 1246, 49, "1220/2", "1223 1234 1241"),
    ("chi-lang", 1247, 1277, 36, "1272/1", "1256"),
    ("bac-xa", 1278, 1300, 32, "1297/1 1297/2 1297/3 1297/4", "1284"),
)
THREE = "1044"
NEVER_SECONDARY = {"1116", "1117", "1118", "1119", "1120", "1089", "1090", "1104", "1105", "1300"}

# Published: 1090, 1116, 1300. Around the gates the neighbours stand close together.
KM = {
    "944": 0.12, "1090": 81.50, "1091": 81.57, "1104": 87.20, "1105": 87.38, "1116": 91.25,
    "1117": 91.31, "1118": 91.38, "1119": 91.44, "1120": 91.50, "1300": 230.95,
}  # fmt: skip

# At gates and on roads: no access road is needed to these fifteen.
NO_ROAD_NEEDED = frozenset(
    [
        "1017",
        "1058",
        "1088/3",
        "1089",
        "1090",
        "1091",
        "1104",
        "1105",
        "1116",
        "1117",
        "1118",
        "1119",
        "1120",
        "1226",
        "1227",
    ]
)
LARGE = frozenset(["1090", "1091", "1116", "1117", "1119", "1120", "1226", "1227", "1300"])


@dataclass(frozen=True)
class Stand:
    """One place on the border with a single marker, a pair or a three.

    Attributes:
        number: without the bank, as ``1146/1``.
        post: code of the post in whose sector it stands.
        km: along the border from the north-western end.
        place: on the line itself.
        banks: 1, 2 or 3 markers.
    """

    number: str
    post: str
    commune_code: str
    km: float
    place: Place
    banks: int

    @property
    def markers(self) -> list[str]:
        """The marker numbers that stand here."""
        if self.banks == 1:
            return [self.number]
        return [f"{self.number}({bank + 1})" for bank in range(self.banks)]

    @property
    def needs_road(self) -> bool:
        """Whether an access road is needed to get here."""
        return self.number not in NO_ROAD_NEEDED


def _order(number: str) -> tuple[int, int]:
    main, _, secondary = number.partition("/")
    return int(main), int(secondary or 0)


def _numbers(sector: tuple[str, int, int, int, str, str], rng: Random) -> dict[str, int]:
    """Return the stands of a sector in border order, each with its number of markers."""
    _, first, last, count, secondaries, pairs = sector
    banks = {str(main): 1 for main in range(first, last + 1)}
    banks.update(dict.fromkeys(secondaries.split(), 1))
    banks.update(dict.fromkeys(pairs.split(), 2))
    if THREE in banks:
        banks[THREE] = 3
    free = [n for n in banks if "/" not in n and n not in NEVER_SECONDARY and f"{n}/1" not in banks]
    for main in rng.sample(free, count - sum(banks.values())):
        banks[f"{main}/1"] = 1
    return dict(sorted(banks.items(), key=lambda item: _order(item[0])))


def _kilometres(numbers: list[str], km_from: float, km_to: float, rng: Random) -> list[float]:
    """Spread the stands of a sector between its ends and the fixed kilometres."""
    kilometres: list[float] = []
    waiting, low, at_end = 0, km_from, True
    for number in [*numbers, ""]:
        high = KM.get(number, km_to) if number else km_to
        if number and number not in KM:
            waiting += 1
            continue
        gaps = [rng.uniform(0.65, 1.35) for _ in range(waiting + 1)]
        gaps[0] *= 0.5 if at_end else 1.0
        gaps[-1] *= 1.0 if number else 0.5
        walked = 0.0
        for gap in gaps[:waiting]:
            walked += gap
            kilometres.append(low + (high - low) * walked / sum(gaps))
        if number:
            kilometres.append(high)
        waiting, low, at_end = 0, high, False
    return kilometres


def stands(border: Border, spans: dict[str, tuple[float, float]], rng: Random) -> list[Stand]:
    """Return every stand from north-west to south-east.

    `spans` are the posts' sectors (km). Pò Mã's ends with its commune here, so that its
    fifty markers stand in Quốc Khánh, as published.
    """
    made = []
    for sector in SECTORS:
        post = sector[0]
        km_from, km_to = spans[post]
        if post == "po-ma":
            km_to = border.stretches[0].km_to
        banks = _numbers(sector, rng)
        for number, km in zip(banks, _kilometres(list(banks), km_from, km_to, rng), strict=True):
            commune = border.commune_at(km).commune_code
            made.append(Stand(number, post, commune, km, border.place_at(km), banks[number]))
    return made


def marker_places(border: Border, stand: Stand) -> list[Place]:
    """Return where each marker of a stand stands.

    A single one on the line; of a pair (1) on the far bank and (2) on the Vietnamese one,
    BANK_M from the line; the third of three on the line, downstream.
    """
    if stand.banks == 1:
        return [stand.place]
    here_e, here_n = stand.place
    east, north = border.inward(stand.place, 5.0)
    banks = [
        (here_e - east * BANK_M, here_n - north * BANK_M),
        (here_e + east * BANK_M, here_n + north * BANK_M),
    ]
    if stand.banks == 3:
        third = border.line.interpolate(border.line.project(Point(stand.place)) + BANK_M)
        banks.append((third.x, third.y))
    return banks


def register_rows(border: Border, all_stands: list[Stand], rng: Random) -> list[dict[str, str]]:
    """Return the rows of register.csv without the two columns every table has."""
    rows = []
    groupings = {1: "single", 2: "pair", 3: "three"}
    for stand in all_stands:
        main = "/" not in stand.number
        size = "large" if stand.number in LARGE else rng.choice(("small", "small", "medium"))
        material = "granite" if main or rng.random() < 0.6 else "concrete"
        for number, place in zip(stand.markers, marker_places(border, stand), strict=True):
            longitude, latitude = to_degrees(place)
            rows.append(
                {
                    "number": number,
                    "kind": "main" if main else "secondary",
                    "grouping": groupings[stand.banks],
                    "size": size if main else "small",
                    "material": material,
                    "longitude": f"{longitude:.6f}",
                    "latitude": f"{latitude:.6f}",
                    "crs": "EPSG:4326",
                    "commune_code": stand.commune_code,
                    "post": stand.post,
                    "needs_road": "yes" if stand.needs_road else "no",
                }
            )
    return rows
