"""A BuildKit SBOM generator: the dpkg and Python packages of a file system as SPDX 2.3.

Stands in for docker/buildkit-syft-scanner, whose Go module the module proxy does not serve here.
The protocol: https://github.com/moby/buildkit/blob/master/docs/attestations/sbom-protocol.md
"""

import hashlib
import json
import os
import re
import sys
from email.parser import HeaderParser
from pathlib import Path
from urllib.parse import quote

CREATED = os.environ.get("BUILDKIT_SCAN_CREATED", "1970-01-01T00:00:00Z")


def package(kind, name, version, purl, source=None):
    """One SPDX package; only what a scanner or a reader of SBOMs looks at."""
    identifier = re.sub(r"[^A-Za-z0-9.-]", "-", f"{kind}-{name}-{version}")
    return {
        "SPDXID": f"SPDXRef-Package-{identifier}",
        "name": name,
        "versionInfo": version,
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": "NOASSERTION",
        "copyrightText": "NOASSERTION",
        "supplier": "NOASSERTION",
        **({"sourceInfo": f"built package from: {source}"} if source else {}),
        "externalRefs": [
            {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}
        ],
    }


def operating_system(root):
    """The fields of os-release, if there is one."""
    for path in ("etc/os-release", "usr/lib/os-release"):
        if (root / path).is_file():
            return dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', (root / path).read_text(), re.M))
    return {}


def dpkg_packages(root):
    """Installed Debian packages; distroless images keep them in status.d."""
    system = operating_system(root)
    distribution = system.get("ID", "debian")
    status = root / "var/lib/dpkg/status"
    for path in ([status] if status.is_file() else []) + sorted((root / "var/lib/dpkg/status.d").glob("*")):
        for paragraph in path.read_text(errors="replace").split("\n\n"):
            fields = HeaderParser().parsestr(paragraph)
            name, version = fields["Package"], fields["Version"]
            if not name or not version or not (fields["Status"] or "installed").endswith("installed"):
                continue
            source, source_version = re.match(r"(\S+)(?: \((.+)\))?", fields["Source"] or name).groups()
            purl = (
                f"pkg:deb/{distribution}/{name}@{quote(version, safe='')}?arch={fields['Architecture']}"
                f"&distro={distribution}-{system.get('VERSION_ID', '')}&upstream={source}"
            )
            yield package("deb", name, version, purl, f"{source} {source_version or version}")


def python_packages(root):
    """Installed Python distributions, wherever a virtual environment may be."""
    for top in ("usr", "opt", "app", "home", "root", "srv"):
        for path in sorted((root / top).glob("**/*.dist-info/METADATA")):
            fields = HeaderParser().parsestr(path.read_text(errors="replace"))
            name, version = fields["Name"], fields["Version"]
            if name and version:
                normal = re.sub(r"[-_.]+", "-", name).lower()
                yield package("python", name, version, f"pkg:pypi/{normal}@{quote(version, safe='')}")


def statement(root):
    """The in-toto statement for one file system."""
    found = {item["SPDXID"]: item for scan in (dpkg_packages, python_packages) for item in scan(root)}
    packages = [found[key] for key in sorted(found)]
    digest = hashlib.sha256(json.dumps(packages, sort_keys=True).encode()).hexdigest()
    return {
        "_type": "https://in-toto.io/Statement/v0.1",
        "predicateType": "https://spdx.dev/Document",
        "predicate": {
            "spdxVersion": "SPDX-2.3",
            "dataLicense": "CC0-1.0",
            "SPDXID": "SPDXRef-DOCUMENT",
            "name": root.name,
            "documentNamespace": f"https://docker-matrix.invalid/sbom/{root.name}-{digest}",
            "creationInfo": {"created": CREATED, "creators": ["Tool: docker-matrix-sbom-stand-in-1"]},
            "packages": packages,
            "relationships": [
                {
                    "spdxElementId": "SPDXRef-DOCUMENT",
                    "relationshipType": "DESCRIBES",
                    "relatedSpdxElement": item["SPDXID"],
                }
                for item in packages
            ],
        },
    }


def main():
    """Scans the result, and any stage or context that the build asks for as well."""
    destination = Path(os.environ["BUILDKIT_SCAN_DESTINATION"])
    roots = [Path(os.environ["BUILDKIT_SCAN_SOURCE"])]
    extras = Path(os.environ.get("BUILDKIT_SCAN_SOURCE_EXTRAS", "/nonexistent"))
    if extras.is_dir():
        roots += sorted(extras.iterdir())
    for root in roots:
        result = statement(root)
        (destination / f"{root.name}.spdx.json").write_text(json.dumps(result))
        print(f"{root.name}: {len(result['predicate']['packages'])} packages", file=sys.stderr)


if __name__ == "__main__":
    main()
