"""Publishes the JSON Schemas of the content beside it, so that editors complete and check what authors write.

python -m tools.schemas
"""

import json

from crampcourse.library.shelf import CONTENT
from crampcourse.library.types import schemas

FOLDER = CONTENT / "schemas"


def published() -> dict[str, str]:
    """File name → text of each schema."""
    return {
        f"{name}.json": json.dumps(schema, indent=1, ensure_ascii=False) + "\n" for name, schema in schemas().items()
    }


def main() -> None:
    """Writes every schema, and removes those of kinds that no longer exist."""
    FOLDER.mkdir(exist_ok=True)
    texts = published()
    for path in FOLDER.glob("*.json"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{len(texts)} schemas written")


if __name__ == "__main__":
    main()
