"""The dependencies are said three ways (pyproject.toml, lock, environment.yml), and the three are equal.

What cannot be tried on the machines these tests run on: conda and Binder (environment.yml is parsed and compared,
never solved), and Windows and macOS (the lock's markers are evaluated for them, nothing is installed).
"""

import re
import tomllib
from importlib import metadata
from itertools import product
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPO = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-uv.lock")
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
)
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def parse_lock(text):
    """Return the lock's requirements; ValueError for a line that pip would need a network address or trust for."""
    requirements = []
    for written in re.sub(r"\\\n", " ", text).splitlines():
        line = written.partition("#")[0].strip()
        if not line:
            continue
        wanted, *hashes = line.split(" --hash=")
        if wanted.startswith("-") or "://" in line:
            raise ValueError(f"an option or address: {line}")
        requirement = Requirement(wanted)
        if [clause.operator for clause in requirement.specifier] != ["=="] or "*" in str(requirement.specifier):
            raise ValueError(f"no exact version: {line}")
        if not hashes or not all(re.fullmatch(r"sha256:[0-9a-f]{64}", value.strip()) for value in hashes):
            raise ValueError(f"no sha256 for: {line}")
        requirements.append(requirement)
    return requirements


def version_of(requirement):
    return next(iter(requirement.specifier)).version


def chosen(requirements, environment):
    """Return name → version of what a machine with this marker environment would install."""
    versions = {}
    for requirement in requirements:
        if requirement.marker is None or requirement.marker.evaluate(environment):
            name = canonicalize_name(requirement.name)
            assert name not in versions, f"{name} is locked twice for {environment}"
            versions[name] = version_of(requirement)
    return versions


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def locks():
    return {name: parse_lock((REPO / name).read_text(encoding="utf-8")) for name in LOCKS}


def machines():
    for system, python in product(SYSTEMS, PYTHONS):
        yield {**system, "python_version": python, "python_full_version": f"{python}.0", "extra": ""}


def assert_locked(wanted, requirements):
    for machine in machines():
        versions = chosen(requirements, machine)
        for requirement in map(Requirement, wanted):
            name = canonicalize_name(requirement.name)
            assert name in versions, f"{name} is not locked for {machine['sys_platform']}"
            assert requirement.specifier.contains(versions[name]), f"{requirement} is locked at {versions[name]}"


def test_every_dependency_is_locked_inside_its_range_on_every_system(project, locks):
    groups = project["dependency-groups"]
    assert_locked(project["project"]["dependencies"] + groups["build"], locks["requirements.lock"])
    assert_locked(groups["test"], locks["requirements-test.lock"])
    assert_locked(groups["uv"], locks["requirements-uv.lock"])


def test_the_two_locks_agree_on_what_they_share(locks):
    for machine in machines():
        course, tests = (chosen(locks[name], machine) for name in LOCKS[:2])
        shared = course.keys() & tests.keys()
        assert {name: course[name] for name in shared} == {name: tests[name] for name in shared}


def test_the_lock_holds_everything_its_packages_need_on_this_machine(locks):
    """What the installed packages ask for is locked too, so that `--exact` removes nothing that is needed."""
    versions = {}
    for name in LOCKS[:2]:
        versions |= chosen(locks[name], None)
    for name in versions:
        for requirement in map(Requirement, metadata.requires(name) or []):
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                needed = canonicalize_name(requirement.name)
                assert needed in versions, f"{name} needs {needed}, which is not locked"
                assert requirement.specifier.contains(versions[needed], prereleases=True), f"{name}: {requirement}"


def test_this_environment_is_the_locked_one(locks):
    for name in LOCKS[:2]:
        for package, version in chosen(locks[name], None).items():
            assert metadata.version(package) == version


def test_conda_and_binder_get_the_same_list(project):
    environment = yaml.safe_load((REPO / "environment.yml").read_text(encoding="utf-8"))
    assert environment["channels"] == ["conda-forge"]
    *packages, from_pip = environment["dependencies"]
    assert from_pip == {"pip": ["-e ."]}
    asked = {str(Requirement(package)) for package in packages}
    wanted = {f"python{project['project']['requires-python']}", "pip"}
    for requirement in map(Requirement, project["project"]["dependencies"]):
        requirement.name = CONDA_NAMES.get(requirement.name, requirement.name)
        wanted.add(str(requirement))
    assert asked == wanted


def test_the_package_says_its_version_once_more_and_the_same(project):
    import crampcourse

    assert crampcourse.__version__ == project["project"]["version"]


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        f"numpy @ https://packages.example/numpy.whl --hash=sha256:{'0' * 64}",
        f"numpy>=2.0 --hash=sha256:{'0' * 64}",
        f"numpy==2.* --hash=sha256:{'0' * 64}",
        "numpy==2.0",
        "numpy==2.0 --hash=md5:00",
        f"numpy==2.0 ; sys_platfrm == 'win32' --hash=sha256:{'0' * 64}",
    ],
)
def test_a_bad_lock_line_is_noticed(line):
    with pytest.raises(ValueError, match=r"an option|no exact|no sha256|Expected"):
        parse_lock(line)


def test_a_package_missing_on_one_system_is_noticed():
    lock = parse_lock(f"numpy==2.1 ; sys_platform != 'win32' \\\n    --hash=sha256:{'0' * 64}")
    with pytest.raises(AssertionError, match="not locked for win32"):
        assert_locked(["numpy>=2"], lock)
    with pytest.raises(AssertionError, match="locked at"):
        assert_locked(["numpy>=3"], lock)
