"""Prints what a saved model holds. Python 3, no packages: python3 docs/read-model.py MODEL.zip"""
import json
import struct
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as archive:
    for entry in archive.namelist():
        data = archive.read(entry)
        if entry.endswith(".json"):
            print(entry)
            print(json.dumps(json.loads(data), indent=1)[:400], "...")
        elif entry.endswith(".safetensors"):
            (length,) = struct.unpack_from("<Q", data)
            for name, tensor in json.loads(data[8 : 8 + length]).items():
                if name != "__metadata__":
                    print(f"{name:40} {tensor['dtype']} {tensor['shape']}")
