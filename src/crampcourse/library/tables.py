"""Tables of the content as typed rows: foods, reference intakes, trials. Every fault of a table is told at once."""

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import ConfigDict, Field, ValidationError, model_validator

from crampcourse.library.faults import ContentError, Fault
from crampcourse.library.fields import Content, Letters, ReferenceKey, Slug
from crampcourse.library.messages import in_words, placed
from crampcourse.library.read import read_csv, read_json

Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Nutrient = Literal["magnesium_mg", "potassium_mg", "sodium_mg", "calcium_mg", "vitamin_d_ug", "vitamin_b12_ug"]
Sex = Literal["female", "male"]
State = Literal["neither", "pregnant", "lactating"]
IntakeKind = Literal["RDA", "AI", "limit for supplements", "limit for food and supplements"]


class Row(Content):
    """What every row has: an id, a source, and a mark where the number is less sure than its source."""

    model_config = ConfigDict(strict=False)  # In a CSV file a number is text.

    id: Slug
    source: ReferenceKey
    mark: Letters | None

    @model_validator(mode="before")
    @classmethod
    def _blank_is_unknown(cls, data: Any) -> Any:
        return {name: value if value != "" else None for name, value in data.items()}


class Food(Row):
    """One serving of a food. A blank amount is unknown, not zero."""

    name: Letters
    serving: Letters
    portion_g: Positive
    magnesium_mg: Amount | None
    potassium_mg: Amount | None
    calcium_mg: Amount | None
    sodium_mg: Amount | None
    vitamin_b12_ug: Amount | None
    vitamin_d_ug: Amount | None
    ndb_number: Annotated[str, Field(pattern=r"^\d{5}$")]
    """Number of the food in the source's database."""


class Intake(Row):
    """A reference intake or an upper limit of one nutrient for one group of people; one of the two amounts is blank."""

    group: Letters
    sex: Sex | Literal["any"]
    state: State
    age_from_years: Amount
    age_below_years: Positive
    nutrient: Nutrient
    kind: IntakeKind
    amount_mg_per_day: Positive | None
    amount_ug_per_day: Positive | None

    @model_validator(mode="after")
    def _one_amount_in_the_unit_of_the_nutrient(self) -> "Intake":
        unit = self.nutrient.rpartition("_")[2]
        right, wrong = self.amount_mg_per_day, self.amount_ug_per_day
        if unit == "ug":
            right, wrong = wrong, right
        if right is None or wrong is not None:
            raise ValueError(f"{self.nutrient} needs amount_{unit}_per_day, and only that")
        if self.age_from_years >= self.age_below_years:
            raise ValueError("age_from_years must be less than age_below_years")
        return self

    @property
    def amount(self) -> float:
        """The amount a day in the unit that the nutrient's name ends with."""
        return self.amount_mg_per_day or self.amount_ug_per_day or 0.0  # exactly one of the two is given


class Trial(Row):
    """What one trial, or one published pool of trials, says of one outcome.

    ``effect`` is treated minus control in ``unit`` (negative: less with the treatment). ``use`` says whether it may
    be pooled; ``computed_by_us`` names every number that the source does not print, and how it was made.
    """

    question: Literal["magnesium", "stretching"]
    design: Letters
    outcome: Letters
    unit: Letters
    statistic: Literal["mean", "median", "difference"]
    treated_people: Annotated[int, Field(gt=0)] | None
    control_people: Annotated[int, Field(gt=0)] | None
    treated_value: Number | None
    treated_sd: Positive | None
    control_value: Number | None
    control_sd: Positive | None
    effect: Number | None
    standard_error: Positive | None
    ci_low: Number | None
    ci_high: Number | None
    use: Literal["pool", "alternative", "narrative", "identity", "published pool"]
    computed_by_us: Letters | None

    @model_validator(mode="after")
    def _pooled_trials_have_an_effect(self) -> "Trial":
        if self.use == "pool" and (self.effect is None or self.standard_error is None):
            raise ValueError("a trial with use: pool needs effect and standard_error")
        return self


Kind = TypeVar("Kind", bound=Row)


def read_rows(kind: type[Kind], path: Path) -> dict[str, Kind]:
    """The rows of a CSV table by id, checked against ``references.json`` beside it; ContentError says every fault."""
    faults: list[Fault] = []
    rows: dict[str, Kind] = {}
    first_lines: dict[str, int] = {}
    references = read_json(path.parent / "references.json", faults)
    known = {entry.get("key") for entry in references or [] if isinstance(entry, dict)}
    for record in read_csv(path, tuple(kind.model_fields), faults):
        name = record.data["id"]
        if name in first_lines:
            faults.append(Fault(path.name, record.line, name, f"this id stands in line {first_lines[name]}, too"))
        first_lines.setdefault(name, record.line)
        if record.data["source"] not in known:
            message = f"names the source {record.data['source']!r}, which references.json does not have"
            faults.append(Fault(path.name, record.line, name, message))
        try:
            rows[name] = kind.model_validate(record.data)
        except ValidationError as error:
            for way, message in in_words(error, kind, record):
                faults.append(Fault(path.name, record.line, name, placed(way, message)))
    if faults:
        raise ContentError(faults)
    return rows


@cache
def foods() -> dict[str, Food]:
    """The foods of ``content/foods.csv`` by id."""
    return _of_the_course(Food, "foods.csv")


@cache
def intakes() -> dict[str, Intake]:
    """The reference intakes and upper limits of ``content/intakes.csv`` by id."""
    return _of_the_course(Intake, "intakes.csv")


@cache
def trials() -> dict[str, Trial]:
    """The trials of ``content/trials.csv`` by id."""
    return _of_the_course(Trial, "trials.csv")


def _of_the_course(kind: type[Kind], name: str) -> dict[str, Kind]:
    from crampcourse.library.shelf import CONTENT

    return read_rows(kind, CONTENT / name)
