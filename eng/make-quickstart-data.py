#!/usr/bin/env python3
"""Cuts the QuickStart sample's data out of the full Fashion-MNIST files.

    python3 eng/make-quickstart-data.py SOURCE [OUTPUT] [--train-per-class N] [--test-per-class N]

SOURCE is a folder with the four original files (Debian: package dataset-fashion-mnist,
/usr/share/datasets/fashion-mnist). Of each class the first N images are kept, in the order of the
original file, so the result depends on nothing but the source. Compression is zopfli's (Debian: package
zopfli), which needs no time stamp and gives the same bytes on every machine.
"""

import argparse
import gzip
import pathlib
import struct
import subprocess
import sys

CLASSES = 10
IMAGES_MAGIC, LABELS_MAGIC = 0x00000803, 0x00000801
LIMIT = 4_000_000  # bytes, for the four files together


def read_images(path):
    data = gzip.decompress(path.read_bytes())
    magic, count, height, width = struct.unpack(">IIII", data[:16])
    size = height * width
    if magic != IMAGES_MAGIC or len(data) != 16 + count * size:
        sys.exit(f"{path}: not an IDX file of images")
    return height, width, [data[16 + i * size:16 + (i + 1) * size] for i in range(count)]


def read_labels(path):
    data = gzip.decompress(path.read_bytes())
    magic, count = struct.unpack(">II", data[:8])
    if magic != LABELS_MAGIC or len(data) != 8 + count:
        sys.exit(f"{path}: not an IDX file of labels")
    return data[8:]


def first_of_each_class(labels, per_class):
    seen = [0] * CLASSES
    rows = []
    for row, label in enumerate(labels):
        if seen[label] < per_class:
            seen[label] += 1
            rows.append(row)
    if seen != [per_class] * CLASSES:
        sys.exit(f"fewer than {per_class} images in a class: {seen}")
    return rows


def write_gzip(path, data):
    path.write_bytes(data)
    try:
        subprocess.run(["zopfli", "--gzip", "--i15", str(path)], check=True)
    except FileNotFoundError:
        sys.exit("zopfli is not installed")
    finally:
        path.unlink()
    return path.with_name(path.name + ".gz").stat().st_size


def cut(source, output, source_prefix, output_prefix, per_class):
    height, width, images = read_images(source / f"{source_prefix}-images-idx3-ubyte.gz")
    labels = read_labels(source / f"{source_prefix}-labels-idx1-ubyte.gz")
    if len(images) != len(labels):
        sys.exit(f"{source_prefix}: {len(images)} images, {len(labels)} labels")
    rows = first_of_each_class(labels, per_class)
    return (
        write_gzip(output / f"{output_prefix}-images-idx3-ubyte",
                   struct.pack(">IIII", IMAGES_MAGIC, len(rows), height, width) + b"".join(images[r] for r in rows))
        + write_gzip(output / f"{output_prefix}-labels-idx1-ubyte",
                     struct.pack(">II", LABELS_MAGIC, len(rows)) + bytes(labels[r] for r in rows)))


def main():
    default_output = pathlib.Path(__file__).resolve().parent.parent / "samples" / "QuickStart" / "Data"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path, nargs="?", default=default_output)
    parser.add_argument("--train-per-class", type=int, default=825)
    parser.add_argument("--test-per-class", type=int, default=100)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)

    total = (cut(options.source, options.output, "train", "train", options.train_per_class)
             + cut(options.source, options.output, "t10k", "test", options.test_per_class))
    print(f"{total} bytes")
    if total > LIMIT:
        sys.exit(f"more than {LIMIT} bytes: take fewer images")


if __name__ == "__main__":
    main()
