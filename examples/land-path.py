#!/usr/bin/env python3
"""Derives the land path of the coverage page's world map from world-atlas 2.0.2.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 examples/land-path.py package/land-50m.json > src/views/coverage/land.path

Standard library only; the same input gives the same bytes. docs/map.md explains each step.
"""

import hashlib
import heapq
import json
import sys

SOURCE_SHA256 = "619477ff690c086885e45cb91707d783805561bd75ae8e437b7d4694b0204e0f"
WEST, EAST, SOUTH, NORTH = -169.0, 191.0, -58.0, 84.0
SCALE = 4.0
ANTARCTIC = -60.0
SMALLEST_RING = 4.0
SMALLEST_TRIANGLE = 1.0


def rings(topology):
    """Every ring of the land as (longitude, latitude) degrees."""
    scale_x, scale_y = topology["transform"]["scale"]
    shift_x, shift_y = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(points)

    def ring(indices):
        points = []
        for index in indices:
            part = arcs[index] if index >= 0 else arcs[~index][::-1]
            points.extend(part if not points else part[1:])
        return points[:-1] if points[0] == points[-1] else points

    def walk(geometry):
        if geometry["type"] == "GeometryCollection":
            for child in geometry["geometries"]:
                yield from walk(child)
        elif geometry["type"] == "Polygon":
            yield from (ring(indices) for indices in geometry["arcs"])
        elif geometry["type"] == "MultiPolygon":
            yield from (ring(indices) for polygon in geometry["arcs"] for indices in polygon)

    return list(walk(topology["objects"]["land"]))


def unwrap(ring):
    """Longitudes made continuous, so that a ring over the antimeridian draws no streak across the map."""
    out = [ring[0]]
    for longitude, latitude in ring[1:]:
        while longitude - out[-1][0] > 180:
            longitude -= 360
        while longitude - out[-1][0] < -180:
            longitude += 360
        out.append((longitude, latitude))
    return out


def clip(ring, axis, limit, keep_above):
    """One side of Sutherland and Hodgman's polygon clipping."""
    out = []
    for index, point in enumerate(ring):
        before = ring[index - 1]
        inside = (point[axis] >= limit) == keep_above or point[axis] == limit
        was_inside = (before[axis] >= limit) == keep_above or before[axis] == limit
        if inside != was_inside:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            other = 1 - axis
            cut = [0.0, 0.0]
            cut[axis] = limit
            cut[other] = before[other] + share * (point[other] - before[other])
            out.append(tuple(cut))
        if inside:
            out.append(point)
    return out


def area(ring):
    """Twice the signed area."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))


def simplify(ring):
    """Visvalingam and Whyatt: drop the point with the smallest triangle until none is below the threshold."""
    count = len(ring)
    before = [(i - 1) % count for i in range(count)]
    after = [(i + 1) % count for i in range(count)]
    alive = [True] * count

    def triangle(i):
        (ax, ay), (bx, by), (cx, cy) = ring[before[i]], ring[i], ring[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    known = [triangle(i) for i in range(count)]
    heap = [(known[i], i) for i in range(count)]
    heapq.heapify(heap)
    left = count
    while heap and left > 3:
        size, i = heapq.heappop(heap)
        if not alive[i] or size != known[i]:
            continue
        if size >= SMALLEST_TRIANGLE:
            break
        alive[i] = False
        left -= 1
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in (before[i], after[i]):
            known[j] = max(size, triangle(j))
            heapq.heappush(heap, (known[j], j))
    return [point for point, stays in zip(ring, alive) if stays]


def path(ring):
    """One subpath on whole pixels, relative, with no separator before a minus sign."""
    points = []
    for x, y in ring:
        point = (round(x), round(y))
        if not points or point != points[-1]:
            points.append(point)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    if len(points) < 3:
        return ""
    text = f"M{points[0][0]} {points[0][1]}l"
    numbers = [n for a, b in zip(points, points[1:]) for n in (b[0] - a[0], b[1] - a[1])]
    for index, number in enumerate(numbers):
        text += str(number) if index == 0 or number < 0 else f" {number}"
    return text + "z"


def main():
    with open(sys.argv[1], "rb") as file:
        source = file.read()
    found = hashlib.sha256(source).hexdigest()
    if found != SOURCE_SHA256:
        sys.exit(f"expected land-50m.json of world-atlas 2.0.2 with sha256 {SOURCE_SHA256}, found {found}")
    out = []
    for ring in map(unwrap, rings(json.loads(source))):
        if max(latitude for _, latitude in ring) < ANTARCTIC:
            continue
        for shift in (-360, 0, 360):
            part = [(longitude + shift, latitude) for longitude, latitude in ring]
            for axis, limit, above in ((0, WEST, True), (0, EAST, False), (1, SOUTH, True), (1, NORTH, False)):
                part = clip(part, axis, limit, above) if part else part
            part = [(SCALE * (longitude - WEST), SCALE * (NORTH - latitude)) for longitude, latitude in part]
            if len(part) >= 3 and abs(area(part)) / 2 >= SMALLEST_RING:
                out.append(path(simplify(part)))
    sys.stdout.write("".join(out) + "\n")


main()
