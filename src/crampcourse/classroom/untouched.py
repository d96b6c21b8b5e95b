"""Where there is no jail: keeps a copy of the class's folder while learner code runs, and puts back what it changed."""

import hashlib
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from crampcourse.learning.transfer import write_whole

_LINK = "link "


class Kept:
    """The files of a folder as they were. For no folder (None) it keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._copy: Path | None = None
        self._known: dict[str, str] = {}

    def __enter__(self) -> Self:
        if self._folder is not None:
            self._copy = Path(tempfile.mkdtemp(prefix="cc-kept-"))
            self.renew()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._copy is not None:
            shutil.rmtree(self._copy, ignore_errors=True)

    def renew(self) -> None:
        """Takes the folder as it is now to be right."""
        if self._folder is None or self._copy is None:
            return
        now = _prints(self._folder)
        for name in self._known.keys() - now.keys():
            (self._copy / name).unlink(missing_ok=True)
        for name, print_ in now.items():
            if self._known.get(name) != print_ and not print_.startswith(_LINK):
                target = self._copy / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(self._folder / name, target)
        self._known = now

    def put_back(self) -> list[str]:
        """Puts back every file that was changed, deleted or added, and names them."""
        if self._folder is None or self._copy is None:
            return []
        now = _prints(self._folder)
        touched = sorted(name for name in now.keys() | self._known.keys() if now.get(name) != self._known.get(name))
        for name in touched:
            target = self._folder / name
            if name not in self._known:
                target.unlink()
                continue
            if target.is_symlink():
                target.unlink()
            target.parent.mkdir(parents=True, exist_ok=True)
            if self._known[name].startswith(_LINK):
                target.unlink(missing_ok=True)
                target.symlink_to(self._known[name].removeprefix(_LINK))
                continue
            write_whole(target, (self._copy / name).read_bytes())
        return touched


def _prints(folder: Path) -> dict[str, str]:
    """A fingerprint of every file; a link is one by where it leads."""
    return {
        path.relative_to(folder).as_posix(): f"{_LINK}{path.readlink()}"
        if path.is_symlink()
        else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }
