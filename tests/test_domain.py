"""What a model cannot answer is refused, all faults at once."""

import numpy as np
import pytest

from crampcourse.library.models import Range
from crampcourse.models.domain import checked

DOMAIN = {"ankle_deg": Range(low=-50, high=20, unit="°"), "activation": Range(low=0, high=1, unit="of full")}


def test_arguments_come_back_as_arrays_of_one_shape() -> None:
    ankle, activation = checked(DOMAIN, ankle_deg=[-50.0, 20.0], activation=0.5)
    assert ankle.shape == activation.shape == (2,)
    assert ankle.dtype == np.float64


def test_all_faults_are_said_at_once_with_the_range() -> None:
    with pytest.raises(ValueError, match=r"ankle_deg is 25; allowed: -50 to 20 °; activation holds NaN") as refused:
        checked(DOMAIN, ankle_deg=[0, 25], activation=np.nan)
    assert "finite" in str(refused.value)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ankle_deg": "a lot"}, "ankle_deg is 'a lot'; it must be numbers"),
        ({"ankle_deg": -51, "activation": 1.5}, "activation is 1.5; allowed: 0 to 1 of full"),
        ({"ankle_deg": [0, 1], "activation": [0, 1, 1]}, r"shapes do not fit together: ankle_deg \(2,\), activation"),
        ({"ankle_deg": np.inf}, "NaN or infinity"),
    ],
)
def test_each_kind_of_fault_is_named(given, said) -> None:
    with pytest.raises(ValueError, match=said):
        checked(DOMAIN, **given)
